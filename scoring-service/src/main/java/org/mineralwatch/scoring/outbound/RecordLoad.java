package org.mineralwatch.scoring.outbound;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.mineralwatch.scoring.domain.EventRecord;
import org.postgresql.PGConnection;

/** Many records into PostgreSQL at once, by its binary copy. */
final class RecordLoad {
    private static final String COPY = "copy policy_event_record (event_id, revision, known_at, content_hash, value)"
            + " from stdin with (format binary)";
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final short MEMBERS = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** A record and what it was read from. */
    record Row(EventRecord record, byte[] hash, byte[] value) {}

    /** Copies rows that are not there yet. */
    void copy(PGConnection connection, List<Row> rows) throws SQLException {
        try {
            bytes.reset();
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
            for (Row row : rows) {
                out.writeShort(MEMBERS);
                write(row.record().id().getBytes(StandardCharsets.UTF_8));
                out.writeInt(Integer.BYTES);
                out.writeInt(row.record().revision());
                out.writeInt(Integer.BYTES);
                out.writeInt((int) ChronoUnit.DAYS.between(EPOCH, row.record().knownAt()));
                write(row.hash());
                write(row.value());
            }
            out.writeShort(-1);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        var copy = connection.getCopyAPI().copyIn(COPY);
        try {
            copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void write(byte[] member) throws IOException {
        out.writeInt(member.length);
        out.write(member);
    }
}
