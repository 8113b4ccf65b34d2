package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every record of policy events up to a position in the order they were stored. Immutable. */
public final class RecordedEvents {
    /** Before the first record. */
    public static final RecordedEvents NONE = new RecordedEvents(0, GrowingList.empty());

    private final long position;
    private final GrowingList<EventRecord> records;

    /** Of the latest day asked about, which is the present one, and of the last other day. */
    private volatile @Nullable KnownEvents latest;

    private volatile @Nullable KnownEvents other;

    private RecordedEvents(long position, GrowingList<EventRecord> records) {
        this.position = position;
        this.records = records;
    }

    /** The position of the last record; 0 before the first. */
    public long position() {
        return position;
    }

    /** How many there are. */
    public int size() {
        return records.size();
    }

    /** In the order stored. */
    public List<EventRecord> records() {
        return records;
    }

    /** These and the ones stored after them, up to their position. */
    public RecordedEvents and(List<EventRecord> later, long upTo) {
        if (later.isEmpty()) {
            return this;
        }
        RecordedEvents longer = new RecordedEvents(upTo, records.and(later));
        KnownEvents present = latest;
        if (present != null) {
            longer.latest = present.and(later);
        }
        return longer;
    }

    /** The events that count in the light of what was known on a day. */
    public KnownEvents knownOn(LocalDate day) {
        for (KnownEvents asked : new @Nullable KnownEvents[] {latest, other}) {
            if (asked != null && asked.known().equals(day)) {
                return asked;
            }
        }
        KnownEvents resolved = KnownEvents.resolve(records, day);
        KnownEvents present = latest;
        if (present == null || day.isAfter(present.known())) {
            latest = resolved;
        } else {
            other = resolved;
        }
        return resolved;
    }
}
