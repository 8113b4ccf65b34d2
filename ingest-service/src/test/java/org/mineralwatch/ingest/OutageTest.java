package org.mineralwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class OutageTest {
    private static final Duration LONG = Duration.ofSeconds(90);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final IngestClient publisher = new IngestClient();
    private final String id = freshId();

    @Test
    void whileKafkaIsAwayEventsAreTakenAndArriveLater() {
        LocalStackResource.kafka().stop();
        Answer answer;
        Answer readiness;
        try {
            answer = publisher.post(cobaltBan("\"id\":\"" + id + "\""));
            readiness = readiness();
        } finally {
            LocalStackResource.kafka().start();
        }

        assertThat(answer.status()).isEqualTo(201);
        assertThat(readiness.status()).isEqualTo(200);
        assertThat(readiness.body().get("checks"))
                .filteredOn(check -> check.get("name").asText().equals("Kafka"))
                .singleElement()
                .satisfies(check -> assertThat(
                                check.at("/data/oldestWaitingSeconds").isNumber())
                        .isTrue());
        try (var topic = new TopicReader(bootstrapServers, "policy-events.v1")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(topic.messages(id))
                            .isNotEmpty()
                            .allSatisfy(message -> assertThat(message.value())
                                    .isEqualTo(answer.response().body())));
        }
    }

    @Test
    void whilePostgresIsAwayNothingIsTakenAndAnsweredSo() {
        LocalStackResource.postgres().stop();
        Answer single;
        Answer lines;
        Answer readiness;
        try {
            single = publisher.post(cobaltBan("\"id\":\"" + id + "\""));
            lines = publisher.postLines(List.of(cobaltBan("\"id\":\"" + id + "\""), "{\"oops"));
            readiness = readiness();
        } finally {
            LocalStackResource.postgres().start();
        }

        assertThat(single.status()).isEqualTo(503);
        assertThat(single.header("retry-after")).isNotEmpty();
        assertThat(single.body().get("type").asText()).endsWith("/problems/database-unavailable");
        assertThat(lines.lines())
                .hasSize(2)
                .extracting(verdict -> verdict.get("status").asText())
                .containsOnly("failed");
        assertThat(lines.lines().getFirst().at("/problem/status").asInt()).isEqualTo(503);
        assertThat(readiness.status()).isEqualTo(503);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(publisher.read(id).status()).isEqualTo(404));
        assertThat(publisher.post(cobaltBan("\"id\":\"" + id + "\"")).status()).isEqualTo(201);
    }

    private Answer readiness() {
        return publisher.send(
                HttpRequest.newBuilder(publisher.at("/q/health/ready")).build());
    }
}
