package org.mineralwatch.alert.domain;

/** What made a condition fire, where the condition itself leaves it open. */
public enum Trigger {
    /** It came to hold. */
    MET,
    /** It has held for as long as the subscriber asked. */
    HELD,
    /** It holds, and the score has gone so much further. */
    WORSENED
}
