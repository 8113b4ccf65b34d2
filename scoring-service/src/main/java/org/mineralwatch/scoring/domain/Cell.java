package org.mineralwatch.scoring.domain;

import java.util.Comparator;

/**
 * What is scored: a consumer economy, a mineral and a stage of its supply chain. Written {@code US/samarium/refining}.
 *
 * @param consumer ISO 3166-1 alpha-2 or {@code EU}
 * @param mineral id
 * @param stage a scored one
 */
public record Cell(String consumer, String mineral, Stage stage) implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::consumer).thenComparing(Cell::mineral).thenComparing(Cell::stage);

    public Cell {
        Require.country(consumer, "consumer");
        Require.mineral(mineral, "mineral");
        Require.that(stage.isScored(), "stage without scores", stage);
    }

    /**
     * Reads a cell as it is written.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Cell of(String text) {
        String[] parts = text.split("/", -1);
        Require.that(parts.length == 3, "cell", text);
        return new Cell(parts[0], parts[1], Stage.of(parts[2]));
    }

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return consumer + "/" + mineral + "/" + stage;
    }
}
