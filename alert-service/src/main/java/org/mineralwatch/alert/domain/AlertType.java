package org.mineralwatch.alert.domain;

/** What an alert says of its occasion. */
public enum AlertType {
    /** It has just happened. */
    RAISED,
    /** What was told before is over. */
    CLEARED,
    /** It was so already when the subscription began. */
    STANDING,
    /** It will happen on a date. */
    UPCOMING,
    /** The cause of an alert was withdrawn. */
    RETRACTED
}
