package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mineralwatch.alert.domain.Audience;
import org.mineralwatch.alert.domain.Firing;
import org.mineralwatch.alert.domain.Lookout;
import org.mineralwatch.alert.domain.Notice;
import org.mineralwatch.alert.domain.Notices;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Withdrawal;
import org.mineralwatch.alert.outbound.AlertStore;
import org.mineralwatch.alert.outbound.NoticeStore;
import org.mineralwatch.alert.outbound.SubscriptionStore;

/** Tells of dates that would cross a threshold, and of those that will not any more, in the caller's transaction. */
@ApplicationScoped
class LookAhead {
    private final NoticeStore notices;
    private final AlertStore alerts;
    private final SubscriptionStore subscriptions;
    private final TellSubscribers tellSubscribers;

    LookAhead(
            NoticeStore notices, AlertStore alerts, SubscriptionStore subscriptions, TellSubscribers tellSubscribers) {
        this.notices = notices;
        this.alerts = alerts;
        this.subscriptions = subscriptions;
        this.tellSubscribers = tellSubscribers;
    }

    /** Compares the dates ahead of a cell, which the caller has locked, with what is told of them. */
    void on(ScoreChange change, List<Lookout> lookouts, List<Notice> existing, Audience.Sight sight, Instant now) {
        if (existing.isEmpty() && lookouts.stream().noneMatch(lookout -> lookout.seesAny(change))) {
            return;
        }
        Map<UUID, Recipient> recipients = lock(Stream.concat(
                lookouts.stream().map(Lookout::subscription), existing.stream().map(Notice::subscription)));
        apply(Notices.on(change, lookouts, existing, recipients, sight, now), change, recipients);
    }

    /** Wakes the notices of a cell that are due; the caller has locked the cell. */
    void due(ScoreChange present, List<Notice> due, Instant now) {
        Map<UUID, Recipient> recipients = lock(due.stream().map(Notice::subscription));
        apply(Notices.due(due, present, recipients, now), present, recipients);
    }

    /** Locked again where they are locked already, to see the sequences as they are by now. */
    private Map<UUID, Recipient> lock(Stream<UUID> ids) {
        return subscriptions.lock(ids.collect(Collectors.toSet()));
    }

    private void apply(Notices changed, ScoreChange change, Map<UUID, Recipient> recipients) {
        notices.end(changed.over());
        notices.keep(changed.kept().stream()
                .filter(notice -> recipients.containsKey(notice.subscription()))
                .toList());
        tellSubscribers.tell(changed.firings(), recipients);
        if (!changed.withdrawn().isEmpty()) {
            withdraw(changed.withdrawn(), change);
        }
    }

    private void withdraw(List<UUID> withdrawn, ScoreChange change) {
        List<Withdrawal.Told> told = alerts.told(withdrawn);
        Map<UUID, Recipient> recipients = lock(told.stream().map(Withdrawal.Told::subscription));
        List<Firing> firings = told.stream()
                .flatMap(each -> Stream.ofNullable(recipients.get(each.subscription()))
                        .map(recipient -> new Withdrawal(
                                        each, new Withdrawal.Cause.NotAhead(change), change.traceparent())
                                .firing(recipient)))
                .toList();
        tellSubscribers.tellOnce(firings, recipients);
    }
}
