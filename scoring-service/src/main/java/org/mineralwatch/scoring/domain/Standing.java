package org.mineralwatch.scoring.domain;

/** How binding an act is; not whether it is in force, which its dates say. */
public enum Standing {
    /** In legal force, or a fact on the ground. */
    ENACTED(1.0),
    /** Signed or decided by those who can, but not binding yet or at all. */
    SIGNED(0.5),
    /** Bill, plan, pledge or consultation. */
    PROPOSED(0.1),
    /** Known from sources or from one side only, no text. */
    REPORTED(0.5),
    /** Given up: the event counts as absent, and so does what it ends or suspends. */
    WITHDRAWN(0.0);

    private final double weight;

    Standing(double weight) {
        this.weight = weight;
    }

    /** Weight of a restriction's loss and of an easing's relief, 0 to 1. */
    public double weight() {
        return weight;
    }
}
