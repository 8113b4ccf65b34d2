package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mineralwatch.alert.domain.Audience;
import org.mineralwatch.alert.domain.Begun;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.EventNews;
import org.mineralwatch.alert.domain.Firing;
import org.mineralwatch.alert.domain.Lookout;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.alert.domain.Moves;
import org.mineralwatch.alert.domain.Notice;
import org.mineralwatch.alert.domain.PastScore;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.domain.Rejection;
import org.mineralwatch.alert.domain.Retraction;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.ScoreMove;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.Turns;
import org.mineralwatch.alert.domain.WatchedMove;
import org.mineralwatch.alert.domain.WatchedThreshold;
import org.mineralwatch.alert.domain.Withdrawal;
import org.mineralwatch.alert.outbound.AlertMetrics;
import org.mineralwatch.alert.outbound.AlertStore;
import org.mineralwatch.alert.outbound.Database;
import org.mineralwatch.alert.outbound.Journey;
import org.mineralwatch.alert.outbound.MoveStore;
import org.mineralwatch.alert.outbound.NoticeStore;
import org.mineralwatch.alert.outbound.ObservedScoreStore;
import org.mineralwatch.alert.outbound.PolicyEventStore;
import org.mineralwatch.alert.outbound.RejectionPublisher;
import org.mineralwatch.alert.outbound.SubscriptionStore;
import org.mineralwatch.alert.outbound.ThresholdStore;

/**
 * Applies what arrived, and raises the alerts that follow from it, in one transaction: either all of it is stored, the
 * scores, the states of the thresholds, the alerts, their deliveries and their news, or none. What arrives again changes
 * nothing.
 *
 * <p>Locks are taken in one order everywhere: cells, subscriptions, thresholds, lanes.
 */
@ApplicationScoped
public class RaiseAlerts {
    private final Database database;
    private final ObservedScoreStore scores;
    private final MoveStore history;
    private final NoticeStore notices;
    private final PolicyEventStore events;
    private final AlertStore alerts;
    private final LookAhead lookAhead;
    private final ThresholdStore thresholds;
    private final SubscriptionStore subscriptions;
    private final TellSubscribers tellSubscribers;
    private final RejectionPublisher rejections;
    private final MineralVocabulary vocabulary;
    private final AlertMetrics metrics;
    private final Clock clock;

    RaiseAlerts(
            Database database,
            ObservedScoreStore scores,
            MoveStore history,
            NoticeStore notices,
            PolicyEventStore events,
            AlertStore alerts,
            LookAhead lookAhead,
            ThresholdStore thresholds,
            SubscriptionStore subscriptions,
            TellSubscribers tellSubscribers,
            RejectionPublisher rejections,
            MineralVocabulary vocabulary,
            AlertMetrics metrics,
            Clock clock) {
        this.database = database;
        this.scores = scores;
        this.history = history;
        this.notices = notices;
        this.events = events;
        this.alerts = alerts;
        this.lookAhead = lookAhead;
        this.thresholds = thresholds;
        this.subscriptions = subscriptions;
        this.tellSubscribers = tellSubscribers;
        this.rejections = rejections;
        this.vocabulary = vocabulary;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Moves the thresholds that these changes turn.
     *
     * @param changes in order per cell
     * @param unusable what came with them and cannot be used
     */
    @Transactional
    public void onScores(List<ScoreChange> changes, List<Rejection> unusable) {
        setAside(unusable);
        if (changes.isEmpty()) {
            return;
        }
        Set<String> cells = changes.stream().map(ScoreChange::subject).collect(Collectors.toCollection(TreeSet::new));
        Journey reading = database.journey();
        Journey.Rows<ObservedScoreStore.Applied> seen = scores.lockIfAllSeen(reading, cells);
        // Searched with the locks held, and before it is known which changes come again: it may be too much, never too
        // little.
        ThresholdStore.Reach reach = thresholds.reach(reading, ScoreMove.byCell(changes));
        reading.make();
        if (!seen.all().isEmpty()) {
            apply(changes, ObservedScoreStore.Applied.byCell(seen.all()), reach);
            return;
        }
        scores.lockAgainstNewSubscriptions();
        Map<String, Long> applied = scores.lock(cells);
        Journey again = database.journey();
        ThresholdStore.Reach reachOfLocked = thresholds.reach(again, ScoreMove.byCell(changes));
        again.make();
        apply(changes, applied, reachOfLocked);
    }

    private void apply(List<ScoreChange> changes, Map<String, Long> applied, ThresholdStore.Reach reach) {
        List<ScoreChange> news = withoutRepetitions(changes, applied);
        if (news.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<ScoreMove> moves = ScoreMove.byCell(news);
        Reached known = reached(
                reach,
                moves.stream().filter(move -> applied.containsKey(move.cell())).toList(),
                news.stream()
                        .map(ScoreChange::recordedAt)
                        .min(Instant::compareTo)
                        .orElse(now));
        Begun begun = Begun.of(
                moves.stream().filter(move -> !applied.containsKey(move.cell())).toList(), this::watching);
        Map<UUID, Recipient> recipients = subscriptions.lock(
                Stream.concat(known.subscriptions(), begun.subscriptions()).collect(Collectors.toSet()));
        Turns turnsOfKnown = Turns.of(known.thresholds, news, known.before, recipients, Audience.Sight.KNOWN);
        Turns turnsOfBegun = Turns.of(begun.thresholds(), news, Map.of(), recipients, Audience.Sight.FIRST);
        Moves movesOfKnown = Moves.of(known.moves, news, known.past, recipients);
        Moves movesOfBegun = Moves.of(begun.moves(), news, Map.of(), recipients);
        Journey writing = database.journey();
        scores.observe(writing, moves.stream().map(ScoreMove::last).toList());
        history.remember(writing, news);
        thresholds.turn(writing, turnsOfKnown.turned());
        if (!begun.firsts().isEmpty()) {
            // What follows belongs to cells that have to be there.
            writing.make();
        }
        thresholds.add(turnsOfBegun.all());
        history.turn(movesOfKnown.turned());
        history.add(movesOfBegun.after(begun.moves(), recipients));
        notices.lookOut(begun.lookouts().stream()
                .filter(lookout -> recipients.containsKey(lookout.subscription()))
                .toList());
        tellSubscribers.tell(
                writing,
                Stream.of(
                                turnsOfKnown.firings(),
                                turnsOfBegun.firings(),
                                movesOfKnown.firings(),
                                movesOfBegun.firings())
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingInt(Turns.InOrder::place))
                        .map(Turns.InOrder::firing)
                        .toList(),
                recipients);
        lookAhead(known, begun, now);
    }

    /** What is known of cells that moved, as far as the move may turn it. */
    private record Reached(
            List<WatchedThreshold> thresholds,
            Map<Cell, ScoreChange> before,
            List<WatchedMove> moves,
            Map<Cell, List<PastScore>> past,
            List<DatesOf> dates) {

        Stream<UUID> subscriptions() {
            return Stream.of(
                            thresholds.stream().map(WatchedThreshold::subscription),
                            moves.stream().map(WatchedMove::subscription),
                            dates.stream().flatMap(DatesOf::subscriptions))
                    .flatMap(each -> each);
        }
    }

    /** The dates ahead of a cell, and who looks out for them. */
    private record DatesOf(ScoreChange change, List<Lookout> lookouts, List<Notice> notices) {
        Stream<UUID> subscriptions() {
            return lookouts.stream().map(Lookout::subscription);
        }
    }

    private Reached reached(ThresholdStore.Reach reach, List<ScoreMove> moves, Instant earliest) {
        List<String> cells = moves.stream().map(ScoreMove::cell).toList();
        if (cells.isEmpty()) {
            return new Reached(List.of(), Map.of(), List.of(), Map.of(), List.of());
        }
        List<WatchedThreshold> reached = reach.thresholds();
        Set<String> holding = reached.stream()
                .filter(watched -> watched.dueAt().isPresent())
                .map(watched -> watched.cell().toString())
                .collect(Collectors.toSet());
        Set<String> withMoves = reach.withMoves();
        List<WatchedMove> watchedMoves = withMoves.isEmpty() ? List.of() : history.on(withMoves);
        Set<String> lookedOutFor = reach.withLookouts();
        return new Reached(
                reached,
                holding.isEmpty() ? Map.of() : scores.present(holding),
                watchedMoves,
                history.past(watchedMoves, earliest),
                moves.stream()
                        .filter(move -> lookedOutFor.contains(move.cell()))
                        .map(move -> new DatesOf(move.last(), notices.lookouts(move.last()), notices.of(move.cell())))
                        .toList());
    }

    private List<Subscription> watching(Cell cell) {
        return subscriptions.watching(cell, vocabulary.withAncestors(cell.mineral()));
    }

    /** Tells of dates after what has happened already. The sequences go on from there. */
    private void lookAhead(Reached known, Begun begun, Instant now) {
        for (DatesOf dates : known.dates) {
            lookAhead.on(dates.change, dates.lookouts, dates.notices, Audience.Sight.KNOWN, now);
        }
        for (ScoreChange first : begun.firsts()) {
            lookAhead.on(first, notices.lookouts(first), List.of(), Audience.Sight.FIRST, now);
        }
    }

    private void setAside(List<Rejection> unusable) {
        if (!unusable.isEmpty()) {
            rejections.publish(unusable, clock.instant());
            metrics.rejected(unusable.size());
        }
    }

    private static List<ScoreChange> withoutRepetitions(List<ScoreChange> changes, Map<String, Long> applied) {
        Map<String, Long> last = new HashMap<>(applied);
        List<ScoreChange> news = new ArrayList<>();
        for (ScoreChange change : changes) {
            if (change.sequence() > last.getOrDefault(change.subject(), 0L)) {
                last.put(change.subject(), change.sequence());
                news.add(change);
            }
        }
        return news;
    }

    /**
     * Raises an alert for every subscription that asked for one of these events, in whatever revision it first matches, and
     * tells everyone who was told of what an event did that it is retracted.
     *
     * @param records in order per event
     * @param unusable what came with them and cannot be used
     */
    @Transactional
    public void onPolicyEvents(List<EventNews> records, List<Rejection> unusable) {
        setAside(unusable);
        if (records.isEmpty()) {
            return;
        }
        events.know(records);
        List<PolicyEvent> told = new ArrayList<>();
        List<Retraction> retractions = new ArrayList<>();
        for (EventNews record : records) {
            switch (record) {
                case PolicyEvent event -> told.add(event);
                case Retraction retraction -> retractions.add(retraction);
            }
        }
        match(told);
        withdraw(retractions);
    }

    private void match(List<PolicyEvent> told) {
        if (told.isEmpty()) {
            return;
        }
        List<Subscription> listening = subscriptions.listeningTo(
                told.stream().map(PolicyEvent::type).collect(Collectors.toSet()),
                told.stream().flatMap(event -> event.parties().stream()).collect(Collectors.toSet()));
        List<Firing> fired = told.stream()
                .flatMap(event ->
                        listening.stream().flatMap(subscription -> subscription.firedBy(event, vocabulary).stream()))
                .toList();
        if (fired.isEmpty()) {
            return;
        }
        Map<UUID, Recipient> recipients =
                subscriptions.lock(fired.stream().map(Firing::subscription).collect(Collectors.toSet()));
        tellSubscribers.tellOnce(
                fired.stream()
                        .filter(firing -> recipients.containsKey(firing.subscription()))
                        .toList(),
                recipients);
    }

    private void withdraw(List<Retraction> retractions) {
        for (Retraction retraction : retractions) {
            // Whoever is being told of the event at this moment has its lock, and is found when it is ours.
            events.lockForRetraction(List.of(retraction.id()));
            List<Withdrawal.Told> told = alerts.causedBy(retraction);
            Map<UUID, Recipient> recipients = subscriptions.lock(
                    told.stream().map(Withdrawal.Told::subscription).collect(Collectors.toSet()));
            tellSubscribers.tellOnce(
                    told.stream()
                            .flatMap(each -> Stream.ofNullable(recipients.get(each.subscription()))
                                    .map(recipient -> retraction.of(each).firing(recipient)))
                            .toList(),
                    recipients);
        }
    }
}
