package org.mineralwatch.scoring.domain;

import java.util.Locale;

/**
 * A step of a mineral's supply chain. Only scored stages have cells; the others are tags, and an event that names
 * nothing but tags hits no cell.
 */
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

    private final boolean scored;

    Stage(boolean scored) {
        this.scored = scored;
    }

    public boolean isScored() {
        return scored;
    }

    /**
     * Reads a stage as events and facts write it, {@code semi-finished}.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static Stage of(String text) {
        for (Stage stage : values()) {
            if (stage.toString().equals(text)) {
                return stage;
            }
        }
        throw new IllegalArgumentException("stage: " + text);
    }

    /** As events and facts write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
