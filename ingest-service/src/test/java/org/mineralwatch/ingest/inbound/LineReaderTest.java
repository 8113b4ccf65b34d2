package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static final int LONGEST = 100_000;

    @Test
    void blankLinesCountAndAreLeftOut() throws IOException {
        List<String> lines = read("a\n\n \t\r\nb\r\n\nc", 7);

        assertThat(lines).containsExactly("1:a", "4:b\r", "6:c");
    }

    @Test
    void aLineThatIsTooLongIsToldByItsNumberAlone() throws IOException {
        String tooLong = "x".repeat(LONGEST + 1);
        String longest = "y".repeat(LONGEST);

        List<String> lines = read(tooLong + "\n" + longest + "\n" + tooLong.repeat(20) + "\nz\n" + tooLong, 4096);

        assertThat(lines).containsExactly("1:too long", "2:" + longest, "3:too long", "4:z", "5:too long");
    }

    @Property(tries = 300)
    void howeverBytesArriveTheLinesAreTheSame(
            @ForAll @Size(max = 20) List<@StringLength(max = 40) @CharRange(from = 'a', to = 'c') String> texts,
            @ForAll @IntRange(min = 1, max = 50) int atOnce)
            throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isEmpty()) {
                expected.add(i + 1 + ":" + texts.get(i));
            }
        }

        assertThat(read(String.join("\n", texts), atOnce)).isEqualTo(expected);
    }

    private static List<String> read(String text, int atOnce) throws IOException {
        LineReader reader = new LineReader(new Trickle(text.getBytes(StandardCharsets.UTF_8), atOnce), LONGEST);
        List<String> lines = new ArrayList<>();
        for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(
                    switch (line.get()) {
                        case Line.Whole(long number, byte[] bytes) ->
                            number + ":" + new String(bytes, StandardCharsets.UTF_8);
                        case Line.TooLong(long number) -> number + ":too long";
                    });
        }
        assertThat(reader.next()).isEmpty();
        return lines;
    }

    /** Gives a few bytes at once, as a network does. */
    private static final class Trickle extends InputStream {
        private final InputStream all;
        private final int atOnce;

        Trickle(byte[] all, int atOnce) {
            this.all = new ByteArrayInputStream(all);
            this.atOnce = atOnce;
        }

        @Override
        public int read() throws IOException {
            return all.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return all.read(into, from, Math.min(length, atOnce));
        }
    }
}
