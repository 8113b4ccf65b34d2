package org.mineralwatch.alert;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.mineralwatch.alert.domain.AddressRule;

/** Rules of the domain, as the settings have them. */
class DeliveryRules {

    @Produces
    @Singleton
    AddressRule addressRule(AlertSettings settings) {
        return new AddressRule(settings.delivery().allowedAddresses().orElse(List.of()));
    }
}
