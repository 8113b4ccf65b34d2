package org.mineralwatch.scoring.inbound;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.mineralwatch.scoring.RescoreDependencies;

/**
 * Brings scores to the present day: at start, and at each turn of the day (UTC). It looks every minute, on the minute, so
 * that a machine that slept through midnight catches up too; on the same day that is one short query.
 */
@ApplicationScoped
public class DayTurn {
    private static final Logger LOG = Logger.getLogger(DayTurn.class);

    private final RescoreDependencies rescoreDependencies;

    DayTurn(RescoreDependencies rescoreDependencies) {
        this.rescoreDependencies = rescoreDependencies;
    }

    /** An empty database is filled from Kafka: where that is away, the next minute or the first batch tries again. */
    void atStart(@Observes @Priority(500) StartupEvent started) {
        try {
            rescoreDependencies.bringToToday();
        } catch (RuntimeException e) {
            LOG.warnf(e, "scores could not be brought to the present day at the start, trying again every minute");
        }
    }

    @Scheduled(cron = "0 * * * * ?", timeZone = "UTC", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onTheMinute() {
        rescoreDependencies.bringToToday();
    }
}
