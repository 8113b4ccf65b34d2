package org.mineralwatch.benchmarks;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** How long scoring-service takes to fill an empty database from a topic with many events, and in how much memory. */
final class Rebuild {
    private static final Pattern REBUILT = Pattern.compile("records=(\\d+) .* loadMs=(\\d+) valueMs=(\\d+)");

    private Rebuild() {}

    /** Events (a million unless given), heap in MiB. */
    static void run(String... options) throws Exception {
        int events = options.length > 0 ? Integer.parseInt(options[0]) : 1_000_000;
        int heap = options.length > 1 ? Integer.parseInt(options[1]) : 1024;
        try (var scoring = new ScoringUnderLoad()) {
            publish(events, scoring.bootstrapServers());
            long start = System.nanoTime();
            scoring.startService(heap);
            double seconds = (System.nanoTime() - start) / 1e9;
            String line = scoring.logLine("rebuilt from topics");
            Matcher rebuilt = REBUILT.matcher(line);
            if (!rebuilt.find()) {
                throw new IllegalStateException(line);
            }
            double load = Long.parseLong(rebuilt.group(2)) / 1e3;
            System.out.printf("events           %s%n", rebuilt.group(1));
            System.out.printf("read and stored  %.1f s, %.0f events/s%n", load, events / load);
            System.out.printf("start to ready   %.1f s, %.0f events/s%n", seconds, events / seconds);
            System.out.printf(
                    "processor        %.1f s, start included%n",
                    scoring.processorTime().toMillis() / 1e3);
            System.out.printf("heap             at most %d MiB%n", heap);
            scoring.peakMemory().ifPresent(peak -> System.out.printf("process          at most %d MiB%n", peak));
        }
    }

    private static void publish(int events, String bootstrapServers) {
        var synthetic = new SyntheticEvents();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "batch.size", 1 << 18, "linger.ms", 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int number = 0; number < events; number++) {
                producer.send(new ProducerRecord<>(
                        "policy-events.v1", SyntheticEvents.id(number), synthetic.measure(number)));
            }
        }
    }
}
