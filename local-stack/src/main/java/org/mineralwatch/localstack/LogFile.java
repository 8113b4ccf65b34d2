package org.mineralwatch.localstack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what a process wrote to its log. */
public final class LogFile {

    private static final int TAIL_BYTES = 256 * 1024;

    // Levels of log lines, and the first lines of stack traces, of all the processes here.
    private static final Pattern FAULT = Pattern.compile(
            "\\b(ERROR|FATAL|PANIC|SEVERE)\\b|^(Caused by: |Exception in thread |Error: |Error occurred )");

    private static final Pattern FRAME = Pattern.compile("^\\s*(at |\\.\\.\\. \\d+ more).*");

    private LogFile() {}

    /** The last lines, at most so many. */
    public static List<String> lastLines(Path log, int count) {
        var lines = from(log, 0).lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** The last line after this offset that tells of a fault, or else the last line at all. */
    static String lastFault(Path log, long offset) {
        var lines = from(log, offset)
                .lines()
                .filter(line -> !line.isBlank() && !FRAME.matcher(line).matches())
                .toList();
        return lines.stream()
                .filter(line -> FAULT.matcher(line).find())
                .reduce((first, second) -> second)
                .or(() -> lines.stream().reduce((first, second) -> second))
                .map(String::strip)
                .orElse("it said nothing");
    }

    /** What was written after this offset, or the last part of it. */
    static String from(Path log, long offset) {
        if (!Files.exists(log)) {
            return "";
        }
        try (var channel = FileChannel.open(log)) {
            long start = Math.max(offset, channel.size() - TAIL_BYTES);
            var bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - start));
            for (int read = 0; read >= 0 && bytes.hasRemaining(); ) {
                read = channel.read(bytes, start + bytes.position());
            }
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }
}
