package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.domain.World;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;

/**
 * Scores of any day in the light of what was known on any day. They are computed when asked for, from every record stored
 * by then: the same function of the same records as what is published.
 */
@ApplicationScoped
public class ReadScores {
    private final ScoreModel model;
    private final PolicyEventRecordStore records;
    private final Clock clock;

    ReadScores(ScoreModel model, PolicyEventRecordStore records, Clock clock) {
        this.model = model;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Two dates, either of which may be left out.
     *
     * @param at the day valued; today if left out
     * @param known the day of knowledge; if left out the day valued, or today where that lies ahead
     */
    public record Days(Optional<LocalDate> at, Optional<LocalDate> known) {}

    /** Every cell that fits, valued, in the order of cells. */
    public List<Valued> all(Predicate<Cell> fits, Days days) {
        LocalDate today = LocalDate.now(clock);
        LocalDate at = days.at().orElse(today);
        KnownEvents known = known(days, at, today);
        return cells().stream()
                .filter(fits)
                .map(cell -> Valued.of(model, cell, known, at))
                .toList();
    }

    /** One cell; empty if the baseline has no such cell. */
    public Optional<Valued> one(Cell cell, Days days) {
        return all(cell::equals, days).stream().findFirst();
    }

    private KnownEvents known(Days days, LocalDate at, LocalDate today) {
        return records.upToDate().knownOn(days.known().orElse(at.isAfter(today) ? today : at));
    }

    /** All cells there are, in order. */
    public List<Cell> cells() {
        return List.copyOf(model.baseline().cells().keySet());
    }

    /** Whether a mineral is the one named, or a member of the group named. */
    public boolean isOf(String mineral, String named) {
        World world = model.baseline().world();
        return mineral.equals(named) || world.isUnder(mineral, named);
    }
}
