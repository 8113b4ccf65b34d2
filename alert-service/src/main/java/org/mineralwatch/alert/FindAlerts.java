package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.AlertPlace;
import org.mineralwatch.alert.domain.AlertQuery;
import org.mineralwatch.alert.domain.Lineage;
import org.mineralwatch.alert.domain.StoredAlert;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.outbound.AlertLog;
import org.mineralwatch.alert.outbound.AlertWake;

/** Looks alerts up, and tells when there may be more of them. */
@ApplicationScoped
public class FindAlerts {
    private static final Logger LOG = Logger.getLogger(FindAlerts.class);
    private static final int LOOKS = 50;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
    private static final Duration BETWEEN_LOOKS_BACK = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final AlertLog log;
    private final AlertWake wake;
    private volatile boolean stopped;

    FindAlerts(AlertLog log, AlertWake wake) {
        this.log = log;
        this.wake = wake;
    }

    /** The oldest alerts after a place that are asked for. */
    public List<StoredAlert> page(Tenant tenant, AlertQuery query, AlertPlace after, int limit) {
        return log.page(tenant, query, after, limit);
    }

    /**
     * As {@link #page}, for one who waits for more: where alerts have been stored, but cannot be read because an older
     * transaction is about to commit, that is awaited for a moment.
     */
    public List<StoredAlert> next(Tenant tenant, AlertQuery query, AlertPlace after, int limit)
            throws InterruptedException {
        List<StoredAlert> found = log.page(tenant, query, after, limit);
        for (int look = 0; found.isEmpty() && look < LOOKS && log.isWaiting(tenant, after); look++) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            found = log.page(tenant, query, after, limit);
        }
        return found;
    }

    /** Behind all that can be read by now. */
    public AlertPlace newest() {
        return log.newest();
    }

    public Optional<StoredAlert> find(Tenant tenant, UUID id) {
        return log.find(tenant, id);
    }

    /** Where one alert came from and where it went. */
    public Optional<Lineage> lineage(Tenant tenant, UUID id) {
        return log.lineage(tenant, id);
    }

    /** Calls back whenever alerts may have been raised, by whichever replica, until {@link #stop}. */
    public void whenMore(Runnable callback) {
        Thread.ofVirtual().name("alert-wake").start(() -> {
            while (!stopped) {
                try {
                    wake.listen();
                    callback.run();
                    // What waits for an older transaction to end is told by no commit of its own.
                    wake.await(log.isWaiting() ? BETWEEN_LOOKS_BACK : LONGEST_WAIT);
                } catch (RuntimeException e) {
                    LOG.debugf(e, "streams wait, trying again");
                    pause();
                }
            }
        });
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the calls. */
    public void stop() {
        stopped = true;
        wake.close();
    }
}
