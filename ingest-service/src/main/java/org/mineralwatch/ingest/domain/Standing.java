package org.mineralwatch.ingest.domain;

import java.util.Arrays;
import java.util.List;

/** How binding an act is; not whether it is still in force. An event that says nothing is {@link #ENACTED}. */
public enum Standing {
    ENACTED(1, "In legal force, closed, or a fact on the ground"),
    SIGNED(0.5, "Signed, decided or committed by those who can, but not binding yet or at all"),
    PROPOSED(0.1, "Bill, plan, pledge, consultation"),
    REPORTED(0.5, "Known from sources or from one side only, no text"),
    WITHDRAWN(0, "Given up before or instead of taking effect: the event counts as absent");

    private final double weight;
    private final String definition;

    Standing(double weight, String definition) {
        this.weight = weight;
        this.definition = definition;
    }

    /** Weight of a restriction's loss and of an easing's relief, 0 to 1. */
    public double weight() {
        return weight;
    }

    /** What it means, in words. */
    public String definition() {
        return definition;
    }

    /** All standings as events write them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
