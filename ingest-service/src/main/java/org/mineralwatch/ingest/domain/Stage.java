package org.mineralwatch.ingest.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A step of the supply chain. */
public enum Stage {
    MINING(true),
    REFINING(true),
    ALUMINA(true),
    MAGNET(true),
    ENRICHMENT(true),
    TECHNOLOGY(false),
    BATTERY(false),
    RECYCLING(false),
    TRADING(false),
    SEMI_FINISHED(false);

    /** The scored stages: those that an event hits when it names none. */
    public static final List<String> SCORED =
            Arrays.stream(values()).filter(Stage::isScored).map(Stage::word).toList();

    private final boolean scored;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Stage(boolean scored) {
        this.scored = scored;
    }

    /** False for a tag, which moves no score. */
    public boolean isScored() {
        return scored;
    }

    /** As events write it. */
    public String word() {
        return word;
    }

    /** All stages as events write them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Stage::word).toList();
    }
}
