package org.mineralwatch.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Which alerts have come where, how long after the change they tell of, how often, and in which order. */
final class ReceivedAlerts implements WebhookSink.Arrivals {
    private final String counted;
    private final Map<String, BitSet> byEndpoint = new HashMap<>();
    private final Map<String, Long> highest = new HashMap<>();
    private final Histogram fromChange = new Histogram(Duration.ofMinutes(10).toNanos() / 1000, 3);
    private final Histogram fromAlert = new Histogram(Duration.ofMinutes(10).toNanos() / 1000, 3);
    private int others;
    private int good;
    private int slow;
    private int repeated;
    private int outOfOrder;
    private Instant lastGood = Instant.EPOCH;

    /** @param counted how the cells of the alerts begin that count; others warm up */
    ReceivedAlerts(String counted) {
        this.counted = counted;
    }

    @Override
    public synchronized void take(String path, String body) {
        Instant now = Instant.now();
        String subject = member(body, "\"subject\":\"", '"');
        if (!subject.startsWith(counted)) {
            others++;
            return;
        }
        long sequence = Long.parseLong(member(body, "\"sequence\":", ','));
        BitSet seen = byEndpoint.computeIfAbsent(path, _ -> new BitSet());
        if (seen.get((int) sequence)) {
            repeated++;
            return;
        }
        seen.set((int) sequence);
        if (highest.merge(path + ' ' + subject, sequence, Math::max) > sequence) {
            outOfOrder++;
        }
        if (path.startsWith("/good/")) {
            good++;
            lastGood = now;
            fromChange.recordValue(microseconds(member(body, "\"recordedAt\":\"", '"'), now));
            fromAlert.recordValue(microseconds(member(body, "\"time\":\"", '"'), now));
        } else {
            slow++;
        }
    }

    private static long microseconds(String from, Instant to) {
        return Math.max(0, Duration.between(Instant.parse(from), to).toNanos() / 1000);
    }

    private static String member(String body, String opening, char closing) {
        int from = body.indexOf(opening) + opening.length();
        return body.substring(from, body.indexOf(closing, from));
    }

    /** Alerts that came and do not count. */
    synchronized int others() {
        return others;
    }

    /** Alerts that have come at good endpoints, each counted once. */
    synchronized int good() {
        return good;
    }

    /** Alerts that have come at slow endpoints, each counted once. */
    synchronized int slow() {
        return slow;
    }

    synchronized Instant lastGood() {
        return lastGood;
    }

    synchronized String order() {
        return "%d repeated, %d out of order".formatted(repeated, outOfOrder);
    }

    synchronized String times() {
        return "from the change of score to the good endpoint: %s%nfrom the alert on: %s"
                .formatted(percentiles(fromChange), percentiles(fromAlert));
    }

    private static String percentiles(Histogram microseconds) {
        return "p50 %.1f, p90 %.1f, p99 %.1f, p99.9 %.1f ms"
                .formatted(
                        microseconds.getValueAtPercentile(50) / 1e3,
                        microseconds.getValueAtPercentile(90) / 1e3,
                        microseconds.getValueAtPercentile(99) / 1e3,
                        microseconds.getValueAtPercentile(99.9) / 1e3);
    }
}
