package org.mineralwatch.alert.domain;

import java.util.List;

/** What an alert tells of. */
public sealed interface Occasion permits ScoreChange, Movement, DatedCrossing, PolicyEvent, Withdrawal, ActGroup {
    /** What it is about: a cell or an event id. Alerts with one subject reach a subscriber in order. */
    String subject();

    /** W3C trace context it came with; empty when there was none. */
    String traceparent();

    /** The cells it tells of, as they are written; none where it tells of an event alone. */
    List<String> cells();

    /** The policy events behind it: if one of them is retracted, whoever was told is told so. */
    List<CausingEvent> causes();
}
