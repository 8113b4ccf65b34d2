package org.mineralwatch.alert.domain;

import java.util.regex.Pattern;

/**
 * What a score is of: one consumer's dependency on one mineral at one stage.
 *
 * @param consumer ISO 3166-1 alpha-2, or {@code EU}
 * @param mineral id of a mineral
 * @param stage mining, refining, alumina, magnet or enrichment
 */
public record Cell(String consumer, String mineral, String stage) {
    private static final Pattern CONSUMER = Pattern.compile("[A-Z]{2}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,59}");

    public Cell {
        require(CONSUMER.matcher(consumer).matches(), "consumer", consumer);
        require(NAME.matcher(mineral).matches(), "mineral", mineral);
        require(NAME.matcher(stage).matches(), "stage", stage);
    }

    /** Reads {@code US/gallium/refining}. */
    public static Cell parse(String text) {
        String[] parts = text.split("/", -1);
        require(parts.length == 3, "cell", text);
        return new Cell(parts[0], parts[1], parts[2]);
    }

    /** As it is written everywhere: {@code US/gallium/refining}. */
    @Override
    public String toString() {
        return consumer + "/" + mineral + "/" + stage;
    }

    private static void require(boolean holds, String part, String value) {
        if (!holds) {
            throw new IllegalArgumentException(part + ": not one: " + value);
        }
    }
}
