package org.mineralwatch.benchmarks;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * From a record on {@code policy-events.v1} to the change it causes on {@code dependency-scores.v1}, with so many records
 * a second, sent when they are due whether or not the ones before have been answered.
 */
final class ChangeLatency {
    private static final List<String> MINERALS =
            List.of("gallium", "germanium", "antimony", "tungsten", "bismuth", "tin");
    private static final Pattern CAUSE = Pattern.compile("\"id\":\"(latency-\\d+)\",\"revision\":(\\d+)");
    private static final int WARM_UP_SECONDS = 20;

    private ChangeLatency() {}

    /** Records a second (500 unless given), seconds, heap in MiB. */
    static void run(String... options) throws Exception {
        int rate = options.length > 0 ? Integer.parseInt(options[0]) : 500;
        int seconds = options.length > 1 ? Integer.parseInt(options[1]) : 40;
        int heap = options.length > 2 ? Integer.parseInt(options[2]) : 192;
        int records = rate * (WARM_UP_SECONDS + seconds);
        AtomicLongArray due = new AtomicLongArray(records);
        Histogram latencies = new Histogram(Duration.ofMinutes(1).toNanos(), 3);
        AtomicBoolean sending = new AtomicBoolean(true);
        try (var scoring = new ScoringUnderLoad()) {
            scoring.startService(heap);
            Thread reading = Thread.ofPlatform()
                    .start(() -> record(scoring.bootstrapServers(), due, rate * WARM_UP_SECONDS, latencies, sending));
            send(scoring.bootstrapServers(), rate, due);
            sending.set(false);
            reading.join();
            System.out.printf(
                    "%d records a second for %d s, %d changes seen%n", rate, seconds, latencies.getTotalCount());
            for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
                System.out.printf("p%-5s %8.2f ms%n", percentile, latencies.getValueAtPercentile(percentile) / 1e6);
            }
            System.out.println(scoring.metrics("policy_event"));
        }
    }

    private static void send(String bootstrapServers, int rate, AtomicLongArray due) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        int cells = MINERALS.size() * SyntheticEvents.CONSUMERS.size();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer())) {
            long start = System.nanoTime();
            for (int n = 0; n < due.length(); n++) {
                long when = start + n * 1_000_000_000L / rate;
                while (System.nanoTime() < when) {
                    LockSupport.parkNanos(when - System.nanoTime());
                }
                due.set(n, when);
                int place = n % cells;
                String id = "latency-" + place;
                producer.send(new ProducerRecord<>(
                        "policy-events.v1",
                        id,
                        SyntheticEvents.ban(
                                id,
                                1 + n / cells,
                                SyntheticEvents.CONSUMERS.get(place / MINERALS.size()),
                                MINERALS.get(place % MINERALS.size()),
                                today)));
            }
        }
    }

    /** The first change that each record causes. */
    private static void record(
            String bootstrapServers, AtomicLongArray due, int from, Histogram latencies, AtomicBoolean sending) {
        int cells = MINERALS.size() * SyntheticEvents.CONSUMERS.size();
        boolean[] seen = new boolean[due.length()];
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor("dependency-scores.v1")
                    .forEach(partition -> partitions.add(new TopicPartition(partition.topic(), partition.partition())));
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            boolean quiet = false;
            while (sending.get() || !quiet) {
                var polled = consumer.poll(Duration.ofMillis(500));
                long now = System.nanoTime();
                quiet = polled.isEmpty();
                polled.forEach(record -> {
                    // The cause stands last in the value, which is long.
                    Matcher cause = CAUSE.matcher(
                            record.value().substring(record.value().lastIndexOf("\"cause\":")));
                    while (cause.find()) {
                        int place = Integer.parseInt(cause.group(1).substring("latency-".length()));
                        int n = (Integer.parseInt(cause.group(2)) - 1) * cells + place;
                        if (n >= from && !seen[n]) {
                            seen[n] = true;
                            latencies.recordValue(now - due.get(n));
                        }
                    }
                });
            }
        }
    }
}
