package org.mineralwatch.alert.inbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.FindAlerts;
import org.mineralwatch.alert.domain.AlertPlace;
import org.mineralwatch.alert.domain.AlertQuery;
import org.mineralwatch.alert.domain.StoredAlert;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.rest.EventStreams;
import org.mineralwatch.rest.Feed;

/** The streams of alerts that are open on this replica. */
@ApplicationScoped
public class AlertStreams {
    private static final int SENT_AT_A_TIME = 100;

    private final FindAlerts findAlerts;
    private final EventStreams streams;
    private final MeterRegistry metrics;

    AlertStreams(FindAlerts findAlerts, AlertSettings settings, MeterRegistry metrics) {
        this.findAlerts = findAlerts;
        this.metrics = metrics;
        AlertSettings.Stream limits = settings.stream();
        this.streams =
                new EventStreams(new EventStreams.Limits(limits.heartbeat(), limits.patience(), limits.readers()));
    }

    void start(@Observes StartupEvent started) {
        findAlerts.whenMore(streams::wake);
        Gauge.builder("alert.stream.readers", streams, EventStreams::readers)
                .description("Readers of the stream of alerts on this replica")
                .register(metrics);
    }

    void stop(@Observes ShutdownEvent stopped) {
        findAlerts.stop();
        streams.close();
    }

    /** Tells a reader the alerts after a place that are asked for. */
    void tell(Tenant tenant, AlertQuery query, AlertPlace from, EventStreams.Reader reader) {
        streams.tell(place -> after(tenant, query, place), from.toString(), reader);
    }

    private Feed.Part after(Tenant tenant, AlertQuery query, String place) {
        AlertPlace from = AlertPlace.parse(place).orElseThrow();
        try {
            List<StoredAlert> alerts = findAlerts.next(tenant, query, from, SENT_AT_A_TIME);
            return new Feed.Part(
                    alerts.stream().map(AlertStreams::event).toList(),
                    alerts.isEmpty() ? place : alerts.getLast().place().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Feed.Part(List.of(), place);
        }
    }

    private static Feed.Event event(StoredAlert alert) {
        return new Feed.Event(
                alert.place().toString(),
                "alert-" + alert.type().name().toLowerCase(Locale.ROOT),
                new String(alert.body(), StandardCharsets.UTF_8));
    }
}
