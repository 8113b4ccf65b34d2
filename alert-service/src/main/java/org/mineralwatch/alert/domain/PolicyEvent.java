package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A revision of a policy event, as far as subscriptions choose by it.
 *
 * @param parties who acts: the actor and those who act with it
 * @param targets at whom; {@code *} is everyone
 * @param affected the consumers whom the effect names, if it names any
 * @param minerals ids of minerals and groups
 * @param stages empty when it concerns all
 * @param document the revision in full, for those who are told of it: JSON as received
 * @param traceparent W3C trace context it came with; empty when there was none
 */
public record PolicyEvent(
        String id,
        int revision,
        Instant recordedAt,
        String type,
        String standing,
        Set<String> parties,
        Set<String> targets,
        Set<String> affected,
        Set<String> minerals,
        Set<String> stages,
        String document,
        String traceparent)
        implements Occasion, EventNews {

    /** In {@link #targets}: everyone. */
    public static final String EVERYONE = "*";

    private static final int LONGEST_ID = 120;

    public PolicyEvent {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("id: not 1 to " + LONGEST_ID + " characters");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revision: below 1: " + revision);
        }
        parties = Set.copyOf(parties);
        targets = targets.isEmpty() ? Set.of(EVERYONE) : Set.copyOf(targets);
        affected = Set.copyOf(affected);
        minerals = Set.copyOf(minerals);
        stages = Set.copyOf(stages);
    }

    /** True where the event acts on this consumer, or this consumer acts. */
    public boolean concerns(String consumer) {
        return parties.contains(consumer) || aims(targets, consumer) || aims(affected, consumer);
    }

    /** True where this party is among the targets, by name or as one of everyone. */
    public boolean targets(String party) {
        return aims(targets, party);
    }

    /** The same to somebody who listens from a moment on, and heard of it then if it was recorded before. */
    public PolicyEvent heardFrom(Instant moment) {
        return recordedAt.isBefore(moment)
                ? new PolicyEvent(
                        id,
                        revision,
                        moment,
                        type,
                        standing,
                        parties,
                        targets,
                        affected,
                        minerals,
                        stages,
                        document,
                        traceparent)
                : this;
    }

    @Override
    public String subject() {
        return id;
    }

    private static boolean aims(Set<String> at, String party) {
        return at.contains(EVERYONE) || at.contains(party);
    }

    @Override
    public List<CausingEvent> causes() {
        return List.of(new CausingEvent(id, revision));
    }

    @Override
    public List<String> cells() {
        return List.of();
    }
}
