package org.mineralwatch.scoring.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.mineralwatch.contract.ScoreChanged;
import org.mineralwatch.scoring.domain.Score;
import org.mineralwatch.scoring.outbound.ScoreChangedPublisher.Change;
import org.mineralwatch.scoring.outbound.ScoreStore.Revaluation;

/** Writes scores of past days as {@link ScoreChangedPublisher} would have published them. */
@ApplicationScoped
public class ScoreHistoryLines {
    private static final ScoreChanged.Cause UNSAID = new ScoreChanged.Cause(null, List.of(), null);

    private final ScoreChangedPublisher publisher;

    ScoreHistoryLines(ScoreChangedPublisher publisher) {
        this.publisher = publisher;
    }

    /** Whether the one would be published after the other: whether anything is said of it that was not said before. */
    public boolean differ(Revaluation one, Revaluation other) {
        return !said(one).equals(said(other));
    }

    /** What is said of the score itself, without what belongs to one publication of it. */
    private static ScoreChanged said(Revaluation score) {
        ScoreChanged said = ScoreChangedPublisher.scoreChanged(new Change(score, 0, null), Instant.EPOCH);
        return new ScoreChanged(
                said.cell(),
                said.consumer(),
                said.mineral(),
                said.stage(),
                0,
                Instant.EPOCH,
                LocalDate.EPOCH,
                LocalDate.EPOCH,
                said.score(),
                said.band(),
                said.baseline(),
                said.interval(),
                said.eventLoss(),
                said.byEvent(),
                said.bySupplier(),
                said.heldBack(),
                said.alternativeSupply(),
                said.grade(),
                said.model(),
                said.baselineVersion(),
                said.nextChange(),
                said.ahead(),
                null,
                UNSAID);
    }

    /** A change as the body of a record, as if it had been stored at the beginning of its day. */
    public byte[] line(Revaluation score, long sequence, Optional<Revaluation> previous) {
        Change change = new Change(
                score,
                sequence,
                previous.map(before -> before.valued().score())
                        .map(ScoreHistoryLines::previous)
                        .orElse(null));
        LocalDate day = score.valued().score().at();
        return publisher.bytes(ScoreChangedPublisher.scoreChanged(
                change, day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    }

    private static Change.Previous previous(Score before) {
        return new Change.Previous(before.points(), before.band().name());
    }
}
