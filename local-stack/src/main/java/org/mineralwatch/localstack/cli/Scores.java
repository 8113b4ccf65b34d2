package org.mineralwatch.localstack.cli;

import java.util.ArrayList;
import java.util.List;

/** Reads scores from the public REST of the scoring service. */
final class Scores {

    private static final int PAGE = 500;

    private final Rest scoring;

    Scores(Rest scoring) {
        this.scoring = scoring;
    }

    /** Every cell of a consumer at present, the highest score first. */
    List<CellScore> of(String consumer) {
        var scores = new ArrayList<CellScore>();
        var cursor = "";
        do {
            var page = scoring.read("/v1/scores?consumer=%s&limit=%d%s".formatted(consumer, PAGE, cursor));
            page.path("items").forEach(item -> scores.add(CellScore.of(item)));
            cursor = page.has("next")
                    ? "&cursor=" + Rest.escaped(page.path("next").asText())
                    : "";
        } while (!cursor.isEmpty());
        return scores;
    }

    /** What known acts will do to the cells of a consumer within so many days, by date, the largest move first. */
    List<ActAhead> ahead(String consumer, int days) {
        var acts = new ArrayList<ActAhead>();
        scoring.read("/v1/calendar?consumer=%s&within=P%dD".formatted(consumer, days))
                .path("items")
                .forEach(item -> acts.add(ActAhead.of(item)));
        return acts;
    }
}
