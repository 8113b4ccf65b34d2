package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event that counts, with its dates as day numbers and its links to the other events that count. Links are made once,
 * by {@link KnownEvents}, in the order of event ids.
 */
final class LiveEvent {
    private final PolicyEvent event;
    private final Parties suppliers;
    private final Parties consumers;
    private final int announced;
    private final int start;
    private final int ownEnd;
    private int end;
    private @Nullable LiveEvent endedBy;
    private List<LiveEvent> superseded = List.of();
    private List<Easing> easings = List.of();

    LiveEvent(PolicyEvent event) {
        this.event = event;
        this.suppliers = event.hitSuppliers();
        this.consumers = event.hitConsumers();
        this.announced = Days.of(event.announced());
        this.start = startOf(event);
        this.ownEnd = event.effectiveUntil() == null ? Days.NEVER : Days.of(event.effectiveUntil()) + 1;
        this.end = ownEnd;
    }

    private static int startOf(PolicyEvent event) {
        if (event.effectiveFrom() != null) {
            return Days.of(event.effectiveFrom());
        }
        return event.standing() == Standing.ENACTED ? Days.of(event.announced()) : Days.NEVER;
    }

    /**
     * An easing of this event by another.
     *
     * @param relief part of the loss that is lifted, with the weight of the other's standing, 0 to 1
     */
    record Easing(LiveEvent by, double relief) {
        /** A peace is there for all buyers, an easing for those it is aimed at and for whoever grants it. */
        boolean reaches(String buyer) {
            PolicyEvent event = by.event;
            return event.type() != EventType.EASING
                    || event.targets().include(buyer)
                    || event.actor().equals(buyer);
        }

        boolean isInForce(int day) {
            return by.start <= day && day < by.end;
        }

        /** The act behind its beginning or, on any day from its end on, behind that. */
        String actOf(int day) {
            LiveEvent endedBy = by.endedBy;
            return day < by.end || endedBy == null ? by.id() : endedBy.id();
        }

        /** Whether licences have to be applied for again once it has lapsed. */
        boolean restartsTheClock() {
            return relief >= 1.0 && by.start < by.end;
        }
    }

    /** This event ends or replaces the other from its first day; only a binding act can. */
    void end(LiveEvent other) {
        if (event.standing() == Standing.ENACTED && start < other.end) {
            other.end = start;
            other.endedBy = this;
        }
    }

    void supersede(LiveEvent other) {
        superseded = with(superseded, other);
    }

    void suspend(LiveEvent other, double relief) {
        other.easings =
                with(other.easings, new Easing(this, relief * event.standing().weight()));
    }

    private static <T> List<T> with(List<T> list, T added) {
        List<T> longer = list.isEmpty() ? new ArrayList<>(1) : list;
        longer.add(added);
        return longer;
    }

    PolicyEvent event() {
        return event;
    }

    String id() {
        return event.id();
    }

    /** The minerals it bears on: those it names, if it has an effect. */
    Set<String> mineralsReached() {
        return event.effect() instanceof Effect.None ? Set.of() : event.minerals();
    }

    Parties suppliers() {
        return suppliers;
    }

    Parties consumers() {
        return consumers;
    }

    int announced() {
        return announced;
    }

    /** First day in force, or {@link Days#NEVER}. */
    int start() {
        return start;
    }

    /** First day no longer in force by its own terms, or {@link Days#NEVER}. */
    int ownEnd() {
        return ownEnd;
    }

    /** First day no longer in force, or {@link Days#NEVER}. */
    int end() {
        return end;
    }

    /** The event that ends or supersedes this one before its own end; null if none does. */
    @Nullable
    LiveEvent endedBy() {
        return endedBy;
    }

    /** Whether this event is what sets the end of the other. */
    boolean setsTheEndOf(LiveEvent other) {
        return event.standing() == Standing.ENACTED && start == other.end && start < other.ownEnd;
    }

    /** Whether the event takes the place of one that is in force by its own dates. */
    boolean replacesOneInForce(int day) {
        for (LiveEvent other : superseded) {
            if (other.start <= day && day < other.ownEnd) {
                return true;
            }
        }
        return false;
    }

    List<LiveEvent> superseded() {
        return superseded;
    }

    List<Easing> easings() {
        return easings;
    }
}
