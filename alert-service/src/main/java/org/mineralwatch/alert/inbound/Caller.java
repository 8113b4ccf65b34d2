package org.mineralwatch.alert.inbound;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.Tenant;

/** Who makes the request that is being answered, as {@link CallerFilter} found out. */
@RequestScoped
public class Caller {
    private @Nullable Tenant tenant;

    void is(Tenant verified) {
        tenant = verified;
    }

    /** In whose name the request is made. */
    Tenant tenant() {
        Tenant verified = tenant;
        if (verified == null) {
            throw new IllegalStateException("a request that passed by the filter");
        }
        return verified;
    }
}
