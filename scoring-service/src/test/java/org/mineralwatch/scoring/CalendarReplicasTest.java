package org.mineralwatch.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.testing.LocalStackResource;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;

/** Several instances on one database wake at the turn of the day. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class CalendarReplicasTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int INSTANCES = 4;
    private static final List<String> MINERALS = List.of("tungsten", "magnesium", "germanium");

    @Inject
    TestClock clock;

    @Inject
    ScoreModels models;

    @Inject
    PolicyEventRecordStore records;

    @Inject
    Instances instances;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void onATurnOfTheDayEachMovedCellIsPublishedOnce() throws Exception {
        LocalDate entry = clock.today().plusDays(1);
        try (var topic = TopicReader.fromNow(bootstrapServers, "dependency-scores.v1")) {
            MINERALS.forEach(mineral -> banOfOneDay(mineral, entry));
            await().atMost(LONG)
                    .until(() -> MINERALS.stream()
                            .allMatch(mineral -> records.upToDate()
                                    .knownOn(clock.today())
                                    .find("turn-" + mineral)
                                    .isPresent()));

            turnTheDayOnAllInstances();
            turnTheDayOnAllInstances();

            for (String mineral : MINERALS) {
                for (LocalDate day : List.of(entry, entry.plusDays(1))) {
                    await().atMost(LONG)
                            .untilAsserted(() -> assertThat(turned(topic, day))
                                    .as("%s on %s", mineral, day)
                                    .anyMatch(change ->
                                            change.get("cell").asText().startsWith("KR/" + mineral + "/")));
                }
            }
            Map<String, List<Long>> sequences = new HashMap<>();
            for (TopicReader.Message message : topic.messages()) {
                sequences
                        .computeIfAbsent(message.key(), _ -> new ArrayList<>())
                        .add(message.value().get("sequence").asLong());
            }
            assertThat(sequences)
                    .allSatisfy((cell, numbers) -> assertThat(numbers)
                            .as(cell)
                            .isSorted()
                            .doesNotHaveDuplicates()
                            .last()
                            .isEqualTo(numbers.getFirst() + numbers.size() - 1));
            for (LocalDate day : List.of(entry, entry.plusDays(1))) {
                assertThat(turned(topic, day))
                        .extracting(change -> change.get("cell").asText())
                        .doesNotHaveDuplicates();
            }
        }
    }

    private void banOfOneDay(String mineral, LocalDate day) {
        String id = "turn-" + mineral;
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    "policy-events.v1", id, PolicyEventFixtures.recorded(id, clock.today(), """
                    "type":"EXPORT_BAN","title":"t","announced":"%s","effectiveFrom":"%s","effectiveUntil":"%s",\
                    "actor":"CN","targets":["KR"],"minerals":["%s"]""".formatted(
                                    clock.today(), day, day, mineral))));
            producer.flush();
        }
    }

    private void turnTheDayOnAllInstances() throws Exception {
        clock.turnDays(1);
        CyclicBarrier midnight = new CyclicBarrier(INSTANCES);
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> turns = new ArrayList<>();
            for (int n = 0; n < INSTANCES; n++) {
                RescoreDependencies instance = instances.with(models);
                turns.add(together.submit(() -> {
                    midnight.await();
                    instance.bringToToday();
                    return null;
                }));
            }
            for (Future<?> turn : turns) {
                turn.get();
            }
        }
    }

    private static List<JsonNode> turned(TopicReader topic, LocalDate day) {
        return topic.messages().stream()
                .map(TopicReader.Message::value)
                .filter(change -> change.at("/cause").has("calendar"))
                .filter(change -> change.get("at").asText().equals(day.toString()))
                .toList();
    }
}
