package org.mineralwatch.alert;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mineralwatch.alert.domain.Audience;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.Move;
import org.mineralwatch.alert.domain.Notice;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Turns;
import org.mineralwatch.alert.domain.WatchedThreshold;
import org.mineralwatch.alert.outbound.Database;
import org.mineralwatch.alert.outbound.DueMoments;
import org.mineralwatch.alert.outbound.DueWake;
import org.mineralwatch.alert.outbound.GroupStore;
import org.mineralwatch.alert.outbound.Journey;
import org.mineralwatch.alert.outbound.MoveStore;
import org.mineralwatch.alert.outbound.NoticeStore;
import org.mineralwatch.alert.outbound.ObservedScoreStore;
import org.mineralwatch.alert.outbound.SilenceStore;
import org.mineralwatch.alert.outbound.SubscriptionStore;
import org.mineralwatch.alert.outbound.ThresholdStore;

/**
 * Does what is to happen by date alone: scores that have been where they are for long enough, dates that come near, groups
 * that are complete, silences that are over. What is due stands in PostgreSQL, so it happens once, by whichever replica, and late if none was
 * running.
 */
@ApplicationScoped
public class KeepDates {
    private static final int AT_MOST = 200;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Database database;
    private final DueMoments moments;
    private final DueWake wake;
    private final ObservedScoreStore scores;
    private final ThresholdStore thresholds;
    private final NoticeStore notices;
    private final GroupStore groups;
    private final SilenceStore silenceStore;
    private final KeepSilence keepSilence;
    private final MoveStore history;
    private final SubscriptionStore subscriptions;
    private final TellSubscribers tellSubscribers;
    private final LookAhead lookAhead;
    private final Clock clock;

    KeepDates(
            Database database,
            DueMoments moments,
            DueWake wake,
            ObservedScoreStore scores,
            ThresholdStore thresholds,
            NoticeStore notices,
            GroupStore groups,
            SilenceStore silenceStore,
            KeepSilence keepSilence,
            MoveStore history,
            SubscriptionStore subscriptions,
            TellSubscribers tellSubscribers,
            LookAhead lookAhead,
            Clock clock) {
        this.database = database;
        this.moments = moments;
        this.wake = wake;
        this.scores = scores;
        this.thresholds = thresholds;
        this.notices = notices;
        this.groups = groups;
        this.silenceStore = silenceStore;
        this.keepSilence = keepSilence;
        this.history = history;
        this.subscriptions = subscriptions;
        this.tellSubscribers = tellSubscribers;
        this.lookAhead = lookAhead;
        this.clock = clock;
    }

    /** Does all that is due by now, then waits for the next moment, or until another one is announced. */
    public void keepNext() {
        // First, so that what is announced from here on ends the wait.
        wake.listen();
        Instant now = clock.instant();
        while (keepDue(now)) {
            now = clock.instant();
        }
        Instant next = moments.first().orElse(Instant.MAX);
        Instant latest = now.plus(LONGEST_WAIT);
        wake.await(Duration.between(clock.instant(), next.isBefore(latest) ? next : latest));
    }

    /** Ends the wait, and every later one at once. */
    public void stop() {
        wake.close();
    }

    /** Forgets scores that no condition on moves looks back to any more. */
    public int forget() {
        Instant limit = clock.instant().minus(Move.LONGEST);
        return QuarkusTransaction.requiringNew().call(() -> history.forgetBefore(limit));
    }

    /** False where nothing was due. What fails keeps nothing else from happening, and is tried again. */
    private boolean keepDue(Instant now) {
        Set<String> cells = new TreeSet<>(thresholds.cellsDue(now, AT_MOST));
        cells.addAll(notices.cellsDue(now, AT_MOST));
        List<Runnable> due = new ArrayList<>();
        cells.forEach(cell -> due.add(() -> keepOn(Set.of(cell), now)));
        groups.subscriptionsDue(now, AT_MOST).forEach(id -> due.add(() -> tellGroups(List.of(id), now)));
        silenceStore.due(now, AT_MOST).forEach(id -> due.add(() -> keepSilence.end(id)));
        List<RuntimeException> failures = new ArrayList<>();
        for (Runnable each : due) {
            try {
                QuarkusTransaction.requiringNew().run(each);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return !due.isEmpty();
    }

    /** What is due is read again under the cells' locks: another replica may have done it. */
    private void keepOn(Set<String> cells, Instant now) {
        scores.lock(cells);
        Map<Cell, ScoreChange> present = scores.present(cells);
        List<WatchedThreshold> due = thresholds.due(cells, now);
        Map<UUID, Recipient> recipients = subscriptions.lock(
                due.stream().map(WatchedThreshold::subscription).collect(Collectors.toSet()));
        Turns turns = Turns.held(due, present, recipients, Audience.Sight.KNOWN, now);
        Journey writing = database.journey();
        thresholds.turn(writing, turns.turned());
        tellSubscribers.tell(
                writing, turns.firings().stream().map(Turns.InOrder::firing).toList(), recipients);
        for (Map.Entry<Cell, ScoreChange> cell : present.entrySet()) {
            List<Notice> near = notices.due(cell.getKey().toString(), now);
            if (!near.isEmpty()) {
                lookAhead.due(cell.getValue(), near, now);
            }
        }
    }

    private void tellGroups(List<UUID> ids, Instant now) {
        Map<UUID, Recipient> recipients = subscriptions.lock(ids);
        tellSubscribers.tell(groups.take(recipients.values(), now), recipients);
    }
}
