package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a series of changes, or the passing of time, does to thresholds.
 *
 * @param all the thresholds as they are afterwards, in the order given
 * @param turned those of them whose state is another than before
 * @param firings what is told, in the order of the changes for each threshold
 */
public record Turns(List<WatchedThreshold> all, List<WatchedThreshold> turned, List<InOrder> firings) {

    /**
     * What is told, and where it came.
     *
     * @param place of its change in the series; of what came to be before, that of the change that ended it
     */
    public record InOrder(int place, Firing firing) {}

    /**
     * Takes each threshold through the changes of its cell, which are in order.
     *
     * @param before the change that held in a cell until then, where one is known
     * @param recipients whose thresholds they are; those of nobody are passed over
     */
    public static Turns of(
            List<WatchedThreshold> thresholds,
            List<ScoreChange> changes,
            Map<Cell, ScoreChange> before,
            Map<UUID, Recipient> recipients,
            Audience.Sight sight) {
        Map<Cell, List<Integer>> placesByCell = new HashMap<>();
        for (int place = 0; place < changes.size(); place++) {
            placesByCell
                    .computeIfAbsent(changes.get(place).cell(), _ -> new ArrayList<>())
                    .add(place);
        }
        Turns turns = new Turns(new ArrayList<>(thresholds.size()), new ArrayList<>(), new ArrayList<>());
        for (WatchedThreshold watched : thresholds) {
            Recipient recipient = recipients.get(watched.subscription());
            if (recipient == null) {
                continue;
            }
            Audience audience = new Audience(recipient.followsFrom(), sight);
            WatchedThreshold now = watched;
            @Nullable ScoreChange last = before.get(watched.cell());
            for (int place : placesByCell.getOrDefault(watched.cell(), List.of())) {
                ScoreChange change = changes.get(place);
                WatchedThreshold.Step step = now.step(change, last, audience);
                turns.tell(place, step, recipient, audience);
                now = step.after();
                last = change;
            }
            turns.note(watched, now);
        }
        return turns;
    }

    /** Looks which scores have been where they are for long enough by now. */
    public static Turns held(
            List<WatchedThreshold> thresholds,
            Map<Cell, ScoreChange> present,
            Map<UUID, Recipient> recipients,
            Audience.Sight sight,
            Instant now) {
        Turns turns = new Turns(new ArrayList<>(thresholds.size()), new ArrayList<>(), new ArrayList<>());
        for (WatchedThreshold watched : thresholds) {
            Recipient recipient = recipients.get(watched.subscription());
            if (recipient == null) {
                continue;
            }
            WatchedThreshold.Step step = watched.heldUntil(now, present.get(watched.cell()));
            turns.tell(0, step, recipient, new Audience(recipient.followsFrom(), sight));
            turns.note(watched, step.after());
        }
        return turns;
    }

    private void tell(int place, WatchedThreshold.Step step, Recipient recipient, Audience audience) {
        for (Passage passage : step.passages()) {
            passage.told(recipient, audience).ifPresent(firing -> firings.add(new InOrder(place, firing)));
        }
    }

    private void note(WatchedThreshold before, WatchedThreshold after) {
        all.add(after);
        if (!Objects.equals(before, after)) {
            turned.add(after);
        }
    }
}
