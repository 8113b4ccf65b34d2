package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.mineralwatch.alert.domain.Endpoint;

/** Looks up where an endpoint is, as is done before a request to it, and makes none. */
@ApplicationScoped
public class EndpointCheck {
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final HostLookup hosts;

    EndpointCheck(HostLookup hosts) {
        this.hosts = hosts;
    }

    /** Why no request would be made to it now; empty where one would. */
    public Optional<String> refusal(Endpoint endpoint) {
        try {
            return switch (hosts.lookUp(endpoint.url().getHost(), WITHIN)) {
                case HostLookup.Found.Addresses _ -> Optional.empty();
                case HostLookup.Found.Refused(String reason) -> Optional.of(reason);
                case HostLookup.Found.Unknown(String reason) -> Optional.of(reason);
            };
        } catch (TimeoutException e) {
            return Optional.of("no name server told the host's addresses within " + WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("this service was stopped before the host was looked up");
        }
    }
}
