package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sleeps until alerts may have been raised, by whichever replica: what is raised is published through the outbox. */
@ApplicationScoped
public class AlertWake {
    private final ChannelWake wake;

    AlertWake(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String jdbcUrl,
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.wake = new ChannelWake("outbox_appended", jdbcUrl, username, password);
    }

    /** Listens from now on: whatever comes after this returns ends the next wait. */
    public void listen() {
        wake.listen();
    }

    /** Waits until woken, at most so long; a wake that came since the wait before counts. */
    public void await(Duration atMost) {
        wake.await(atMost);
    }

    /** Ends a wait, and every later one at once. */
    public void close() {
        wake.close();
    }
}
