package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's zone on one cell, and where it stands: the only place that decides what a score does to it.
 *
 * @param ordinal place of the condition in its subscription, from 0
 * @param open true from telling that the score is in the zone until it is told, or would be, that it went back. Other than
 *     the phase, a new baseline does not touch it
 */
public record WatchedThreshold(UUID subscription, int ordinal, Cell cell, Zone zone, Phase phase, boolean open) {

    /** Between one crossing and the next. */
    public sealed interface Phase {
        /** The next entry counts. */
        record Armed() implements Phase {}

        /** The score is in the zone, but not yet for as long as it must be. */
        record Holding(Instant since, long sequence) implements Phase {}

        /**
         * It counted, and does not again before the score has gone back.
         *
         * @param worseAt points at which it is told again; not a number where that is nowhere
         */
        record Fired(double worseAt) implements Phase {}
    }

    static final Phase ARMED = new Phase.Armed();
    private static final Phase FIRED_UNTOLD = new Phase.Fired(Double.NaN);

    /** A zone that is watched from now on, armed: its present score has yet to turn it. */
    static WatchedThreshold begun(UUID subscription, int ordinal, Cell cell, Zone zone) {
        return new WatchedThreshold(subscription, ordinal, cell, zone, ARMED, false);
    }

    /** When the score will have been in the zone for long enough, if it is and stays there. */
    public Optional<Instant> dueAt() {
        return phase instanceof Phase.Holding holding ? Optional.of(holding.since.plus(zone.hold())) : Optional.empty();
    }

    /**
     * What became of it.
     *
     * @param passages in order
     */
    public record Step(WatchedThreshold after, List<Passage> passages) {}

    /**
     * What a change does to it.
     *
     * @param before the change that held until then; absent where there is none
     */
    Step step(ScoreChange change, @Nullable ScoreChange before, Audience audience) {
        List<Passage> passages = new ArrayList<>(1);
        WatchedThreshold now = this;
        if (phase instanceof Phase.Holding) {
            Step held = heldUntil(change.recordedAt(), before);
            passages.addAll(held.passages);
            now = held.after;
        }
        return new Step(now.moved(change, audience, passages), passages);
    }

    /**
     * What the passing of time does to it: a score that has been in the zone for long enough counts.
     *
     * @param present the change that holds; absent where there is none
     */
    Step heldUntil(Instant now, @Nullable ScoreChange present) {
        if (phase instanceof Phase.Holding(Instant since, long sequence)
                && !since.plus(zone.hold()).isAfter(now)) {
            ScoreChange told = Objects.requireNonNull(present, "held without a score");
            WatchedThreshold fired = fired(told.score(), true);
            return new Step(fired, List.of(new Passage(Passage.Kind.HELD, fired, told, since, sequence)));
        }
        return new Step(this, List.of());
    }

    private WatchedThreshold moved(ScoreChange change, Audience audience, List<Passage> passages) {
        return switch (phase) {
            case Phase.Armed _ -> fromArmed(change, audience, passages);
            case Phase.Holding _ -> zone.contains(change.score()) ? this : in(ARMED, open);
            case Phase.Fired fired -> fromFired(fired, change, passages);
        };
    }

    private WatchedThreshold fromArmed(ScoreChange change, Audience audience, List<Passage> passages) {
        if (!zone.contains(change.score())) {
            return cleared(change, passages);
        }
        if (!audience.isNews(change)) {
            return in(FIRED_UNTOLD, open);
        }
        if (!zone.hold().isZero()) {
            return in(new Phase.Holding(change.recordedAt(), change.sequence()), open);
        }
        WatchedThreshold fired = fired(change.score(), true);
        passages.add(new Passage(Passage.Kind.CROSSED, fired, change, change.recordedAt(), change.sequence()));
        return fired;
    }

    private WatchedThreshold fromFired(Phase.Fired fired, ScoreChange change, List<Passage> passages) {
        if (zone.isBack(change.score())) {
            return in(ARMED, open).cleared(change, passages);
        }
        if (Double.isNaN(fired.worseAt)) {
            return this;
        }
        if (change.rebase()) {
            return fired(change.score(), open);
        }
        if (!zone.reaches(change.score(), fired.worseAt)) {
            return this;
        }
        WatchedThreshold worse = fired(change.score(), open);
        passages.add(new Passage(Passage.Kind.WORSENED, worse, change, change.recordedAt(), change.sequence()));
        return worse;
    }

    /** A new baseline clears nothing; the first change in the world after it does. */
    private WatchedThreshold cleared(ScoreChange change, List<Passage> passages) {
        if (!open || change.rebase() || !zone.isBack(change.score())) {
            return this;
        }
        WatchedThreshold closed = in(phase, false);
        passages.add(new Passage(Passage.Kind.CLEARED, closed, change, change.recordedAt(), change.sequence()));
        return closed;
    }

    private WatchedThreshold fired(double told, boolean isOpen) {
        return in(new Phase.Fired(zone.worseThan(told)), isOpen);
    }

    private WatchedThreshold in(Phase next, boolean isOpen) {
        return new WatchedThreshold(subscription, ordinal, cell, zone, next, isOpen);
    }
}
