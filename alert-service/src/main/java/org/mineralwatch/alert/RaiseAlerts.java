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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.Crossing;
import org.mineralwatch.alert.domain.Firing;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.domain.Rejection;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.ScoreMove;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.Turns;
import org.mineralwatch.alert.domain.WatchedThreshold;
import org.mineralwatch.alert.outbound.AlertMetrics;
import org.mineralwatch.alert.outbound.ObservedScoreStore;
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
    private final ObservedScoreStore scores;
    private final ThresholdStore thresholds;
    private final SubscriptionStore subscriptions;
    private final TellSubscribers tellSubscribers;
    private final RejectionPublisher rejections;
    private final MineralVocabulary vocabulary;
    private final AlertMetrics metrics;
    private final Clock clock;

    RaiseAlerts(
            ObservedScoreStore scores,
            ThresholdStore thresholds,
            SubscriptionStore subscriptions,
            TellSubscribers tellSubscribers,
            RejectionPublisher rejections,
            MineralVocabulary vocabulary,
            AlertMetrics metrics,
            Clock clock) {
        this.scores = scores;
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
        Map<String, Long> applied = scores.lockIfAllSeen(cells);
        if (applied.isEmpty()) {
            scores.lockAgainstNewSubscriptions();
            applied = scores.lock(cells);
        }
        apply(changes, applied);
    }

    private void apply(List<ScoreChange> changes, Map<String, Long> applied) {
        List<ScoreChange> news = withoutRepetitions(changes, applied);
        if (news.isEmpty()) {
            return;
        }
        List<ScoreMove> moves = ScoreMove.byCell(news);
        List<WatchedThreshold> known = thresholds.withinReach(
                moves.stream().filter(move -> applied.containsKey(move.cell())).toList());
        List<WatchedThreshold> begun = moves.stream()
                .filter(move -> !applied.containsKey(move.cell()))
                .flatMap(move -> begin(move).stream())
                .toList();
        Turns turnsOfKnown = Turns.of(known, news);
        Turns turnsOfBegun = Turns.of(begun, news);
        Map<UUID, Recipient> recipients = subscriptions.lock(
                Stream.concat(turnsOfKnown.touched(), begun.stream().map(WatchedThreshold::subscription))
                        .collect(Collectors.toSet()));
        scores.observe(moves.stream().map(ScoreMove::last).toList());
        thresholds.turn(turnsOfKnown.turned());
        thresholds.add(turnsOfBegun.all().stream()
                .filter(watched -> recipients.containsKey(watched.subscription()))
                .toList());
        tellSubscribers.tell(firings(turnsOfKnown, turnsOfBegun, recipients), recipients.values());
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

    /** A cell seen for the first time is watched from now on; what its first score turns follows like any other. */
    private List<WatchedThreshold> begin(ScoreMove move) {
        Cell cell = move.last().cell();
        return subscriptions.watching(cell, vocabulary.withAncestors(cell.mineral())).stream()
                .flatMap(subscription -> subscription.thresholdsOn(cell).stream())
                .toList();
    }

    private static List<Firing> firings(Turns known, Turns begun, Map<UUID, Recipient> recipients) {
        return Stream.concat(
                        known.crossings().stream().map(each -> told(each, recipients, Crossing::told)),
                        begun.crossings().stream().map(each -> told(each, recipients, Crossing::toldAtFirstSight)))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(ToldInOrder::place))
                .map(ToldInOrder::firing)
                .toList();
    }

    private static Optional<ToldInOrder> told(
            Turns.InOrder each,
            Map<UUID, Recipient> recipients,
            BiFunction<Crossing, Instant, Optional<Firing>> telling) {
        return Optional.ofNullable(recipients.get(each.crossing().watched().subscription()))
                .flatMap(recipient -> telling.apply(each.crossing(), recipient.followsFrom()))
                .map(firing -> new ToldInOrder(each.place(), firing));
    }

    /** What is told, and the place of its change in the batch. */
    private record ToldInOrder(int place, Firing firing) {}

    /**
     * Raises an alert for every subscription that asked for one of these events, in whatever revision it first matches.
     *
     * @param events in order per event
     * @param unusable what came with them and cannot be used
     */
    @Transactional
    public void onPolicyEvents(List<PolicyEvent> events, List<Rejection> unusable) {
        setAside(unusable);
        if (events.isEmpty()) {
            return;
        }
        List<Subscription> listening = subscriptions.listeningTo(
                events.stream().map(PolicyEvent::type).collect(Collectors.toSet()),
                events.stream().flatMap(event -> event.parties().stream()).collect(Collectors.toSet()));
        List<Firing> fired = events.stream()
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
                recipients.values());
    }
}
