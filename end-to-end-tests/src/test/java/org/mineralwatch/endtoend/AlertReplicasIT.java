package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.KafkaServer;
import org.mineralwatch.localstack.Keyset;
import org.mineralwatch.localstack.PostgresServer;
import org.mineralwatch.localstack.ServiceProcess;

/**
 * Two replicas of alert-service, forty endpoints of which some are dead and some slow, and one replica killed in the middle:
 * every alert comes at every live endpoint, in order per cell. On a Kafka of its own: these scores are of nobody's baseline.
 */
class AlertReplicasIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int ENDPOINTS = 40;
    private static final int DEAD = 2;
    private static final int SLOW = 2;
    private static final int CELLS = 5;
    private static final int SWEEPS = 3;
    private static final int ALERTS_EACH = CELLS * SWEEPS;
    private static final Path PROJECT = Path.of("").toAbsolutePath().resolveSibling(".");

    private final Map<String, List<Long>> received = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private PostgresServer postgres;
    private KafkaServer kafka;
    private List<ServiceProcess> replicas;
    private HttpServer live;
    private HttpServer mortal;

    @BeforeEach
    void start() throws IOException {
        Path home = Files.createTempDirectory(
                Files.createDirectories(PROJECT.resolve("end-to-end-tests/target")), "alert-");
        postgres = new PostgresServer(home.resolve("postgres"), 0, List.of("alert"), home.resolve("postgres.log"));
        kafka = new KafkaServer(home.resolve("kafka"), 0, home.resolve("kafka.log"));
        live = endpoints();
        mortal = endpoints();
        Stream.of(postgres, kafka).parallel().forEach(part -> part.start());
        Map<String, String> settings = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                postgres.jdbcUrl("alert"),
                "QUARKUS_DATASOURCE_USERNAME",
                PostgresServer.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                PostgresServer.USER,
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "ALERT_ANONYMOUS_TENANT",
                "local",
                "ALERT_SECRETS_KEYSET",
                Keyset.fresh(),
                "ALERT_DELIVERY_ALLOWED_ADDRESSES",
                "127.0.0.0/8");
        replicas = IntStream.range(0, 2)
                .mapToObj(i -> new ServiceProcess(
                        "alert-" + i,
                        PROJECT.resolve("alert-service/target/quarkus-app/quarkus-run.jar"),
                        0,
                        settings,
                        home.resolve("alert-" + i + ".log")))
                .toList();
        replicas.parallelStream().forEach(ServiceProcess::start);
    }

    @AfterEach
    void stop() {
        replicas.forEach(ServiceProcess::close);
        live.stop(0);
        kafka.close();
        postgres.close();
        threads.shutdownNow();
        http.close();
    }

    @Test
    void oneOfTwoIsKilledAndEveryAlertComesAtEveryLiveEndpointInOrder() throws Exception {
        for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
            subscribe(endpoint);
        }
        await().atMost(LONG)
                .until(() -> count("select count(*) from subscription where consent = 'given'") == ENDPOINTS);
        mortal.stop(0);
        try (var scores = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            publish(scores, 1, 10);
            await().atMost(LONG).until(() -> count("select count(*) from threshold_watch") == ENDPOINTS * CELLS);

            for (int sweep = 1; sweep <= SWEEPS; sweep++) {
                publish(scores, 2 * sweep, 90);
                publish(scores, 2 * sweep + 1, 10);
            }
            await().atMost(LONG).until(() -> arrived() > ENDPOINTS * ALERTS_EACH / 4);
            replicas.getLast().kill();

            await().atMost(LONG).until(() -> arrived() == (ENDPOINTS - DEAD) * ALERTS_EACH);
        }

        assertThat(received)
                .hasSize((ENDPOINTS - DEAD) * CELLS)
                .allSatisfy((lane, sequences) -> assertThat(
                                sequences.stream().distinct().toList())
                        .as(lane)
                        .hasSize(SWEEPS)
                        .isSorted());
        await().atMost(LONG)
                .until(() -> count("select count(*) from delivery where state = 'delivered'")
                        == (ENDPOINTS - DEAD) * ALERTS_EACH);
        assertThat(count("select count(*) from delivery where state = 'pending'"))
                .isEqualTo(DEAD * ALERTS_EACH);
        assertThat(count("select count(distinct delivery_id) from delivery_attempt where status = 204"))
                .isEqualTo((ENDPOINTS - DEAD) * ALERTS_EACH);
    }

    /** Alerts that have come, each counted once. */
    private long arrived() {
        return received.values().stream()
                .mapToLong(sequences -> sequences.stream().distinct().count())
                .sum();
    }

    private long count(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl("alert"), PostgresServer.USER, PostgresServer.USER);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void subscribe(int endpoint) throws IOException, InterruptedException {
        String kind = endpoint < DEAD ? "dead" : endpoint < DEAD + SLOW ? "slow" : "good";
        int port = (endpoint < DEAD ? mortal : live).getAddress().getPort();
        HttpResponse<String> created = http.send(
                HttpRequest.newBuilder(replicas.getFirst().uri("/v1/subscriptions"))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"endpoint": {"url": "http://127.0.0.1:%d/%s/%d"}, "watch": {"consumers": ["US"]}, "conditions":
                                 [{"kind": "threshold", "at": 80, "direction": "rising", "cleared": false}]}""".formatted(port, kind, endpoint)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    }

    private static void publish(KafkaProducer<String, String> scores, int sequence, double score) {
        for (int cell = 0; cell < CELLS; cell++) {
            String mineral = "mineral-" + (char) ('a' + cell);
            scores.send(new ProducerRecord<>("dependency-scores.v1", "US/" + mineral + "/refining", """
                    {"cell": "US/%1$s/refining", "consumer": "US", "mineral": "%1$s", "stage": "refining", "at": "2026-11-21",
                     "known": "2026-11-21", "sequence": %2$d, "recordedAt": "%3$s", "score": %4$s, "band": "SEVERE",
                     "baseline": 40.5, "interval": {"low": 10.0, "high": 90.0}, "eventLoss": 0.25, "byEvent": {},
                     "bySupplier": {"CN": 50.5}, "heldBack": {}, "alternativeSupply": 0.0, "grade": "B", "model": "DEP-1",
                     "baselineVersion": "0a1b2c3d4e5f", "cause": {"events": [{"id": "2026-11-21-cn-ban", "revision": 1}]}}""".formatted(
                            mineral, sequence, Instant.now(), Double.toString(score))));
        }
        scores.flush();
    }

    private HttpServer endpoints() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1000);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
        return server;
    }

    private void take(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            exchange.getResponseHeaders().set("webhook-allowed-origin", "*");
            exchange.getResponseHeaders().set("webhook-allowed-rate", "*");
            answer(exchange, 200);
            return;
        }
        JsonNode event =
                MineralWatch.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        received.computeIfAbsent(path + " " + event.path("subject").asText(), _ -> new CopyOnWriteArrayList<>())
                .add(event.at("/data/sequence").asLong());
        if (path.startsWith("/slow/")) {
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, threads).execute(() -> answer(exchange, 204));
        } else {
            answer(exchange, 204);
        }
    }

    private static void answer(HttpExchange exchange, int status) {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        } catch (IOException e) {
            throw new UncheckedIOException("whoever asked has gone: it was killed, or the test is over", e);
        }
    }
}
