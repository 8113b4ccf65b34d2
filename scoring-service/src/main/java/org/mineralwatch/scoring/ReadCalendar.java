package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.mineralwatch.scoring.domain.ActAhead;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.LegalCalendar;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;

/** What known acts will do to scores, from tomorrow on. Computed when asked for, from every record stored by then. */
@ApplicationScoped
public class ReadCalendar {
    private final ScoreModel model;
    private final PolicyEventRecordStore records;
    private final Clock clock;

    ReadCalendar(ScoreModel model, PolicyEventRecordStore records, Clock clock) {
        this.model = model;
        this.records = records;
        this.clock = clock;
    }

    /** What acts will do to every cell that fits, after today and up to a date, in the light of what is known today. */
    public List<ActAhead> ahead(Predicate<Cell> fits, LocalDate today, LocalDate until) {
        KnownEvents known = records.upToDate().knownOn(today);
        List<Cell> cells =
                model.baseline().cells().keySet().stream().filter(fits).toList();
        return new LegalCalendar(model, known).ahead(cells, today, until);
    }

    /** The present day (UTC). */
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /** The consumer economies there are, in order. */
    public List<String> consumers() {
        return model.baseline().cells().keySet().stream()
                .map(Cell::consumer)
                .distinct()
                .toList();
    }
}
