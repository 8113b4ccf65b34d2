package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.Reach;
import org.mineralwatch.alert.domain.SubscriptionDraft;
import org.mineralwatch.alert.outbound.ObservedScoreStore;
import org.mineralwatch.alert.outbound.PolicyEventStore;

/** Looks for what is allowed in a subscription but may not be meant: what it names and nothing comes of. */
@ApplicationScoped
public class ReviewSubscription {
    private final ObservedScoreStore scores;
    private final PolicyEventStore events;
    private final MineralVocabulary vocabulary;

    ReviewSubscription(ObservedScoreStore scores, PolicyEventStore events, MineralVocabulary vocabulary) {
        this.scores = scores;
        this.events = events;
        this.vocabulary = vocabulary;
    }

    /** Warnings, each with the pointer to what it is about; none where there is nothing to say. */
    public List<String> warnings(SubscriptionDraft draft) {
        Set<Cell> cells = scores.cells();
        List<PolicyEvent> known = draft.listensToEvents()
                ? events.known(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z")).stream()
                        .filter(PolicyEvent.class::isInstance)
                        .map(PolicyEvent.class::cast)
                        .toList()
                : List.of();
        return Reach.of(draft.watch(), cells, vocabulary).warnings(draft.conditions(), known);
    }
}
