package org.mineralwatch.alert.domain;

/** What becomes of the alerts that were kept while a subscription was paused or disabled, when it is resumed. */
public enum CatchUp {
    /** All are delivered, in order. */
    ALL,
    /** Of each subject the newest is delivered, and the others are passed over. */
    LATEST,
    /** All are passed over. */
    NONE
}
