package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VerdictSpoolTest {
    private static final int MEMORY = 1000;

    /** Every element adds so many bytes when it is positive, and takes once when it is not. */
    @Property(tries = 300)
    void whatGoesInComesOutInOrderHoweverMuchWaits(@ForAll @Size(max = 100) List<Short> steps)
            throws IOException, InterruptedException {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VerdictSpool spool = new VerdictSpool(MEMORY)) {
            for (short step : steps) {
                if (step > 0) {
                    byte[] verdicts = bytes(step, in.size());
                    in.writeBytes(verdicts);
                    spool.add(verdicts);
                } else if (out.size() < in.size()) {
                    out.writeBytes(spool.take().orElseThrow());
                }
            }
            spool.end();
            for (Optional<byte[]> some = spool.take(); some.isPresent(); some = spool.take()) {
                out.writeBytes(some.get());
            }
        }

        assertThat(out.toByteArray()).isEqualTo(in.toByteArray());
    }

    @Test
    void aTakerWaitsForWhatIsAdded() throws IOException, InterruptedException {
        try (VerdictSpool spool = new VerdictSpool(MEMORY)) {
            Thread adder = Thread.ofVirtual().start(() -> {
                spool.add(new byte[] {1});
                spool.end();
            });

            assertThat(spool.take()).hasValue(new byte[] {1});
            assertThat(spool.take()).isEmpty();
            adder.join();
        }
    }

    private static byte[] bytes(int length, int from) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }
}
