package org.mineralwatch.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real Kafka broker in a JVM of its own, on the loopback address. It can be stopped, killed and started again; port
 * and records stay.
 */
public final class KafkaServer implements AutoCloseable {

    private static final Duration UP_WITHIN = Duration.ofSeconds(60);
    private static final Duration DOWN_WITHIN = Duration.ofSeconds(20);

    private final Path home;
    private final int port;
    private final Path log;
    private volatile Optional<ChildProcess> broker = Optional.empty();

    /**
     * A broker that is not started yet.
     *
     * @param home where its records live; created if missing, kept after a stop
     * @param port where it listens; 0 chooses a free one, once
     * @param log where it writes its log to
     */
    public KafkaServer(Path home, int port, Path log) {
        this.home = home.toAbsolutePath();
        this.port = port == 0 ? FreePort.next() : port;
        this.log = log;
    }

    /** The port it listens on, the same after every start. */
    public int port() {
        return port;
    }

    /** What clients are given as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Its process, while it was started and not stopped. */
    public Optional<ChildProcess> process() {
        return broker;
    }

    /** Starts it and returns when it answers. */
    public synchronized void start() {
        if (broker.filter(ChildProcess::isAlive).isPresent()) {
            throw new StackException("Kafka runs already on port " + port);
        }
        if (!FreePort.isFree(port)) {
            throw new StackException("port %d, meant for Kafka, is taken".formatted(port));
        }
        var command = new ArrayList<>(List.of(
                JavaCommand.java(),
                "-Xms96m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        command.addAll(JavaCommand.QUIET);
        command.addAll(List.of(
                "-cp",
                JavaCommand.classPath(),
                KafkaBroker.class.getName(),
                home.toString(),
                Integer.toString(port),
                Integer.toString(FreePort.next())));
        var started = ChildProcess.start("kafka", command, Map.of(), log);
        broker = Optional.of(started);
        awaitAnswer(started);
    }

    /** Stops it in order, if it runs. */
    public synchronized void stop() {
        broker.ifPresent(running -> running.stop(DOWN_WITHIN));
        broker = Optional.empty();
    }

    /** Ends it as a crash would (SIGKILL), if it runs. */
    public synchronized void kill() {
        broker.ifPresent(ChildProcess::kill);
        broker = Optional.empty();
    }

    @Override
    public void close() {
        stop();
    }

    private void awaitAnswer(ChildProcess started) {
        long deadline = System.nanoTime() + UP_WITHIN.toNanos();
        while (!listens()) {
            if (!started.isAlive()) {
                throw new StackException("Kafka ended while starting; its last words are in " + log);
            }
            if (System.nanoTime() > deadline) {
                started.kill();
                throw new StackException("Kafka does not listen on port %d after %d s; its log is %s"
                        .formatted(port, UP_WITHIN.toSeconds(), log));
            }
            Pause.of(Duration.ofMillis(20));
        }
        try (var admin = admin()) {
            admin.describeCluster().nodes().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            started.kill();
            throw new StackException("Kafka does not answer on port %d; its log is %s".formatted(port, log), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while Kafka was starting", e);
        }
    }

    /** Kafka looks its plug-ins up by the thread's class loader, which under a Quarkus test is not the one it came by. */
    private Admin admin() {
        var thread = Thread.currentThread();
        var usual = thread.getContextClassLoader();
        thread.setContextClassLoader(Admin.class.getClassLoader());
        try {
            return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
