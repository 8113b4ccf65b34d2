package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.outbound.ChangeTail;
import org.mineralwatch.scoring.outbound.ScoreChangeStore;
import org.mineralwatch.scoring.outbound.ScoreChangeStore.History;
import org.mineralwatch.scoring.outbound.ScoreChangeStore.Kept;

/** What was published: of one cell in its sequence, and of all cells in the order of commits. */
@ApplicationScoped
public class ReadChanges {
    /** Read from PostgreSQL at a time; what comes from memory is shared by all readers. */
    private static final int PART = 100;

    private final ScoreChangeStore changes;
    private final ChangeTail tail;

    ReadChanges(ScoreChangeStore changes, ChangeTail tail) {
        this.changes = changes;
        this.tail = tail;
    }

    /** What there is of a cell from a sequence on. */
    public sealed interface OfCell {
        /** Changes without a gap; {@code more} if there are others behind them. */
        record Found(List<PublishedChange> changes, boolean more) implements OfCell {}

        /** The change asked for is kept no longer; the oldest that is. */
        record Forgotten(long oldest) implements OfCell {}

        /** There was no such change yet; the newest there is. */
        record NotYet(long newest) implements OfCell {}
    }

    /** Whether one can go on from a place among all changes. */
    public sealed interface Place {
        /** Everything after it is there. */
        record Known(long position) implements Place {}

        /** Changes after it are kept no longer. */
        record Forgotten() implements Place {}

        /** This history never had it. */
        record Unknown() implements Place {}
    }

    /**
     * The changes of a cell, oldest first.
     *
     * @param from sequence of the first; 0 for the oldest that is kept
     */
    public OfCell ofCell(Cell cell, long from, int limit) {
        Kept kept = changes.keptOf(cell);
        if (from > kept.newest() + 1) {
            return new OfCell.NotYet(kept.newest());
        }
        if (from > 0 && from < kept.oldest()) {
            return new OfCell.Forgotten(kept.oldest());
        }
        List<PublishedChange> found = changes.ofCell(cell, from, limit + 1);
        boolean more = found.size() > limit;
        return new OfCell.Found(more ? found.subList(0, limit) : found, more);
    }

    /** Behind the newest change, as the id of an event of the stream. */
    public String newest() {
        History history = changes.history();
        return history.name() + "-" + history.newest();
    }

    /** What to make of the id of an event of the stream. */
    public Place place(String id) {
        History history = changes.history();
        if (!id.matches(history.name() + "-\\d{1,18}")) {
            return new Place.Unknown();
        }
        long position = positionOf(id);
        if (position > history.newest()) {
            return new Place.Unknown();
        }
        return position < history.forgotten() ? new Place.Forgotten() : new Place.Known(position);
    }

    /** Some of the changes after a place, oldest first; none where nothing follows yet. */
    public List<PublishedChange> after(String place) {
        return tail.after(positionOf(place), PART);
    }

    /** The place of a change, given any other of the same history. */
    public static String placeOf(PublishedChange change, String other) {
        return other.substring(0, other.indexOf('-') + 1) + change.position();
    }

    private static long positionOf(String id) {
        return Long.parseLong(id.substring(id.indexOf('-') + 1));
    }

    /** Calls back whenever there are changes that were not there before, whichever replica made them. */
    public void whenNew(Runnable callback) {
        tail.whenNew(callback);
    }
}
