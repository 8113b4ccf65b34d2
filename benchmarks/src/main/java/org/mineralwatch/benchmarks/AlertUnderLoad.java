package org.mineralwatch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.localstack.Directories;
import org.mineralwatch.localstack.KafkaServer;
import org.mineralwatch.localstack.Part;
import org.mineralwatch.localstack.PostgresServer;
import org.mineralwatch.localstack.ServiceProcess;

/** Replicas of alert-service in processes of their own, with a PostgreSQL and a Kafka that nobody else uses. */
final class AlertUnderLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Seals the secrets of a benchmark, and of nothing else. */
    private static final String KEYSET = """
            {"primaryKeyId": 1721005632, "key": [{"keyData": {"typeUrl": "type.googleapis.com/google.crypto.tink.AesGcmKey",
             "value": "GiABcTpuFoSaB2y+j1E0pSCNMb9WMGlSOfjZzZ3eiu+5JA==", "keyMaterialType": "SYMMETRIC"},
             "status": "ENABLED", "keyId": 1721005632, "outputPrefixType": "TINK"}]}""";

    private final Path directory;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final List<Replica> replicas = new ArrayList<>();

    private record Replica(Process process, int port, Path log) {}

    /**
     * Starts everything and waits until it is ready.
     *
     * @param java options of the replicas' JVMs
     * @param statements whether PostgreSQL is to keep count of statements
     */
    AlertUnderLoad(int replicaCount, List<String> java, boolean statements) throws Exception {
        Path project = Path.of(System.getProperty("mineral-watch.project", "")).toAbsolutePath();
        directory = Files.createTempDirectory(Files.createDirectories(project.resolve("benchmarks/target")), "load-");
        postgres = new PostgresServer(
                directory.resolve("postgres"), 0, List.of("alert"), directory.resolve("postgres.log"));
        kafka = new KafkaServer(directory.resolve("kafka"), 0, directory.resolve("kafka.log"));
        postgres.start();
        if (statements) {
            execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
            postgres.stop();
            postgres.start();
            execute("create extension pg_stat_statements");
        }
        kafka.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(Stream.of(
                                    TopicContract.POLICY_EVENTS, TopicContract.DEPENDENCY_SCORES, TopicContract.ALERTS)
                            .map(topic -> new NewTopic(topic.name(), TopicContract.PARTITIONS, (short) 1)
                                    .configs(topic.settings()))
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        Files.writeString(directory.resolve("keyset.json"), KEYSET);
        for (int i = 0; i < replicaCount; i++) {
            replicas.add(start(project, java, directory.resolve("alert-" + i + ".log")));
        }
        for (Replica replica : replicas) {
            awaitReady(replica);
        }
    }

    private Replica start(Path project, List<String> java, Path log) throws IOException {
        int port;
        try (var socket = new java.net.ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + ServiceProcess.HEAP_MEBIBYTES + "m");
        command.addAll(java);
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.add("-jar");
        command.add(project.resolve("alert-service/target/quarkus-app/quarkus-run.jar")
                .toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
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
                        directory.resolve("keyset.json").toString(),
                        "ALERT_DELIVERY_ALLOWED_ADDRESSES",
                        "127.0.0.0/8",
                        // The dead ones are to be dead from the beginning.
                        "ALERT_ENDPOINT_CONSENT",
                        "not-required"));
        return new Replica(builder.start(), port, log);
    }

    private static void awaitReady(Replica replica) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ServiceProcess.isReady(replica.port())) {
            if (!replica.process().isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "alert-service does not start; its log:\n" + Files.readString(replica.log()));
            }
            Thread.sleep(20);
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Where the first replica listens. */
    int port() {
        return replicas.getFirst().port();
    }

    /** Ends the last replica by SIGKILL. */
    void killLast() {
        replicas.getLast().process().destroyForcibly().onExit().join();
    }

    /** What a query of one row and one column yields. */
    long count(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The statements that took PostgreSQL most time, per this many alerts. */
    void printStatements(int alerts) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select calls, total_exec_time, rows, regexp_replace(query, '\\s+', ' ', 'g') as query
                        from pg_stat_statements order by total_exec_time desc limit 24""")) {
            while (row.next()) {
                System.out.printf(
                        "%8.4f calls %8.1f us per alert %8.3f ms a call  %.150s%n",
                        row.getLong("calls") / (double) alerts,
                        row.getDouble("total_exec_time") * 1000 / alerts,
                        row.getDouble("total_exec_time") / row.getLong("calls"),
                        row.getString("query"));
            }
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl("alert"), PostgresServer.USER, PostgresServer.USER);
    }

    /** Processor time used so far, by whom; that of processes which have ended is not in it. */
    Map<String, Duration> cpu() {
        Map<String, Duration> used = new LinkedHashMap<>();
        used.put("alert-service", sum(replicas.stream().map(Replica::process).map(Process::toHandle)));
        used.put("PostgreSQL", sum(family(postgres)));
        used.put("Kafka", sum(family(kafka)));
        used.put("receiver", sum(Stream.of(ProcessHandle.current())));
        return used;
    }

    private static Stream<ProcessHandle> family(Part part) {
        return part.process().stream().flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    private static Duration sum(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        replicas.forEach(replica -> replica.process().destroy());
        replicas.forEach(replica -> replica.process().onExit().join());
        kafka.stop();
        postgres.stop();
        Directories.delete(directory);
    }
}
