package org.mineralwatch.alert.domain;

/** What an alert tells of. */
public sealed interface Occasion permits ScoreChange, PolicyEvent {
    /** What it is about: a cell or an event id. Alerts with one subject reach a subscriber in order. */
    String subject();

    /** W3C trace context it came with; empty when there was none. */
    String traceparent();
}
