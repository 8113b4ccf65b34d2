package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.mineralwatch.alert.domain.Destination;
import org.mineralwatch.alert.domain.Tenant;

/** Looks up where a subscription's webhooks go. */
@ApplicationScoped
public class DestinationStore {
    private final Database database;
    private final Destinations destinations;

    DestinationStore(Database database, Destinations destinations) {
        this.database = database;
        this.destinations = destinations;
    }

    /** Empty where this tenant has no such subscription. */
    public Optional<Destination> find(Tenant tenant, UUID subscription) {
        return database.first(
                "select " + Destinations.COLUMNS
                        + " from subscription s join signing_secret k on k.subscription_id = s.id"
                        + " where s.id = ? and s.tenant = ?",
                row -> row.uuid(subscription).text(tenant.name()),
                destinations::read);
    }
}
