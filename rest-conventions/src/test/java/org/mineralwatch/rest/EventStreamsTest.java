package org.mineralwatch.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventStreamsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Inject
    CountingResource numbers;

    @BeforeEach
    void startAgain() {
        await().atMost(LONG).until(() -> numbers.readers() == 0);
        numbers.countTo(0, "{}");
    }

    @AfterEach
    void wakeThoseWhoAreGone() {
        numbers.countTo(0, "{}");
    }

    @Test
    void whatIsThereAndWhatComesIsToldInOrder() {
        numbers.countTo(25, "{\"a\": 1}");
        try (var reader = new StreamReader("")) {
            assertThat(reader.ids(22)).isEqualTo(numbersTo(25));

            numbers.countTo(40, "{\"a\": 1}");

            assertThat(reader.ids(35)).isEqualTo(numbersTo(40));
            assertThat(reader.lines()).contains("event:number", "data:{\"a\": 1}", "retry:1000");
        }
    }

    @Test
    void whoResumesIsToldWhatFollowsAndNothingTwice() {
        numbers.countTo(18, "{}");
        List<String> told = new ArrayList<>();
        try (var reader = new StreamReader("")) {
            told.addAll(reader.ids(5));
        }

        numbers.countTo(30, "{}");
        try (var reader = new StreamReader(told.getLast())) {
            told.addAll(reader.ids(26 - told.size()));
        }

        assertThat(told).isEqualTo(numbersTo(30));
    }

    @Test
    void aHeartbeatIsACommentWithThePlaceOfTheReader() {
        numbers.countTo(7, "{}");
        try (var reader = new StreamReader("6")) {
            reader.readUntil(lines -> lines.contains(":still here"));

            assertThat(reader.lines()).doesNotContain("event:number").endsWith(":still here");
            reader.readUntil(lines -> lines.getLast().equals("id:7"));
        }
    }

    @Test
    void whoTakesNothingIsCutOffAndDelaysNobody() throws IOException {
        try (var slow = new Socket("localhost", RestAssured.port);
                var reader = new StreamReader("")) {
            slow.setReceiveBufferSize(4096);
            slow.getOutputStream()
                    .write("GET /numbers HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().atMost(LONG).until(() -> numbers.readers() == 2);

            numbers.countTo(1000, "\"" + "x".repeat(50_000) + "\"");

            assertThat(reader.ids(857)).isEqualTo(numbersTo(999));
            await().atMost(LONG).until(() -> numbers.readers() == 1);
        }
    }

    @Test
    void beyondTheLimitReadersAreAskedToComeBack() {
        List<StreamReader> readers = Stream.generate(() -> new StreamReader(""))
                .limit(CountingResource.READERS)
                .toList();

        given().when()
                .get("/numbers")
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("type", equalTo(Problem.TYPES + "too-many-readers"));

        readers.forEach(StreamReader::close);
    }

    @Test
    void whoIsGoneBeforeTheFirstWordLeavesNoPlaceTaken() {
        for (int reader = 0; reader <= CountingResource.READERS; reader++) {
            given().when().get("/numbers/unheard").then().statusCode(500);
        }

        assertThat(numbers.readers()).isZero();
    }

    @Test
    void aPlaceThatIsNoneIsAProblemAndNoStream() {
        given().header("Last-Event-ID", "yesterday")
                .when()
                .get("/numbers")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo(Problem.TYPES + "unknown-event-id"));
    }

    private static List<String> numbersTo(int last) {
        return IntStream.rangeClosed(1, last)
                .filter(number -> number % 7 != 0)
                .mapToObj(Integer::toString)
                .toList();
    }

    /** A client that knows nothing of the server. */
    private final class StreamReader implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Stream<String> body;
        private final Iterator<String> unread;
        private final List<String> lines = new ArrayList<>();

        StreamReader(String lastEventId) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/numbers"));
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            HttpResponse<Stream<String>> response = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                    .join();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            body = response.body();
            unread = body.iterator();
        }

        /** The ids of so many events. */
        List<String> ids(int events) {
            readUntil(_ -> eventIds().size() >= events);
            return eventIds();
        }

        private List<String> eventIds() {
            List<String> ids = new ArrayList<>();
            for (int line = 1; line < lines.size(); line++) {
                if (lines.get(line).startsWith("event:")) {
                    ids.add(lines.get(line - 1).substring("id:".length()));
                }
            }
            return ids;
        }

        void readUntil(Predicate<List<String>> enough) {
            while (lines.isEmpty() || !enough.test(lines)) {
                lines.add(unread.next());
            }
        }

        List<String> lines() {
            return lines;
        }

        @Override
        public void close() {
            http.shutdownNow();
            body.close();
        }
    }
}
