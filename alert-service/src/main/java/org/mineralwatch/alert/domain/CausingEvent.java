package org.mineralwatch.alert.domain;

/**
 * A policy event behind a change.
 *
 * @param revision of the record that brought the change; 0 where a date of the event did, whatever its revision
 */
public record CausingEvent(String id, int revision) {
    /** Brought by a date and not by a record. */
    public static final int BY_DATE = 0;

    /** True where a retraction of this number takes it away. */
    public boolean isWithdrawnBy(int retraction) {
        return revision < retraction;
    }
}
