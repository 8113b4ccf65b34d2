package org.mineralwatch.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole system on one machine: PostgreSQL, Kafka and the three services, each a process of its own. What can start
 * side by side does.
 */
public final class LocalStack implements AutoCloseable {

    /**
     * Where the stack finds its services, keeps its data and listens.
     *
     * @param project the directory with the built modules
     * @param data where PostgreSQL and Kafka keep what they are given
     * @param logs where each process has its log
     * @param classArchives where each JVM keeps loaded classes for the next start to be quicker, if at all
     * @param ports where it listens
     * @param patience how long one process may take until it is ready
     */
    public record Settings(
            Path project, Path data, Path logs, Optional<Path> classArchives, Ports ports, Duration patience) {

        // Tests share the machine with compilers and other tests.
        private static final Duration PATIENCE_OF_TESTS = Duration.ofMinutes(3);

        /** Everything below one directory, on ports that are free now: for tests. */
        public static Settings onFreePorts(Path project, Path home) {
            return new Settings(
                    project,
                    home.resolve("data"),
                    home.resolve("logs"),
                    Optional.empty(),
                    new Ports(0, 0, 0, 0, 0),
                    PATIENCE_OF_TESTS);
        }

        private Optional<Path> classArchive(String name) {
            return classArchives.map(directory -> directory.resolve(name + ".jsa"));
        }
    }

    /** Where each part listens; 0 chooses a free port. */
    public record Ports(int postgres, int kafka, int ingest, int scoring, int alert) {}

    private final Settings settings;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final ServiceProcess ingest;
    private final ServiceProcess scoring;
    private final ServiceProcess alert;

    /** A stack that is not started yet. */
    public LocalStack(Settings settings) {
        this.settings = settings;
        var ports = settings.ports();
        var logs = settings.logs();
        postgres = new PostgresServer(
                settings.data().resolve("postgres"),
                ports.postgres(),
                List.of("ingest", "scoring", "alert"),
                logs.resolve("postgres.log"));
        kafka = new KafkaServer(
                settings.data().resolve("kafka"),
                ports.kafka(),
                logs.resolve("kafka.log"),
                settings.classArchive("kafka"),
                settings.patience());
        ingest = service(settings, "ingest", ports.ingest(), Map.of());
        scoring = service(settings, "scoring", ports.scoring(), Map.of());
        int alertPort = ports.alert() == 0 ? FreePort.next() : ports.alert();
        String alertItself = "http://127.0.0.1:" + alertPort;
        alert = service(
                settings,
                "alert",
                alertPort,
                Map.of(
                        "ALERT_SECRETS_KEYSET_FILE",
                        keyset(settings).toAbsolutePath().toString(),
                        "ALERT_ANONYMOUS_TENANT",
                        "local",
                        "ALERT_DELIVERY_ALLOWED_ADDRESSES",
                        "127.0.0.0/8,::1/128",
                        "ALERT_SCORING_URL",
                        scoring.uri("").toString(),
                        "ALERT_LINKS_SCORE",
                        scoring.uri("/v1/scores/").toString() + "{cell}?at={at}&known={known}",
                        "ALERT_LINKS_EVENT",
                        ingest.uri("/v1/events/").toString() + "{event}",
                        "ALERT_LINKS_ALERT",
                        alertItself + "/v1/alerts/{alert}",
                        "ALERT_LINKS_CONSENT",
                        alertItself + "/v1/consents/{challenge}"));
    }

    /** PostgreSQL, with a database for each service. */
    public PostgresServer postgres() {
        return postgres;
    }

    /** Kafka. */
    public KafkaServer kafka() {
        return kafka;
    }

    /** The service that takes policy events. */
    public ServiceProcess ingest() {
        return ingest;
    }

    /**
     * A further replica of it, on a free port and not started yet; whoever asks for it closes it.
     *
     * @param environment settings of its own
     */
    public ServiceProcess replicaOfIngest(Map<String, String> environment) {
        return service(settings, "ingest", "ingest-service-2", 0, environment, Optional.empty());
    }

    /** The service that scores cells. */
    public ServiceProcess scoring() {
        return scoring;
    }

    /** A further replica of it, on a free port and not started yet; whoever asks for it closes it. */
    public ServiceProcess replicaOfScoring() {
        return service(settings, "scoring", "scoring-service-2", 0, Map.of(), Optional.empty());
    }

    /** The service that sends webhooks. */
    public ServiceProcess alert() {
        return alert;
    }

    /** All of it, in the order in which one part needs another. */
    public List<Part> parts() {
        return List.of(postgres, kafka, ingest, scoring, alert);
    }

    private static Path keyset(Settings settings) {
        return settings.data().resolve("alert-secrets.json");
    }

    /** Starts all and returns when all are ready. */
    public void start() {
        start(_ -> {});
    }

    /**
     * Starts all and returns when all are ready, or throws as soon as one is not; the others are left to {@link #close}.
     *
     * @param ready told of each part that is
     */
    public void start(Consumer<Part> ready) {
        Keyset.ensure(keyset(settings));
        Executor threads = command -> Thread.ofVirtual().start(command);
        var kafkaUp = starting(kafka, ready, CompletableFuture.completedFuture(null), threads);
        var postgresUp = starting(postgres, ready, CompletableFuture.completedFuture(null), threads);
        // A service lives with Kafka away, but it will not start without its database.
        var all = Stream.concat(
                        Stream.of(kafkaUp, postgresUp),
                        Stream.of(ingest, scoring, alert).map(service -> starting(service, ready, postgresUp, threads)))
                .toList();
        var firstFailure = new CompletableFuture<Void>();
        all.forEach(one -> one.exceptionally(failure -> {
            firstFailure.completeExceptionally(failure);
            return null;
        }));
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)), firstFailure)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException reason
                    ? reason
                    : new StackException("the stack does not start: " + e.getCause(), e);
        }
    }

    /** Stops all, services first, then Kafka, then PostgreSQL. It can be started again. */
    public void stop() {
        inStoppingOrder(Part::stop);
    }

    /** Stops all for good, also while another thread is starting it. */
    @Override
    public void close() {
        inStoppingOrder(Part::close);
    }

    private void inStoppingOrder(Consumer<Part> action) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.of(ingest, scoring, alert).forEach(service -> threads.execute(() -> action.accept(service)));
        }
        action.accept(kafka);
        action.accept(postgres);
    }

    private static CompletableFuture<Void> starting(
            Part part, Consumer<Part> ready, CompletableFuture<Void> needed, Executor threads) {
        return needed.thenRunAsync(
                () -> {
                    part.start();
                    ready.accept(part);
                },
                threads);
    }

    private ServiceProcess service(Settings settings, String database, int port, Map<String, String> further) {
        var name = database + "-service";
        return service(settings, database, name, port, further, settings.classArchive(name));
    }

    private ServiceProcess service(
            Settings settings,
            String database,
            String name,
            int port,
            Map<String, String> further,
            Optional<Path> classArchive) {
        var environment = Stream.concat(
                        Map.of(
                                "QUARKUS_DATASOURCE_JDBC_URL",
                                postgres.jdbcUrl(database),
                                "QUARKUS_DATASOURCE_USERNAME",
                                PostgresServer.USER,
                                "QUARKUS_DATASOURCE_PASSWORD",
                                PostgresServer.USER,
                                "KAFKA_BOOTSTRAP_SERVERS",
                                kafka.bootstrapServers())
                                .entrySet()
                                .stream(),
                        further.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        var jar = settings.project().resolve(database + "-service").resolve("target/quarkus-app/quarkus-run.jar");
        return new ServiceProcess(
                name,
                jar,
                port,
                environment,
                settings.logs().resolve(name + ".log"),
                classArchive,
                settings.patience());
    }
}
