package org.mineralwatch.scoring.outbound;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Cause;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.DateAhead;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.outbound.ScoreChangedPublisher.Change;

/** The newest score of every cell, and the publication of each that is not what it was. */
@ApplicationScoped
public class ScoreStore implements PanacheRepositoryBase<ScoreRow, String> {
    private final ScoreChangedPublisher publisher;

    ScoreStore(ScoreChangedPublisher publisher) {
        this.publisher = publisher;
    }

    /**
     * A cell valued anew.
     *
     * @param ahead the dates to come on which known acts turn its score
     * @param cause why it was valued
     * @param traceparent W3C trace context of the cause; empty when there is none
     */
    public record Revaluation(Valued valued, List<DateAhead> ahead, Cause cause, String traceparent) {}

    /**
     * Stores and publishes, in the caller's transaction, those that differ from what was published last.
     *
     * @return how many did
     */
    public int revalue(List<Revaluation> revaluations, LocalDate day, Instant now) {
        if (revaluations.isEmpty()) {
            return 0;
        }
        Map<String, ScoreRow> stored = new HashMap<>();
        list(
                        "cell in ?1",
                        revaluations.stream()
                                .map(one -> one.valued().cell().toString())
                                .toList())
                .forEach(row -> stored.put(row.cell, row));
        List<Change> changes = new ArrayList<>();
        for (Revaluation revaluation : revaluations) {
            ScoreRow row = stored.get(revaluation.valued().cell().toString());
            String terms = publisher.terms(revaluation.valued(), revaluation.ahead());
            if (row == null || !row.terms.equals(terms)) {
                changes.add(store(revaluation, row, terms, day, now));
            }
        }
        publisher.publish(changes, now);
        return changes.size();
    }

    private Change store(Revaluation revaluation, @Nullable ScoreRow row, String terms, LocalDate day, Instant now) {
        Change change = new Change(
                revaluation,
                row == null ? 1 : row.sequence + 1,
                row == null ? null : new Change.Previous(row.score, row.band));
        ScoreRow changed = row == null ? rowOf(revaluation.valued().cell()) : row;
        changed.sequence = change.sequence();
        changed.score = revaluation.valued().score().points();
        changed.band = revaluation.valued().score().band().name();
        changed.at = day;
        changed.recordedAt = now;
        changed.terms = terms;
        if (row == null) {
            persist(changed);
        }
        return change;
    }

    private static ScoreRow rowOf(Cell cell) {
        ScoreRow row = new ScoreRow();
        row.cell = cell.toString();
        row.consumer = cell.consumer();
        row.mineral = cell.mineral();
        row.stage = cell.stage().toString();
        return row;
    }
}
