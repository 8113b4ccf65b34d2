package org.mineralwatch.alert.inbound;

import static org.mineralwatch.alert.inbound.RecordValue.present;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.mineralwatch.alert.domain.CausingEvent;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.DateAhead;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.contract.ScoreChanged;

/** Reads values of {@code dependency-scores.v1}; members it does not know are passed over. */
@ApplicationScoped
public class ScoreChangedReading implements RecordIntake.Reading<ScoreChange> {
    private final ObjectReader reader;

    ScoreChangedReading(ObjectMapper json) {
        this.reader = RecordValue.reader(json, ScoreChanged.class);
    }

    @Override
    public Optional<ScoreChange> read(ConsumerRecord<String, byte[]> record) throws IOException {
        String document = RecordValue.text(record);
        ScoreChanged changed = present("value", reader.<ScoreChanged>readValue(document));
        requireWhatIsTold(changed);
        Cell cell = Cell.parse(present("cell", changed.cell()));
        if (!cell.equals(new Cell(
                present("consumer", changed.consumer()),
                present("mineral", changed.mineral()),
                present("stage", changed.stage())))) {
            throw new IllegalArgumentException("cell: not of its consumer, mineral and stage");
        }
        ScoreChanged.Cause cause = present("cause", changed.cause());
        return Optional.of(new ScoreChange(
                cell,
                changed.sequence(),
                present("recordedAt", changed.recordedAt()),
                changed.score(),
                cause.rebase() != null,
                ahead(changed),
                causes(cause),
                document,
                RecordValue.traceparent(record)));
    }

    private static List<DateAhead> ahead(ScoreChanged changed) {
        List<ScoreChanged.Ahead> ahead = changed.ahead();
        if (ahead == null) {
            return List.of();
        }
        return ahead.stream()
                .map(date -> new DateAhead(
                        present("ahead/at", date.at()),
                        date.before(),
                        date.score(),
                        present("ahead/events", date.events())))
                .toList();
    }

    private static List<CausingEvent> causes(ScoreChanged.Cause cause) {
        List<CausingEvent> causes = new ArrayList<>();
        if (cause.events() != null) {
            cause.events().forEach(event -> causes.add(new CausingEvent(event.id(), event.revision())));
        }
        if (cause.calendar() != null) {
            cause.calendar().forEach(event -> causes.add(new CausingEvent(event, CausingEvent.BY_DATE)));
        }
        return causes;
    }

    /** What a webhook carries must be there when it is raised. */
    private static void requireWhatIsTold(ScoreChanged changed) {
        present("at", changed.at());
        present("known", changed.known());
        present("band", changed.band());
        present("interval", changed.interval());
        present("byEvent", changed.byEvent());
        present("bySupplier", changed.bySupplier());
        present("heldBack", changed.heldBack());
        present("grade", changed.grade());
        present("model", changed.model());
        present("baselineVersion", changed.baselineVersion());
    }
}
