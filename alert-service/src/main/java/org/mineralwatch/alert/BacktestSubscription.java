package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.mineralwatch.alert.domain.EventNews;
import org.mineralwatch.alert.domain.Hindsight;
import org.mineralwatch.alert.domain.Milestone;
import org.mineralwatch.alert.domain.Milestones;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.Rehearsal;
import org.mineralwatch.alert.domain.Retraction;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.SubscriptionDraft;
import org.mineralwatch.alert.outbound.PolicyEventStore;
import org.mineralwatch.alert.outbound.ScoreHistory;

/**
 * Says what conditions would have told between two days of the past. Scores come from scoring-service, each as it was known
 * on its day; events from what was read of the topic. Nothing is stored, and nobody is told anything.
 */
@ApplicationScoped
public class BacktestSubscription {
    /** So many events are looked at where nobody says which. */
    private static final int MILESTONES = 10;

    private final ScoreHistory history;
    private final PolicyEventStore events;
    private final MineralVocabulary vocabulary;
    private final Clock clock;
    private final Semaphore places;

    BacktestSubscription(
            ScoreHistory history,
            PolicyEventStore events,
            MineralVocabulary vocabulary,
            AlertSettings settings,
            Clock clock) {
        this.history = history;
        this.events = events;
        this.vocabulary = vocabulary;
        this.clock = clock;
        this.places = new Semaphore(settings.backtest().atATime());
    }

    /**
     * Which past, and by which of its days the subscription is judged.
     *
     * @param events whose days; of the events that moved the cells furthest where neither these nor dates are given
     */
    public record Span(LocalDate from, LocalDate to, List<String> events, List<LocalDate> dates) {
        public Span {
            events = List.copyOf(events);
            dates = List.copyOf(dates);
        }

        /** A span judged by the days of the events that moved the cells furthest. */
        public Span(LocalDate from, LocalDate to) {
            this(from, to, List.of(), List.of());
        }

        private boolean namesDays() {
            return !events.isEmpty() || !dates.isEmpty();
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** @param note why there was no score to look at; empty where there was */
        record Done(Hindsight hindsight, String note) implements Outcome {}

        /** Nothing can be said without scoring-service. */
        record ScoringAway(String why) implements Outcome {}

        /** A smaller part of the world, or of the past, would do. */
        record TooMuch(String why) implements Outcome {}

        /** Others are being looked at; to be asked again soon. */
        record Busy() implements Outcome {}
    }

    /** The last day there is a past of. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Takes a subscription through the days from the first to the last, both included. */
    public Outcome backtest(SubscriptionDraft draft, Span span) {
        if (!places.tryAcquire()) {
            return new Outcome.Busy();
        }
        try {
            Instant begins = start(span.from());
            Subscription subscription = draft.supposed(UUID.randomUUID(), begins);
            var run = new Run(
                    subscription, span, events.known(begins, start(span.to().plusDays(1))));
            return switch (history.read(subscription.watch(), span.from(), span.to(), run::day)) {
                case ScoreHistory.Outcome.Whole(long changes) -> new Outcome.Done(run.end(changes), "");
                case ScoreHistory.Outcome.Nothing(String why) -> new Outcome.Done(run.end(0), why);
                case ScoreHistory.Outcome.Away(String why) -> new Outcome.ScoringAway(why);
                case ScoreHistory.Outcome.TooMuch(String why) -> new Outcome.TooMuch(why);
            };
        } finally {
            places.release();
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** One subscription on its way through the days. */
    private final class Run {
        private final Subscription subscription;
        private final Span span;
        private final Rehearsal rehearsal;
        private final Milestones milestones = new Milestones();
        private final Deque<EventNews> ahead;

        Run(Subscription subscription, Span span, List<EventNews> known) {
            this.subscription = subscription;
            this.span = span;
            this.rehearsal = new Rehearsal(subscription, vocabulary);
            this.ahead = new ArrayDeque<>(known);
        }

        /** What became known by a day comes before what it did to scores. */
        void day(List<ScoreChange> changes) {
            Instant now = changes.getFirst().recordedAt();
            hear(now);
            changes.forEach(milestones::note);
            if (rehearsal.cells() == 0 && !now.isAfter(start(span.from()))) {
                rehearsal.begin(changes, now);
            } else {
                rehearsal.change(changes, now);
            }
        }

        private void hear(Instant now) {
            while (!ahead.isEmpty() && !ahead.getFirst().recordedAt().isAfter(now)) {
                EventNews news = ahead.removeFirst();
                switch (news) {
                    // What became known on the first day is no history: nobody could tell when on that day.
                    case PolicyEvent event ->
                        rehearsal.event(event.heardFrom(subscription.followsFrom()), event.recordedAt());
                    case Retraction retraction -> rehearsal.retraction(retraction, retraction.recordedAt());
                }
            }
        }

        Hindsight end(long changes) {
            Instant end = start(span.to().plusDays(1)).minusNanos(1);
            hear(end);
            rehearsal.waken(end);
            List<Rehearsal.Raised> raised = rehearsal.raised();
            return new Hindsight(
                    span.from(),
                    span.to(),
                    subscription.conditions(),
                    rehearsal.cells(),
                    changes,
                    raised,
                    Milestones.told(days(), raised));
        }

        private List<Milestone> days() {
            if (!span.namesDays()) {
                return milestones.furthest(MILESTONES);
            }
            List<Milestone> days = new ArrayList<>(milestones.of(span.events()));
            span.dates().stream().map(Milestone::on).forEach(days::add);
            return days;
        }
    }
}
