package org.mineralwatch.localstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.mineralwatch.localstack.testing.Broker;

/**
 * A real Kafka broker in a JVM of its own, on the loopback address. It can be stopped, killed and started again; port
 * and records stay.
 */
public final class KafkaServer implements Part, Broker {

    private static final int HEAP_MEBIBYTES = 384;
    private static final Duration UP_WITHIN = Duration.ofMinutes(2);
    private static final Duration DOWN_WITHIN = Duration.ofSeconds(20);

    private final Path home;
    private final int port;
    private final Path log;
    private final Optional<Path> classArchive;
    private final Duration patience;
    private volatile Optional<ChildProcess> broker = Optional.empty();
    private boolean closed;

    /**
     * A broker that is not started yet.
     *
     * @param home where its records live; created if missing, kept after a stop
     * @param port where it listens; 0 chooses a free one, once
     * @param log where it writes its log to
     */
    public KafkaServer(Path home, int port, Path log) {
        this(home, port, log, Optional.empty(), UP_WITHIN);
    }

    /** A broker that keeps loaded classes in a file, for the next start to be quicker. */
    KafkaServer(Path home, int port, Path log, Optional<Path> classArchive, Duration patience) {
        this.classArchive = classArchive;
        this.patience = patience;
        this.home = home.toAbsolutePath();
        this.port = port == 0 ? FreePort.next() : port;
        this.log = log.toAbsolutePath();
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public Optional<ProcessHandle> process() {
        return broker.map(ChildProcess::handle);
    }

    /** What clients are given as {@code bootstrap.servers}. */
    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void start() {
        var launched = launch();
        launched.awaitReady(port, () -> answers(bootstrapServers()), patience);
    }

    @Override
    public synchronized void stop() {
        broker.ifPresent(running -> running.stop(DOWN_WITHIN));
        broker = Optional.empty();
    }

    @Override
    public synchronized void kill() {
        broker.ifPresent(ChildProcess::kill);
        broker = Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }

    /** Whether a broker answers there. */
    public static boolean answers(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        try (var admin = admin(settings)) {
            return !admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notNow) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while Kafka was asked", e);
        }
    }

    /** Kafka looks its plug-ins up by the thread's class loader, which under a Quarkus test is not the one it came by. */
    private static Admin admin(Map<String, Object> settings) {
        var thread = Thread.currentThread();
        var usual = thread.getContextClassLoader();
        thread.setContextClassLoader(Admin.class.getClassLoader());
        try {
            return Admin.create(settings);
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private synchronized ChildProcess launch() {
        if (closed) {
            throw new StackException("Kafka is closed");
        }
        if (broker.filter(ChildProcess::isAlive).isPresent()) {
            throw new StackException("Kafka runs already on port " + port);
        }
        if (!FreePort.isFree(port)) {
            throw new StackException("port %d, meant for Kafka, is taken".formatted(port));
        }
        var classPath = JavaCommand.classPath();
        var command = Stream.of(
                        JavaCommand.withHeap(HEAP_MEBIBYTES),
                        classArchive.stream().flatMap(JavaCommand::keepingClassesIn),
                        Stream.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-cp", classPath),
                        Stream.of(KafkaBroker.class.getName(), home.toString()),
                        Stream.of(Integer.toString(port), Integer.toString(FreePort.next())))
                .flatMap(words -> words)
                .toList();
        var launched = ChildProcess.start(name(), command, Map.of(), log);
        broker = Optional.of(launched);
        return launched;
    }
}
