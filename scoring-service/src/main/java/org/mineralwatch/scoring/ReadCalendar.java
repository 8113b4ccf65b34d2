package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.mineralwatch.scoring.domain.ActAhead;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.LegalCalendar;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;

/** What known acts will do to scores, from a day on. Computed when asked for, from every record stored by then. */
@ApplicationScoped
public class ReadCalendar {
    private final ScoreModels models;
    private final PolicyEventRecordStore records;
    private final Clock clock;

    ReadCalendar(ScoreModels models, PolicyEventRecordStore records, Clock clock) {
        this.models = models;
        this.records = records;
        this.clock = clock;
    }

    /**
     * What acts will do to every cell that fits, after a day and up to a date.
     *
     * @param known the day of knowledge
     */
    public List<ActAhead> ahead(Predicate<Cell> fits, LocalDate after, LocalDate until, LocalDate known) {
        ScoreModel model = models.knownOn(known);
        List<Cell> cells =
                model.baseline().cells().keySet().stream().filter(fits).toList();
        return new LegalCalendar(model, records.upToDate().knownOn(known)).ahead(cells, after, until);
    }

    /** The consumer economies there are, in order. */
    public List<String> consumers() {
        return models.knownOn(LocalDate.now(clock)).baseline().cells().keySet().stream()
                .map(Cell::consumer)
                .distinct()
                .toList();
    }
}
