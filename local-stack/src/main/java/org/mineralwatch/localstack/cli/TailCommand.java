package org.mineralwatch.localstack.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.mineralwatch.localstack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows a topic. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Follows a topic: key, headers and value of each record, until Ctrl-C.")
final class TailCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Parameters(
            paramLabel = "TOPIC",
            description = "policy-events.v1, dependency-scores.v1, alerts.v1 or rejected-events.v1")
    String topic = "";

    @Option(names = "--from-beginning", description = "show what is there already, too")
    boolean fromBeginning;

    @Option(names = "--pretty", description = "values over several lines")
    boolean pretty;

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        var broker = RunRecord.read(Home.ofProject(MineralWatch.project()))
                .flatMap(record -> record.parts().stream()
                        .filter(part ->
                                part.name().equals("kafka") && part.process().isPresent())
                        .findFirst())
                .orElseThrow(() -> new StackException("Kafka is not running: ./mineral-watch up starts it"));
        Map<String, Object> settings =
                Map.of("bootstrap.servers", "127.0.0.1:" + broker.port(), "allow.auto.create.topics", "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var topics = consumer.listTopics();
            if (!topics.containsKey(topic)) {
                throw new StackException("there is no topic %s; there are %s"
                        .formatted(
                                topic,
                                topics.keySet().stream()
                                        .filter(name -> !name.startsWith("__"))
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
            }
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            while (true) {
                consumer.poll(POLL).forEach(one -> show(one, terminal));
            }
        }
    }

    private void show(ConsumerRecord<String, byte[]> one, Terminal terminal) {
        terminal.line("%s  %s  %s"
                .formatted(
                        terminal.dim(TIME.format(Instant.ofEpochMilli(one.timestamp()))),
                        terminal.bold(String.valueOf(one.key())),
                        terminal.dim("%d@%d  %s".formatted(one.partition(), one.offset(), headers(one)))));
        terminal.line("  " + value(one));
    }

    private static String headers(ConsumerRecord<String, byte[]> one) {
        return StreamSupport.stream(one.headers().spliterator(), false)
                .map(header -> "%s=%s".formatted(header.key().replaceFirst("^ce_", ""), text(header)))
                .collect(Collectors.joining(" "));
    }

    private static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private String value(ConsumerRecord<String, byte[]> one) {
        if (one.value() == null) {
            return "(deleted)";
        }
        var text = new String(one.value(), StandardCharsets.UTF_8);
        try {
            var json = Json.MAPPER.readTree(text);
            return pretty ? json.toPrettyString().replace("\n", "\n  ") : json.toString();
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }
}
