package org.mineralwatch.scoring.inbound;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.mineralwatch.scoring.RescoreDependencies;

/**
 * Brings scores to the present day: at start, and at each turn of the day (UTC). It looks every minute, on the minute, so
 * that a machine that slept through midnight catches up too; on the same day that is one short query.
 */
@ApplicationScoped
public class DayTurn {
    private final RescoreDependencies rescoreDependencies;

    DayTurn(RescoreDependencies rescoreDependencies) {
        this.rescoreDependencies = rescoreDependencies;
    }

    void atStart(@Observes @Priority(500) StartupEvent started) {
        rescoreDependencies.bringToToday();
    }

    @Scheduled(cron = "0 * * * * ?", timeZone = "UTC", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onTheMinute() {
        rescoreDependencies.bringToToday();
    }
}
