package org.mineralwatch.alert.domain;

/** What an alert says of its occasion. */
public enum AlertType {
    /** It has just happened. */
    RAISED,
    /** It was so already when the subscription began. */
    STANDING
}
