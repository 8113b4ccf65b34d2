package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A dated change that a subscription is told of beforehand, and how far that has come.
 *
 * @param ordinal place of the condition in its subscription, from 0
 * @param sequence of the change of score with which the date was seen
 * @param dueAt when it is told next, or over
 * @param told the alerts that told of it
 */
public record Notice(
        UUID subscription, int ordinal, Cell cell, LocalDate date, long sequence, Instant dueAt, List<UUID> told) {
    public Notice {
        told = List.copyOf(told);
    }

    /**
     * What the time has done to it.
     *
     * @param after empty where its date has come
     */
    record Step(Optional<Notice> after, Optional<Firing> firing) {}

    /** One that begins with a change; of the moments that have passed already, it tells the last. */
    static Step begun(
            Lookout lookout, DatedChange condition, DateAhead date, ScoreChange change, boolean quiet, Instant now) {
        Notice notice = new Notice(
                lookout.subscription(),
                lookout.ordinal(),
                lookout.cell(),
                date.at(),
                change.sequence(),
                Instant.EPOCH,
                List.of());
        if (quiet) {
            return new Step(Optional.of(notice.waiting(condition.nextAfter(date.at(), now))), Optional.empty());
        }
        return notice.woken(condition, date, change, now);
    }

    private Notice waiting(Instant until) {
        return new Notice(subscription, ordinal, cell, date, sequence, until, told);
    }

    /** Tells nothing of what is due; empty where the date has come. */
    Optional<Notice> passedOver(DatedChange condition, Instant now) {
        return now.isBefore(DatedChange.start(date))
                ? Optional.of(waiting(condition.nextAfter(date, now)))
                : Optional.empty();
    }

    /** Tells what is due, once, however many moments have passed since. */
    Step woken(DatedChange condition, DateAhead ahead, ScoreChange present, Instant now) {
        if (!now.isBefore(DatedChange.start(date))) {
            return new Step(Optional.empty(), Optional.empty());
        }
        if (dueAt.isAfter(now)) {
            return new Step(Optional.of(this), Optional.empty());
        }
        Instant next = condition.nextAfter(date, now);
        Optional<Firing> firing =
                condition.toldBy(date, now).map(period -> firing(condition, new DatedCrossing(present, ahead, period)));
        List<UUID> alerts = new ArrayList<>(told);
        firing.map(Firing::alertId).ifPresent(alerts::add);
        return new Step(Optional.of(new Notice(subscription, ordinal, cell, date, sequence, next, alerts)), firing);
    }

    private Firing firing(DatedChange condition, DatedCrossing crossing) {
        return new Firing(
                AlertId.of(
                        "upcoming",
                        subscription.toString(),
                        Integer.toString(ordinal),
                        cell.toString(),
                        date.toString(),
                        crossing.before().toString(),
                        Long.toString(sequence)),
                subscription,
                ordinal,
                condition,
                AlertType.UPCOMING,
                Trigger.MET,
                crossing);
    }

    /** Whose it is. */
    Key key() {
        return new Key(subscription, ordinal, cell, date);
    }

    record Key(UUID subscription, int ordinal, Cell cell, LocalDate date) {}
}
