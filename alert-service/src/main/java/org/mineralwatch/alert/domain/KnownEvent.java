package org.mineralwatch.alert.domain;

/**
 * The newest record of a policy event that was read.
 *
 * @param reason why it was retracted; empty where it was not, or nobody said
 * @param document of its newest revision that is no retraction, JSON as received; empty where there was none
 */
public record KnownEvent(String id, int revision, boolean retracted, String reason, String document) {

    /** True where it takes a cause of an alert away. */
    public boolean withdraws(CausingEvent cause) {
        return retracted && id.equals(cause.id()) && cause.isWithdrawnBy(revision);
    }
}
