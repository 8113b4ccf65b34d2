package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mineralwatch.alert.domain.Foresight;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.SubscriptionDraft;
import org.mineralwatch.alert.outbound.EndpointCheck;
import org.mineralwatch.alert.outbound.ObservedScoreStore;

/** Says of a subscription before it is made what it would tell now, on the dates ahead, and would have told for a year. */
@ApplicationScoped
public class PreviewSubscription {
    private final ObservedScoreStore scores;
    private final BacktestSubscription backtestSubscription;
    private final ReviewSubscription reviewSubscription;
    private final EndpointCheck endpoints;
    private final MineralVocabulary vocabulary;
    private final Clock clock;

    PreviewSubscription(
            ObservedScoreStore scores,
            BacktestSubscription backtestSubscription,
            ReviewSubscription reviewSubscription,
            EndpointCheck endpoints,
            MineralVocabulary vocabulary,
            Clock clock) {
        this.scores = scores;
        this.backtestSubscription = backtestSubscription;
        this.reviewSubscription = reviewSubscription;
        this.endpoints = endpoints;
        this.vocabulary = vocabulary;
        this.clock = clock;
    }

    /**
     * What is to be said of it.
     *
     * @param endpointRefusal why nothing would be sent to its endpoint; empty where it would
     * @param lastYear what it would have told
     * @param warnings what is allowed but may not be meant
     */
    public record Preview(
            Foresight foresight,
            Optional<String> endpointRefusal,
            BacktestSubscription.Outcome lastYear,
            List<String> warnings) {
        public Preview {
            warnings = List.copyOf(warnings);
        }
    }

    /** Looks at it; stores nothing and sends nothing. */
    public Preview preview(SubscriptionDraft draft) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<ScoreChange> present = scores.present(draft.watch(), vocabulary);
        LocalDate today = backtestSubscription.today();
        return new Preview(
                Foresight.of(draft.supposed(UUID.randomUUID(), now), present, vocabulary),
                endpoints.refusal(draft.endpoint()),
                backtestSubscription.backtest(draft, new BacktestSubscription.Span(today.minusYears(1), today)),
                reviewSubscription.warnings(draft));
    }
}
