package org.mineralwatch.alert.inbound;

import static org.mineralwatch.alert.inbound.RecordValue.present;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.EventNews;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.Retraction;
import org.mineralwatch.contract.PolicyEventRecorded;

/**
 * Reads values of {@code policy-events.v1}; members it does not know are passed over.
 */
@ApplicationScoped
public class PolicyEventReading implements RecordIntake.Reading<EventNews> {
    /** What an event without a standing has. */
    private static final String ENACTED = "ENACTED";

    private final ObjectReader reader;

    PolicyEventReading(ObjectMapper json) {
        this.reader = RecordValue.reader(json, PolicyEventRecorded.class);
    }

    @Override
    public Optional<EventNews> read(ConsumerRecord<String, byte[]> record) throws IOException {
        String document = RecordValue.text(record);
        PolicyEventRecorded recorded = present("value", reader.<PolicyEventRecorded>readValue(document));
        String id = present("id", recorded.id());
        present("recordedAt", recorded.recordedAt());
        if (Boolean.TRUE.equals(recorded.retracted())) {
            return Optional.of(new Retraction(
                    id,
                    recorded.revision(),
                    recorded.recordedAt(),
                    recorded.reason() == null ? "" : recorded.reason(),
                    document,
                    RecordValue.traceparent(record)));
        }
        PolicyEventRecorded.Effect effect = recorded.effect();
        Set<String> parties = names(recorded.coActors());
        parties.add(present("actor", recorded.actor()));
        return Optional.of(new PolicyEvent(
                id,
                recorded.revision(),
                recorded.recordedAt(),
                present("type", recorded.type()),
                recorded.standing() == null ? ENACTED : recorded.standing(),
                parties,
                names(recorded.targets()),
                effect == null ? Set.of() : names(effect.consumers()),
                names(present("minerals", recorded.minerals())),
                names(recorded.stages()),
                document,
                RecordValue.traceparent(record)));
    }

    private static Set<String> names(@Nullable List<String> names) {
        return names == null ? new HashSet<>() : new HashSet<>(names);
    }
}
