package org.mineralwatch.alert.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a series of changes does to conditions on moves.
 *
 * @param turned those that go on from another change than before
 * @param firings what is told, in the order of the changes for each condition
 */
public record Moves(List<WatchedMove> turned, List<Turns.InOrder> firings) {

    /**
     * Takes each condition through the changes of its cell, which are in order.
     *
     * @param past the scores of each cell before the changes, in order
     * @param recipients whose conditions they are; those of nobody are passed over
     */
    public static Moves of(
            List<WatchedMove> watched,
            List<ScoreChange> changes,
            Map<Cell, List<PastScore>> past,
            Map<UUID, Recipient> recipients) {
        Moves moves = new Moves(new ArrayList<>(), new ArrayList<>());
        for (WatchedMove before : watched) {
            Recipient recipient = recipients.get(before.subscription());
            if (recipient != null) {
                moves.take(before, changes, past.getOrDefault(before.cell(), List.of()), recipient);
            }
        }
        return moves;
    }

    private void take(WatchedMove before, List<ScoreChange> changes, List<PastScore> past, Recipient recipient) {
        List<PastScore> seen = new ArrayList<>(past);
        WatchedMove now = before;
        for (int place = 0; place < changes.size(); place++) {
            ScoreChange change = changes.get(place);
            if (!change.cell().equals(before.cell())) {
                continue;
            }
            if (change.recordedAt().isBefore(recipient.followsFrom())) {
                now = now.from(change.sequence());
            } else {
                var movement = now.movedBy(change, seen);
                if (movement.isPresent()) {
                    now = now.from(change.sequence());
                    firings.add(new Turns.InOrder(
                            place,
                            Firing.ofMove(before.subscription(), before.ordinal(), before.move(), movement.get())));
                }
            }
            seen.add(PastScore.of(change));
        }
        if (now.since() != before.since()) {
            turned.add(now);
        }
    }

    /** The conditions given, as they go on; without those of nobody. */
    public List<WatchedMove> after(List<WatchedMove> before, Map<UUID, Recipient> recipients) {
        Map<WatchedMove, WatchedMove> now = new HashMap<>();
        turned.forEach(watched -> now.put(watched.from(0), watched));
        return before.stream()
                .filter(watched -> recipients.containsKey(watched.subscription()))
                .map(watched -> now.getOrDefault(watched.from(0), watched))
                .toList();
    }
}
