package org.mineralwatch.alert.domain;

import java.util.List;

/**
 * What a subscription would tell if it began now.
 *
 * @param conditions in its order
 * @param cells how many it would watch
 * @param atOnce what it would tell at its beginning
 * @param ahead what it would tell by the dates that are known, each at its time, if nothing else happened
 */
public record Foresight(
        List<Condition> conditions, int cells, List<Rehearsal.Raised> atOnce, List<Rehearsal.Raised> ahead) {
    public Foresight {
        conditions = List.copyOf(conditions);
        atOnce = List.copyOf(atOnce);
        ahead = List.copyOf(ahead);
    }

    /** Begins a subscription with these scores, and lets the time go by. */
    public static Foresight of(Subscription subscription, List<ScoreChange> present, MineralVocabulary vocabulary) {
        Rehearsal rehearsal = new Rehearsal(subscription, vocabulary);
        rehearsal.begin(present, subscription.createdAt());
        List<Rehearsal.Raised> atOnce = rehearsal.raised();
        rehearsal.waken(subscription.createdAt().plus(DatedChange.LONGEST));
        List<Rehearsal.Raised> all = rehearsal.raised();
        return new Foresight(
                subscription.conditions(), rehearsal.cells(), atOnce, all.subList(atOnce.size(), all.size()));
    }
}
