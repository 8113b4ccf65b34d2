package org.mineralwatch.localstack.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.mineralwatch.localstack.StackException;

/**
 * The real timeline of policy events. It goes the way of any publisher's, through the public REST, and counts as loaded
 * once every one of its events stands on the topic and the scoring service has committed an offset beyond it.
 */
final class Timeline {

    private static final String RESOURCE = "/timeline/policy-events.ndjson";
    private static final String TOPIC = "policy-events.v1";
    private static final String SCORING_GROUP = "scoring-service";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);

    /**
     * How the lines were answered.
     *
     * @param accepted ids that are stored now, new or as they were
     * @param created how many of them are new
     * @param refused ids or lines that are not stored as given, with the reason
     */
    record Answer(Set<String> accepted, int created, List<String> refused) {}

    private final Rest ingest;

    Timeline(Rest ingest) {
        this.ingest = ingest;
    }

    /** Posts all events; {@code progress} is told how many were answered. */
    Answer post(IntConsumer progress) {
        var accepted = new HashSet<String>();
        var refused = new ArrayList<String>();
        var created = new int[1];
        ingest.postLines("/v1/events", lines(), verdict -> {
            var id = verdict.path("id").asText("line " + verdict.path("line").asText("?"));
            switch (verdict.path("status").asText()) {
                case "created" -> {
                    accepted.add(id);
                    created[0]++;
                }
                case "unchanged" -> accepted.add(id);
                default ->
                    refused.add(
                            id + ": " + verdict.path("problem").path("detail").asText(verdict.toString()));
            }
            progress.accept(accepted.size() + refused.size());
        });
        return new Answer(Set.copyOf(accepted), created[0], List.copyOf(refused));
    }

    /** Returns when the scoring service has worked all of these events; {@code progress} is told how many are left. */
    static void awaitScored(Set<String> ids, String bootstrapServers, IntConsumer progress) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var needed = positionsBehind(ids, bootstrapServers, deadline, progress);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            while (true) {
                var committed = admin.listConsumerGroupOffsets(SCORING_GROUP)
                        .partitionsToOffsetAndMetadata()
                        .get();
                long left = needed.entrySet().stream()
                        .mapToLong(one -> {
                            var offset = committed.get(one.getKey());
                            return Math.max(0, one.getValue() - (offset == null ? 0 : offset.offset()));
                        })
                        .sum();
                progress.accept((int) left);
                if (left == 0) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new StackException(
                            "scoring-service has not worked %d events after %d s: ./mineral-watch logs scoring"
                                    .formatted(left, PATIENCE.toSeconds()));
                }
                Thread.sleep(POLL);
            }
        } catch (ExecutionException e) {
            throw new StackException("Kafka does not tell how far scoring-service is: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the timeline was scored", e);
        }
    }

    /** For each partition the offset that a consumer has to commit to be beyond all of these events. */
    private static Map<TopicPartition, Long> positionsBehind(
            Set<String> ids, String bootstrapServers, long deadline, IntConsumer progress) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "allow.auto.create.topics", "false", "fetch.max.wait.ms", "50");
        var missing = new HashSet<>(ids);
        var positions = new HashMap<TopicPartition, Long>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!missing.isEmpty()) {
                for (var published : consumer.poll(POLL)) {
                    if (missing.remove(published.key())) {
                        positions.merge(
                                new TopicPartition(TOPIC, published.partition()), published.offset() + 1, Math::max);
                    }
                }
                progress.accept(missing.size());
                if (System.nanoTime() > deadline) {
                    throw new StackException("%d events were not published after %d s: ./mineral-watch logs ingest"
                            .formatted(missing.size(), PATIENCE.toSeconds()));
                }
            }
        }
        return positions;
    }

    private static byte[] lines() {
        try (var resource = Timeline.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new StackException(RESOURCE + " is not on the class path: build again");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new StackException("the timeline cannot be read: " + e.getMessage(), e);
        }
    }
}
