package org.mineralwatch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.mineralwatch.localstack.Directories;
import org.mineralwatch.localstack.KafkaServer;
import org.mineralwatch.localstack.PostgresServer;
import org.mineralwatch.localstack.ServiceProcess;

/**
 * alert-service as it is deployed, one replica or more, and a thousand endpoints of which some are dead and some take ten
 * seconds: how many webhooks a second, how soon they come at the good ones, what was lost, repeated or out of order.
 */
final class DeliveriesUnderLoad implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CELLS = 10;
    private static final int WARM_UP = 1;
    private static final int CROSSINGS = 2;
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int endpoints;
    private final int dead;
    private final int slow;
    private final Path directory;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final List<ServiceProcess> replicas = new ArrayList<>();
    private final HttpServer receiver;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();

    /** By endpoint and cell, the numbers of the alerts as they came. */
    private final Map<String, List<Long>> received = new ConcurrentHashMap<>();

    private final Map<String, Boolean> ids = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger goodAlerts = new AtomicInteger();
    private final ConcurrentHistogram microseconds = new ConcurrentHistogram(3);
    private volatile Instant lastGood = Instant.EPOCH;
    private volatile Instant measuredFrom = Instant.EPOCH;

    private DeliveriesUnderLoad(int endpoints, int badPercent, int replicaCount) throws IOException {
        this.endpoints = endpoints;
        this.dead = endpoints * badPercent / 100;
        this.slow = dead;
        Path project = Path.of(System.getProperty("mineral-watch.project", "")).toAbsolutePath();
        directory = Files.createTempDirectory(Files.createDirectories(project.resolve("benchmarks/target")), "load-");
        postgres = new PostgresServer(
                directory.resolve("postgres"), 0, List.of("alert"), directory.resolve("postgres.log"));
        kafka = new KafkaServer(directory.resolve("kafka"), 0, directory.resolve("kafka.log"));
        postgres.start();
        kafka.start();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 1000);
        receiver.setExecutor(threads);
        receiver.createContext("/", this::take);
        receiver.start();
        Path keyset = Files.writeString(directory.resolve("keyset.json"), KEYSET);
        for (int i = 0; i < replicaCount; i++) {
            ServiceProcess replica = new ServiceProcess(
                    "alert-" + i,
                    project.resolve("alert-service/target/quarkus-app/quarkus-run.jar"),
                    0,
                    Map.of(
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
                            "ALERT_SECRETS_KEYSET_FILE",
                            keyset.toString(),
                            "ALERT_DELIVERY_ALLOWED_ADDRESSES",
                            "127.0.0.0/8",
                            // The dead ones are to be dead from the beginning.
                            "ALERT_ENDPOINT_CONSENT",
                            "not-required"),
                    directory.resolve("alert-" + i + ".log"));
            replica.start();
            replicas.add(replica);
        }
    }

    /** Seals the secrets of a benchmark, and of nothing else. */
    private static final String KEYSET = """
            {"primaryKeyId": 1721005632, "key": [{"keyData": {"typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey",
             "value": "GiABcTpuFoSaB2y+j1E0pSCNMb9WMGlSOfjZzZ3eiu+5JA==", "keyMaterialType": "SYMMETRIC"},
             "status": "ENABLED", "keyId": 1721005632, "outputPrefixType": "TINK"}]}""";

    /** Options: endpoints, per cent of them that are dead and again as many slow, replicas, "kill" to kill the second. */
    static void run(String... options) throws Exception {
        int endpoints = options.length > 0 ? Integer.parseInt(options[0]) : 1000;
        int bad = options.length > 1 ? Integer.parseInt(options[1]) : 5;
        int replicas = options.length > 2 ? Integer.parseInt(options[2]) : 2;
        boolean kill = options.length > 3 && options[3].equals("kill");
        try (var load = new DeliveriesUnderLoad(endpoints, bad, replicas)) {
            load.measure(kill);
        }
    }

    private void measure(boolean kill) throws Exception {
        subscribeAll();
        int warmUp = (endpoints - dead - slow) * CELLS * WARM_UP;
        publish(1, 2 * WARM_UP);
        awaitUntil(() -> goodAlerts.get() >= warmUp);
        System.out.printf("warmed up with %d alerts%n", goodAlerts.get());
        forget();
        Duration before = cpu();
        int good = (endpoints - dead - slow) * CELLS * CROSSINGS;
        int live = (endpoints - dead) * CELLS * CROSSINGS;
        Instant begun = Instant.now();
        publish(2 * WARM_UP + 1, 2 * (WARM_UP + CROSSINGS));
        if (kill) {
            awaitUntil(() -> goodAlerts.get() > good / 4);
            replicas.getLast().kill();
            System.out.printf("killed a replica after %d alerts%n", ids.size());
        }
        awaitUntil(() -> goodAlerts.get() >= good);
        double seconds = Duration.between(begun, lastGood).toMillis() / 1000.0;
        // What a killed process had used is gone with it.
        Duration used = kill ? Duration.ZERO : cpu().minus(before);
        int made = requests.get();
        System.out.printf(
                "good endpoints: %d of %d alerts in %.2f s, %.0f/s; alert-service used %.3f CPU ms per request%n",
                goodAlerts.get(), good, seconds, goodAlerts.get() / seconds, used.toNanos() / 1e6 / made);
        System.out.printf(
                "from the alert to its webhook at good endpoints: p50 %.1f ms, p99 %.1f ms%n",
                microseconds.getValueAtPercentile(50) / 1000.0, microseconds.getValueAtPercentile(99) / 1000.0);
        awaitUntil(() -> ids.size() >= live);
        long outOfOrder = received.values().stream()
                .filter(DeliveriesUnderLoad::isOutOfOrder)
                .count();
        System.out.printf(
                "live endpoints: %d of %d alerts at least once, %d requests more than alerts, %d lanes out of order, after %s%n",
                ids.size(), live, requests.get() - ids.size(), outOfOrder, Duration.between(begun, Instant.now()));
    }

    /** Slow endpoints may still get what the warm-up raised: what counts is what is raised from now on. */
    private void forget() {
        goodAlerts.set(0);
        ids.clear();
        received.clear();
        requests.set(0);
        microseconds.reset();
        measuredFrom = Instant.now();
    }

    /** Repetitions aside, numbers only rise. */
    private static boolean isOutOfOrder(List<Long> numbers) {
        long highest = 0;
        for (long number : numbers.stream().distinct().toList()) {
            if (number < highest) {
                return true;
            }
            highest = number;
        }
        return false;
    }

    private Duration cpu() {
        return replicas.stream()
                .flatMap(replica -> replica.process().stream())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private interface Condition {
        boolean holds();
    }

    private static void awaitUntil(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void subscribeAll() throws Exception {
        int closed;
        try (var socket = new java.net.ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        List<Future<?>> posts = new ArrayList<>();
        try (var few = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < endpoints; i++) {
                int endpoint = i;
                int port = i < dead ? closed : receiver.getAddress().getPort();
                String kind = i < dead ? "dead" : i < dead + slow ? "slow" : "good";
                posts.add(few.submit(() -> subscribe("http://127.0.0.1:%d/%s/%d".formatted(port, kind, endpoint))));
            }
        }
        for (Future<?> post : posts) {
            post.get();
        }
    }

    private Void subscribe(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(replicas.getFirst().uri("/v1/subscriptions"))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"endpoint": {"url": "%s"}, "watch": {"consumers": ["US"]},
                                 "conditions": [{"kind": "threshold", "at": 80, "direction": "rising"}]}""".formatted(url)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
        return null;
    }

    private void publish(int first, int last) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int sequence = first; sequence <= last; sequence++) {
                for (int cell = 0; cell < CELLS; cell++) {
                    ObjectNode change = change("US/" + MINERALS.get(cell) + "/refining", sequence);
                    producer.send(new ProducerRecord<>(
                            "dependency-scores.v1",
                            change.path("cell").asText(),
                            change.toString().getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
    }

    private static final List<String> MINERALS = List.of(
            "antimony", "arsenic", "barite", "beryllium", "bismuth", "boron", "cerium", "cesium", "chromium", "cobalt");

    private static ObjectNode change(String cell, int sequence) {
        boolean isHigh = sequence % 2 == 0;
        String[] parts = cell.split("/", -1);
        ObjectNode change = JSON.createObjectNode();
        change.put("cell", cell)
                .put("consumer", parts[0])
                .put("mineral", parts[1])
                .put("stage", parts[2]);
        change.put("at", LocalDate.of(2026, 11, 21).toString()).put("known", "2026-11-21");
        change.put("sequence", sequence).put("recordedAt", Instant.now().toString());
        change.put("score", isHigh ? 85.0 : 60.0).put("band", isHigh ? "SEVERE" : "HIGH");
        change.put("baseline", 40.5).put("eventLoss", 0.25).put("alternativeSupply", 0.0);
        change.putObject("interval").put("low", 10.0).put("high", 90.0);
        change.putObject("byEvent").put("2026-11-21-cn-ban", 20.5);
        change.putObject("bySupplier").put("CN", 50.5).put("AU", 9.5);
        change.putObject("heldBack");
        change.put("grade", "B").put("model", "DEP-1").put("baselineVersion", "0a1b2c3d4e5f");
        change.putObject("previous").put("score", isHigh ? 60.0 : 85.0).put("band", "HIGH");
        change.putObject("cause")
                .putArray("events")
                .addObject()
                .put("id", "2026-11-21-cn-ban")
                .put("revision", 1);
        return change;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
            Instant now = Instant.now();
            Instant raised = Instant.parse(event.path("time").asText());
            String path = exchange.getRequestURI().getPath();
            boolean isGood = path.startsWith("/good/");
            if (!isGood) {
                TimeUnit.NANOSECONDS.sleep(SLOW.toNanos());
            }
            exchange.sendResponseHeaders(204, -1);
            // Asked after the wait: what was under way as the measurement began belongs to the warm-up.
            if (raised.isBefore(measuredFrom)) {
                return;
            }
            requests.incrementAndGet();
            List<Long> lane =
                    received.computeIfAbsent(path + " " + event.path("subject").asText(), _ -> new ArrayList<>());
            synchronized (lane) {
                lane.add(event.at("/data/sequence").asLong());
            }
            boolean isFirst = ids.putIfAbsent(event.path("id").asText(), true) == null;
            if (isGood && isFirst) {
                microseconds.recordValue(
                        Math.max(0, Duration.between(raised, now).toNanos() / 1000));
                lastGood = now;
                goodAlerts.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        replicas.forEach(ServiceProcess::close);
        receiver.stop(0);
        threads.shutdownNow();
        http.close();
        kafka.stop();
        postgres.stop();
        Directories.delete(directory);
    }
}
