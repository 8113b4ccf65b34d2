package org.mineralwatch.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.localstack.Directories;
import org.mineralwatch.localstack.KafkaServer;
import org.mineralwatch.localstack.PostgresServer;
import org.mineralwatch.localstack.ServiceProcess;

/** scoring-service as it is deployed, in a process of its own, with a PostgreSQL and a Kafka that nobody else uses. */
final class ScoringUnderLoad implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LOOK_EVERY_MS = 20;

    private final Path directory;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private Optional<Process> service = Optional.empty();
    private int port;

    ScoringUnderLoad() throws IOException {
        directory = Files.createTempDirectory(Files.createDirectories(project().resolve("benchmarks/target")), "load-");
        postgres = new PostgresServer(
                directory.resolve("postgres"), 0, List.of("scoring"), directory.resolve("postgres.log"));
        kafka = new KafkaServer(directory.resolve("kafka"), 0, directory.resolve("kafka.log"));
        postgres.start();
        kafka.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(Stream.of(TopicContract.POLICY_EVENTS, TopicContract.DEPENDENCY_SCORES)
                            .map(topic -> new NewTopic(topic.name(), TopicContract.PARTITIONS, (short) 1)
                                    .configs(topic.settings()))
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private static Path project() {
        return Path.of(System.getProperty("mineral-watch.project", "")).toAbsolutePath();
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Starts the service with so much heap, in MiB, and waits until it is ready. */
    void startService(int heap) throws IOException, InterruptedException {
        port = freePort();
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        Stream.of(System.getenv().getOrDefault("MINERAL_WATCH_BENCH_JVM", "").split(" "))
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        words.add("-jar");
        words.add(project()
                .resolve("scoring-service/target/quarkus-app/quarkus-run.jar")
                .toString());
        ProcessBuilder command =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log().toFile());
        Map<String, String> environment = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_DATASOURCE_JDBC_URL",
                postgres.jdbcUrl("scoring"),
                "QUARKUS_DATASOURCE_USERNAME",
                PostgresServer.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                PostgresServer.USER,
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers()));
        command.environment().putAll(environment);
        Process started = command.start();
        service = Optional.of(started);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ServiceProcess.isReady(port)) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("scoring-service does not start; its log:\n" + Files.readString(log()));
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Path log() {
        return directory.resolve("scoring-service.log");
    }

    /** The first line of the service's log with this text. */
    String logLine(String text) throws IOException {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> line.contains(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the log has no line with: " + text));
        }
    }

    /** The most memory that the process of the service has held at a time, in MiB; empty where the system does not say. */
    Optional<Long> peakMemory() throws IOException {
        Path status = Path.of("/proc", Long.toString(service.orElseThrow().pid()), "status");
        if (!Files.exists(status)) {
            return Optional.empty();
        }
        Matcher peak = Pattern.compile("VmHWM:\\s+(\\d+) kB").matcher(Files.readString(status));
        return peak.find() ? Optional.of(Long.parseLong(peak.group(1)) / 1024) : Optional.empty();
    }

    /** The lines of the service's metrics that begin so. */
    String metrics(String name) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            return String.join("\n", lines.filter(line -> line.startsWith(name)).toList());
        }
    }

    @Override
    public void close() {
        service.ifPresent(Process::destroy);
        service.ifPresent(running -> running.onExit().join());
        kafka.stop();
        postgres.stop();
        Directories.delete(directory);
    }
}
