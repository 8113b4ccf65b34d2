package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.mineralwatch.scoring.domain.Cause;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.Rebase;
import org.mineralwatch.scoring.domain.Rebase.Standard;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.outbound.RebaseStore;
import org.mineralwatch.scoring.outbound.ScoreStore;
import org.mineralwatch.scoring.outbound.ScoreStore.Moved;
import org.mineralwatch.scoring.outbound.ScoreStore.Revaluation;

/** Values every cell by another model or baseline than before, and keeps what that moved. */
@ApplicationScoped
class RebaseScores {
    private static final Logger LOG = Logger.getLogger(RebaseScores.class);
    private static final int LOGGED = 5;

    private final ScoreStore scores;
    private final RebaseStore rebases;

    RebaseScores(ScoreStore scores, RebaseStore rebases) {
        this.scores = scores;
        this.rebases = rebases;
    }

    /** In the caller's transaction, under the lock of the valuation. */
    void onto(ScoreModel model, KnownEvents known, Optional<Standard> before, LocalDate day, Instant now) {
        String baselineVersion = model.baseline().version();
        Cause cause = new Cause.Rebase(baselineVersion);
        List<Moved> moved = scores.revalue(
                model.baseline().cells().keySet().stream()
                        .map(cell -> Revaluation.of(model, cell, known, day, cause, ""))
                        .toList(),
                day,
                now);
        Rebase rebase = new Rebase(
                day,
                now,
                new Standard(ScoreModel.NAME, baselineVersion),
                before,
                model.baseline().cells().size(),
                moved.stream().flatMap(one -> one.move().stream()).toList());
        rebases.add(rebase);
        LOG.infof(
                "scores re-based day=%s baselineVersion=%s cells=%d moved=%d most=%s",
                day,
                baselineVersion,
                rebase.cells(),
                rebase.moves().size(),
                rebase.moves().stream()
                        .limit(LOGGED)
                        .map(move -> String.format(Locale.ROOT, "%s:%+.2f", move.cell(), move.change()))
                        .collect(Collectors.joining(",")));
    }
}
