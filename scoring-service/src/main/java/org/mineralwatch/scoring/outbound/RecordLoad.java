package org.mineralwatch.scoring.outbound;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.mineralwatch.scoring.domain.EventRecord;
import org.postgresql.PGConnection;

/** Many records on their way into PostgreSQL at once, by its binary copy. */
final class RecordLoad {
    private static final String COPY = "copy policy_event_record (event_id, revision, known_at, content_hash, value)"
            + " from stdin with (format binary)";
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final short MEMBERS = 5;

    /** Of a row, beside its texts: the number of members, the length of each, and those of fixed length. */
    private static final int FRAME = Short.BYTES + MEMBERS * Integer.BYTES + 2 * Integer.BYTES;

    private ByteBuffer rows = ByteBuffer.allocate(1 << 20);
    private boolean isEmpty = true;

    RecordLoad() {
        rows.put(SIGNATURE);
        rows.putInt(0);
        rows.putInt(0);
    }

    /** Adds a record that is not there yet, with the text and the hash of what it was read from. */
    void add(EventRecord record, byte[] hash, byte[] value) {
        byte[] id = record.id().getBytes(StandardCharsets.UTF_8);
        makeRoomFor(FRAME + id.length + hash.length + value.length);
        rows.putShort(MEMBERS);
        put(id);
        rows.putInt(Integer.BYTES).putInt(record.revision());
        rows.putInt(Integer.BYTES).putInt((int) ChronoUnit.DAYS.between(EPOCH, record.knownAt()));
        put(hash);
        put(value);
        isEmpty = false;
    }

    private void put(byte[] member) {
        rows.putInt(member.length).put(member);
    }

    /** For so many bytes, and those that end it all. */
    private void makeRoomFor(int bytes) {
        int needed = rows.position() + bytes + Short.BYTES;
        if (needed > rows.capacity()) {
            int position = rows.position();
            rows = ByteBuffer.wrap(Arrays.copyOf(rows.array(), Math.max(needed, 2 * rows.capacity())));
            rows.position(position);
        }
    }

    /** Stores all rows; once. */
    void copyTo(PGConnection connection) throws SQLException {
        if (isEmpty) {
            return;
        }
        rows.putShort((short) -1);
        var copy = connection.getCopyAPI().copyIn(COPY);
        try {
            copy.writeToCopy(rows.array(), 0, rows.position());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
