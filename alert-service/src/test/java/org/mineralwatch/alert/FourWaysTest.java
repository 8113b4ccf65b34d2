package org.mineralwatch.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.mineralwatch.alert.Records.ban;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Records.rebase;
import static org.mineralwatch.alert.Records.score;
import static org.mineralwatch.alert.Subscriptions.rising;
import static org.mineralwatch.alert.Subscriptions.subscribe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** Webhook, topic, poll and stream: the same alert, whichever way it comes, and none left out. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class FourWaysTest {
    @Inject
    DataSource dataSource;

    @Inject
    ObservedScores observed;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Topics topics = new Topics();
    private final String consumer = newConsumer();
    private final String cell = consumer + "/samarium/refining";
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.shutdownNow();
        topics.close();
        receiver.close();
    }

    @Test
    void theSameBytesWhicheverWay() throws Exception {
        topics.scores(rebase(cell, 1, 60));
        var subscription = subscribe(receiver, consumer, rising(80));
        var streamed = stream("?subscription=" + subscription.id());

        topics.scores(score(cell, 2, 85));

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
        String body = receiver.received().getFirst().body();
        String id = receiver.received().getFirst().header("webhook-id");
        var published = Topics.await("alerts.v1", 1, record -> record.key().equals(subscription.id()))
                .getFirst();
        assertThat(new String(published.value(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(text("/" + id)).isEqualTo(body);
        assertThat(text("?subscription=" + subscription.id())).startsWith("{\"items\":[" + body + "],\"next\":");
        await().untilAsserted(() -> assertThat(streamed).contains("event: alert-raised", "data: " + body));
    }

    @Test
    void aPollGoesOnWhereItWasAndAStreamWhereItEnded() throws Exception {
        topics.scores(rebase(cell, 1, 60));
        var subscription = subscribe(receiver, consumer, rising(80));
        for (int i = 0; i < 5; i++) {
            topics.scores(score(cell, 2 + 2 * i, 81 + i), score(cell, 3 + 2 * i, 60));
        }
        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(5));

        List<String> polled = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 4; page++) {
            JsonPath read = JsonPath.from(text("?limit=2&subscription=" + subscription.id() + cursor));
            polled.addAll(read.getList("items.id"));
            cursor = "&cursor=" + read.getString("next");
        }
        List<String> streamed = resume("?subscription=" + subscription.id(), "0-0", 5);

        assertThat(polled)
                .containsExactlyElementsOf(receiver.received().stream()
                        .map(webhook -> webhook.header("webhook-id"))
                        .toList());
        assertThat(streamed).isEqualTo(polled);
        String third = placeOf("?subscription=" + subscription.id(), 3);
        assertThat(resume("?subscription=" + subscription.id(), third, 2)).isEqualTo(polled.subList(3, 5));
    }

    @Test
    void nothingIsMissedWhileTransactionsCommitInWhateverOrder() throws Exception {
        topics.scores(rebase(cell, 1, 60), score(cell, 2, 90));
        observed.await(cell, 2);
        String all = "?limit=200&consumer=" + consumer;
        List<String> polled = new ArrayList<>();
        var streamed = stream("?consumer=" + consumer);
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<Subscriptions.Made>> subscribers = IntStream.range(0, 40)
                    .mapToObj(_ -> threads.submit(() -> subscribe(receiver, consumer, rising(80))))
                    .toList();
            // A writer that began before them and ends after them.
            try (Connection slow = dataSource.getConnection()) {
                slow.setAutoCommit(false);
                try (Statement statement = slow.createStatement()) {
                    statement.execute("select pg_current_xact_id()");
                }
                String cursor = poll(all, "", polled);
                for (Future<Subscriptions.Made> subscriber : subscribers) {
                    subscriber.get();
                    cursor = poll(all, cursor, polled);
                }
                slow.rollback();
                String from = cursor;
                await().untilAsserted(() ->
                        assertThat(poll(all, from, new ArrayList<>())).isNotEqualTo(from));
                poll(all, from, polled);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        assertThat(polled).hasSize(40).doesNotHaveDuplicates();
        await().untilAsserted(() -> assertThat(ids(List.copyOf(streamed))).isEqualTo(polled));
    }

    @Test
    void whereAnAlertCameFromAndWhereItWent() throws Exception {
        String act = "2026-11-21-" + UUID.randomUUID();
        topics.scores(rebase(cell, 1, 60));
        var subscription = subscribe(receiver, consumer, rising(80));
        topics.policyEvent(ban(act, consumer, consumer, "samarium"));
        observed.awaitEvent(act);
        ObjectNode change = score(cell, 2, 85);
        ((ObjectNode) change.at("/cause/events/0")).put("id", act);
        topics.scores(change);
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .extracting(delivery -> delivery.get("state"))
                .containsExactly("delivered"));
        String id = receiver.received().getFirst().header("webhook-id");

        JsonPath lineage = JsonPath.from(text("/" + id + "/lineage"));

        assertThat(lineage.getString("events[0].id")).isEqualTo(act);
        assertThat(lineage.getInt("events[0].revision")).isEqualTo(1);
        assertThat(lineage.getString("scores[0].cell")).isEqualTo(cell);
        assertThat(lineage.getInt("scores[0].sequence")).isEqualTo(2);
        assertThat(lineage.getString("alert.subscription")).isEqualTo(subscription.id());
        assertThat(lineage.getInt("deliveries[0].log[0].status")).isEqualTo(204);
        assertThat(Stream.of(
                                "events[0].recordedAt",
                                "scores[0].recordedAt",
                                "alert.raisedAt",
                                "deliveries[0].log[0].startedAt")
                        .map(lineage::getString)
                        .map(Instant::parse)
                        .toList())
                .isSorted();
    }

    @Test
    void filtersNarrowWhatIsRead() {
        String other = consumer + "/gallium/mining";
        topics.scores(rebase(cell, 1, 60), rebase(other, 1, 60));
        subscribe(receiver, consumer, "{\"kind\": \"threshold\", \"at\": 80}");
        topics.scores(score(cell, 2, 85), score(cell, 3, 60), score(other, 2, 85));
        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(3));

        for (String filter : List.of("mineral=Sm", "mineral=rare-earths", "stage=refining")) {
            given().get("/v1/alerts?consumer=" + consumer + "&" + filter)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(2))
                    .body("items.subject", everyItem(equalTo(cell)));
        }
        given().get("/v1/alerts?type=cleared&consumer=" + consumer).then().body("items", hasSize(1));
        given().get("/v1/alerts?since=2999-01-01T00:00:00Z&consumer=" + consumer)
                .then()
                .body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "type=rised, raised",
        "consumer=USA, US",
        "mineral=galium, gallium",
        "stage=refinig, refining",
        "since=yesterday, moment",
        "subscription=7, id of a subscription",
        "consumers=US, consumer",
        "limit=0, 200"
    })
    void aFilterThatIsNoneIsAProblem(String query, String mend) {
        String problem = given().get("/v1/alerts?" + query)
                .then()
                .statusCode(400)
                .extract()
                .asString();

        assertThat(problem).contains(mend);
    }

    @Test
    void aPlaceThatIsNoneIsAProblem() throws Exception {
        given().get("/v1/alerts?cursor=bm8").then().statusCode(400);
        given().get("/v1/alerts/" + UUID.randomUUID()).then().statusCode(404);
        given().get("/v1/alerts/seven/lineage").then().statusCode(404);
        given().header("Last-Event-ID", "seven").get("/v1/alerts/stream").then().statusCode(400);
    }

    @Test
    void alertsAndSilencesAreThereForTheirTenantAlone() {
        topics.scores(rebase(cell, 1, 60));
        subscribe(receiver, consumer, rising(80));
        topics.scores(score(cell, 2, 85));
        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
        String id = receiver.received().getFirst().header("webhook-id");
        String silence = given().contentType("application/json")
                .body("{\"matcher\": {\"consumer\": \"" + consumer + "\"}}")
                .post("/v1/silences")
                .jsonPath()
                .getString("id");

        asStranger().get("/v1/alerts/" + id).then().statusCode(404);
        asStranger().get("/v1/alerts/" + id + "/lineage").then().statusCode(404);
        asStranger()
                .get("/v1/alerts?consumer=" + consumer)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        asStranger().get("/v1/silences/" + silence).then().statusCode(404);
        asStranger().delete("/v1/silences/" + silence).then().statusCode(404);
        asStranger().get("/v1/silences").then().statusCode(200).body("items", hasSize(0));
        given().get("/v1/silences/" + silence).then().body("state", equalTo("active"));
    }

    private static RequestSpecification asStranger() {
        return given().auth()
                .oauth2(Jwt.subject("stranger")
                        .claim("tenant", "strangers")
                        .issuer("https://issuer.test")
                        .expiresIn(Duration.ofMinutes(5))
                        .sign("token-key.pem"));
    }

    private String text(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static URI address(String path) {
        return URI.create("http://localhost:" + RestAssured.port + "/v1/alerts" + path);
    }

    /** Reads a page and answers the cursor behind it. */
    private String poll(String query, String cursor, List<String> ids) throws Exception {
        JsonPath page = JsonPath.from(text(query + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
        ids.addAll(page.getList("items.id"));
        return page.getString("next");
    }

    /** The lines of a stream, as they come. */
    private ConcurrentLinkedQueue<String> stream(String query) {
        var lines = new ConcurrentLinkedQueue<String>();
        follow(query, null, lines);
        await().untilAsserted(() -> assertThat(lines).isNotEmpty());
        return lines;
    }

    private List<String> resume(String query, String place, int count) {
        var lines = new ConcurrentLinkedQueue<String>();
        follow(query, place, lines);
        await().untilAsserted(() -> assertThat(ids(List.copyOf(lines))).hasSizeGreaterThanOrEqualTo(count));
        return ids(List.copyOf(lines));
    }

    private String placeOf(String query, int event) {
        var lines = new ConcurrentLinkedQueue<String>();
        follow(query, "0-0", lines);
        await().untilAsserted(() -> assertThat(ids(List.copyOf(lines))).hasSizeGreaterThanOrEqualTo(event));
        // The first id is that of the comment the stream begins with.
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .skip(event)
                .findFirst()
                .orElseThrow()
                .substring(3)
                .strip();
    }

    private void follow(String query, @Nullable String place, ConcurrentLinkedQueue<String> lines) {
        var request = HttpRequest.newBuilder(address("/stream" + query)).timeout(Duration.ofSeconds(60));
        if (place != null) {
            request.header("Last-Event-ID", place);
        }
        http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(response -> Thread.ofVirtual()
                        .start(() -> response.body()
                                .forEach(line -> lines.add(line.replaceFirst("^(event|data):(?! )", "$1: ")))));
    }

    private static List<String> ids(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("data:"))
                .map(line -> JsonPath.from(line.substring(5)).getString("id"))
                .toList();
    }
}
