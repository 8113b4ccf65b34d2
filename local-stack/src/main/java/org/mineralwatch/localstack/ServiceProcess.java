package org.mineralwatch.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One service as it is deployed, in a JVM of its own, on the loopback address. It can be stopped, killed and started
 * again on the same port.
 */
public final class ServiceProcess implements Part {

    /** What a service may use of heap, in MiB. */
    public static final int HEAP_MEBIBYTES = 192;

    private static final Duration UP_WITHIN = Duration.ofMinutes(2);
    private static final Duration DOWN_WITHIN = Duration.ofSeconds(20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final Path jar;
    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private final Optional<Path> classArchive;
    private final Duration patience;
    private volatile Optional<ChildProcess> service = Optional.empty();
    private boolean closed;

    /**
     * A service that is not started yet.
     *
     * @param name what it is called
     * @param jar its {@code quarkus-run.jar}
     * @param port where it listens; 0 chooses a free one, once
     * @param environment its settings, beside those for the port
     * @param log where it writes its log to
     */
    public ServiceProcess(String name, Path jar, int port, Map<String, String> environment, Path log) {
        this(name, jar, port, environment, log, Optional.empty(), UP_WITHIN);
    }

    /** A service that keeps loaded classes in a file, for the next start to be quicker. */
    ServiceProcess(
            String name,
            Path jar,
            int port,
            Map<String, String> environment,
            Path log,
            Optional<Path> classArchive,
            Duration patience) {
        this.classArchive = classArchive;
        this.patience = patience;
        this.name = name;
        this.jar = jar.toAbsolutePath();
        this.port = port == 0 ? FreePort.next() : port;
        this.log = log.toAbsolutePath();
        var settings = new HashMap<>(environment);
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(this.port));
        this.environment = Map.copyOf(settings);
    }

    @Override
    public String name() {
        return name;
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
        return service.map(ChildProcess::handle);
    }

    /** Where a path of it is reached, as in {@code uri("/v1/events")}. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void start() {
        launch().awaitReady(port, () -> isReady(port), patience);
    }

    @Override
    public synchronized void stop() {
        service.ifPresent(running -> running.stop(DOWN_WITHIN));
        service = Optional.empty();
    }

    @Override
    public synchronized void kill() {
        service.ifPresent(ChildProcess::kill);
        service = Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }

    /** Whether a service on this port says that it is ready. */
    public static boolean isReady(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notNow) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the service on port " + port + " was asked", e);
        }
    }

    private synchronized ChildProcess launch() {
        if (closed) {
            throw new StackException(name + " is closed");
        }
        if (service.filter(ChildProcess::isAlive).isPresent()) {
            throw new StackException("%s runs already on port %d".formatted(name, port));
        }
        if (!Files.exists(jar)) {
            throw new StackException("%s is not built: %s is missing".formatted(name, jar));
        }
        if (!FreePort.isFree(port)) {
            throw new StackException("port %d, meant for %s, is taken".formatted(port, name));
        }
        var command = Stream.of(
                        JavaCommand.withHeap(HEAP_MEBIBYTES),
                        classArchive.stream().flatMap(JavaCommand::keepingClassesIn),
                        Stream.of(
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", jar.toString()))
                .flatMap(words -> words)
                .toList();
        var launched = ChildProcess.start(name, command, environment, log);
        service = Optional.of(launched);
        return launched;
    }
}
