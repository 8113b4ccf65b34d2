package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.ingest.IngestClient.JSON_TYPE;
import static org.mineralwatch.ingest.IngestClient.NDJSON_TYPE;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class IdempotencyKeyTest {
    private static final String KEY = "idempotency-key";

    @Inject
    DataSource dataSource;

    private final IngestClient publisher = new IngestClient();
    private final String id = freshId();
    private final String event = cobaltBan("\"id\":\"" + id + "\"");

    @Test
    void theFirstAnswerIsGivenAgainByteForByte() {
        Answer first = post(event, id);
        publisher.put(id, "\"1\"", cobaltBan("\"note\":\"corrected meanwhile\""));

        Answer again = post(event, "\"" + id + "\"");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(List.of("etag", "location", "content-type"))
                .allSatisfy(header -> assertThat(again.header(header)).isEqualTo(first.header(header)));
    }

    @Test
    void aProblemIsGivenAgainTooAndAnArraysVerdicts() {
        Answer problem = post(cobaltBan("\"actor\":\"XX\""), id);
        Answer problemAgain = post(cobaltBan("\"actor\":\"XX\""), id);
        Answer array = post("[" + event + "]", id + "-array");
        Answer arrayAgain = post("[" + event + "]", id + "-array");

        assertThat(problemAgain.status()).isEqualTo(422);
        assertThat(problemAgain.header("content-type")).isEqualTo("application/problem+json");
        assertThat(problemAgain.response().body()).isEqualTo(problem.response().body());
        assertThat(arrayAgain.response().body())
                .isEqualTo(array.response().body())
                .contains("created");
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        post(event, id);

        Answer other = post(cobaltBan("\"id\":\"" + id + "-other\""), id);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().get("type").asText()).endsWith("/idempotency-key-reused");
        assertThat(publisher.read(id + "-other").status()).isEqualTo(404);
    }

    @Test
    void whileARequestIsAnsweredItsRepetitionIsToldToWait() throws SQLException {
        post(event, id);
        change("update idempotency_key set status = null, body = null, claimed_at = now() where key = ?");

        Answer running = post(event, id);
        change("update idempotency_key set claimed_at = now() - interval '2 minutes' where key = ?");
        Answer presumedLost = post(event, id);

        assertThat(running.status()).isEqualTo(409);
        assertThat(running.body().get("type").asText()).endsWith("/request-running");
        assertThat(running.header("retry-after")).isNotEmpty();
        assertThat(presumedLost.status()).isEqualTo(200);
    }

    @Test
    void afterADayTheKeyIsForgotten() throws SQLException {
        post(event, id);
        change("update idempotency_key set claimed_at = now() - interval '25 hours' where key = ?");

        assertThat(post(cobaltBan("\"id\":\"" + id + "-other\""), id).status()).isEqualTo(201);
    }

    @Test
    void ofManyAtOnceOneIsAnsweredAndTheOthersWaitOrHearTheSame() throws Exception {
        List<Callable<Answer>> requests = IntStream.range(0, 24)
                .<Callable<Answer>>mapToObj(n -> () -> post(event, id))
                .toList();

        try (var threads = Executors.newFixedThreadPool(24)) {
            List<Future<Answer>> answers = threads.invokeAll(requests);
            Set<String> bodies = new HashSet<>();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isIn(201, 409);
                if (answer.get().status() == 201) {
                    bodies.add(answer.get().response().body());
                }
            }
            assertThat(bodies).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"unclosed", "\"\"", "two words", "a,b"})
    void aKeyThatIsNoneIsToldSo(String key) {
        assertThat(post(event, key).body().get("type").asText()).endsWith("/invalid-idempotency-key");
    }

    @Test
    void aKeyThatIsTooLongIsToldSoAndAStreamTakesNone() {
        assertThat(post(event, IntStream.range(0, 256).mapToObj(n -> "x").collect(Collectors.joining()))
                        .status())
                .isEqualTo(400);
        assertThat(publisher.postTo("/v1/events", NDJSON_TYPE, event, KEY, id).status())
                .isEqualTo(400);
        assertThat(publisher.read(id).status()).isEqualTo(404);
    }

    private Answer post(String body, String key) {
        return publisher.postTo("/v1/events", JSON_TYPE, body, KEY, key);
    }

    private void change(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            update.setString(1, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
