package org.mineralwatch.alert.domain;

/** How far a delivery has come. */
public enum DeliveryState {
    /** On its way, or kept until its subscription is active again. */
    PENDING,
    DELIVERED,
    /** None of all its attempts was taken. */
    EXHAUSTED,
    /** Passed over when its subscription was resumed. */
    SKIPPED
}
