package org.mineralwatch.scoring.inbound;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mineralwatch.rest.Cursor;
import org.mineralwatch.rest.Page;

/** How a list of scores is sorted, and where in it a page begins. */
enum ScoreOrder {
    SCORE_DESCENDING("-score", Comparator.comparingDouble(ScoreView::score).reversed()),
    SCORE_ASCENDING("score", Comparator.comparingDouble(ScoreView::score)),
    CELL("cell", Comparator.comparing(ScoreView::cell));

    private static final List<String> NAMES = List.of("-score", "score", "cell");

    private final String parameter;
    private final Comparator<ScoreView> order;

    ScoreOrder(String parameter, Comparator<ScoreView> first) {
        this.parameter = parameter;
        this.order = first.thenComparing(ScoreView::cell);
    }

    static List<String> names() {
        return NAMES;
    }

    static Optional<ScoreOrder> named(String parameter) {
        for (ScoreOrder order : values()) {
            if (order.parameter.equals(parameter)) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /** The page behind the cursor; a score that moved in between is neither lost nor shown twice unless it passed it. */
    Page<ScoreView> page(List<ScoreView> views, Optional<String> cursor, int limit) {
        Optional<Place> after = cursor.map(encoded -> Place.decode(encoded, parameter));
        List<ScoreView> rest = views.stream()
                .filter(view -> after.isEmpty() || after.get().isBefore(view, this))
                .sorted(order)
                .toList();
        List<ScoreView> items = rest.subList(0, Math.min(limit, rest.size()));
        boolean more = rest.size() > items.size();
        return new Page<>(items, more ? Place.of(items.getLast(), parameter).encoded() : null);
    }

    /** The last item of a page, as its cursor keeps it. */
    private record Place(String order, double score, String cell) {

        static Place of(ScoreView view, String order) {
            return new Place(order, view.score(), view.cell());
        }

        static Place decode(String encoded, String order) {
            List<String> key = Cursor.decode(encoded, 3).key();
            try {
                if (key.get(0).equals(order)) {
                    return new Place(order, Double.parseDouble(key.get(1)), key.get(2));
                }
            } catch (NumberFormatException notAScore) {
                throw Cursor.invalid();
            }
            throw Cursor.invalid();
        }

        boolean isBefore(ScoreView view, ScoreOrder sorted) {
            int byScore = switch (sorted) {
                case SCORE_DESCENDING -> Double.compare(view.score(), score);
                case SCORE_ASCENDING -> Double.compare(score, view.score());
                case CELL -> 0;
            };
            return byScore < 0 || (byScore == 0 && view.cell().compareTo(cell) > 0);
        }

        String encoded() {
            return Cursor.after(order, Double.toString(score), cell).encoded();
        }
    }
}
