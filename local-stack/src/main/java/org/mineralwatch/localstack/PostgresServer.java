package org.mineralwatch.localstack;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL 18 on the loopback address, as durable as in production: {@code fsync}, {@code synchronous_commit}
 * and {@code full_page_writes} are on. It can be stopped, killed and started again; port and data stay.
 */
public final class PostgresServer implements AutoCloseable {

    /** The role that owns every database. It needs no password: the server listens on the loopback address only. */
    public static final String USER = "postgres";

    private static final Duration COMMAND_WITHIN = Duration.ofSeconds(90);
    private static final int ATTEMPTS = 20;

    private final Path cluster;
    private final Path lock;
    private final Path log;
    private final int port;
    private final List<String> databases;
    private volatile Optional<ProcessHandle> postmaster = Optional.empty();
    private Optional<FileChannel> locked = Optional.empty();

    /**
     * A server that is not started yet.
     *
     * @param home where its data live; created if missing, kept after a stop
     * @param port where it listens; 0 chooses a free one, once
     * @param databases created at the start if missing
     * @param log where it writes its log to
     */
    public PostgresServer(Path home, int port, List<String> databases, Path log) {
        this.cluster = home.toAbsolutePath().resolve("cluster");
        this.lock = home.toAbsolutePath().resolve("lock");
        this.log = log.toAbsolutePath();
        this.port = port == 0 ? FreePort.next() : port;
        this.databases = List.copyOf(databases);
    }

    /** The port it listens on, the same after every start. */
    public int port() {
        return port;
    }

    /** Where a database of it is reached. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** Its first process, while it was started and not stopped. */
    public Optional<ProcessHandle> process() {
        return postmaster;
    }

    /** Where it writes to. */
    public Path log() {
        return log;
    }

    /** Starts it and returns when it answers and has the databases asked for. */
    public synchronized void start() {
        if (postmaster.filter(ProcessHandle::isAlive).isPresent()) {
            throw new StackException("PostgreSQL runs already on port " + port);
        }
        try {
            Files.createDirectories(cluster.getParent());
            Files.createDirectories(log.getParent());
            lock();
            var programs = PostgresBinaries.unpacked();
            stopOrphan(programs);
            if (!FreePort.isFree(port)) {
                throw new StackException("port %d, meant for PostgreSQL, is taken".formatted(port));
            }
            if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                create(programs);
            }
            launch(programs);
            createDatabases();
        } catch (IOException e) {
            stop();
            throw new StackException("PostgreSQL cannot be started: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** Stops it in order, if it runs; connections are closed by the server. */
    public synchronized void stop() {
        postmaster.filter(ProcessHandle::isAlive).ifPresent(running -> {
            var stopped = run(
                    PostgresBinaries.unpacked(),
                    "pg_ctl",
                    "-D",
                    cluster.toString(),
                    "-m",
                    "fast",
                    "-t",
                    "30",
                    "-w",
                    "stop");
            if (stopped.failed()) {
                killAll(running);
            }
        });
        postmaster.ifPresent(ended -> Guardian.forget(ended.pid()));
        postmaster = Optional.empty();
        unlock();
    }

    /** Ends it as a crash would (SIGKILL to each of its processes), if it runs. */
    public synchronized void kill() {
        postmaster.ifPresent(running -> {
            killAll(running);
            Guardian.forget(running.pid());
        });
        postmaster = Optional.empty();
        unlock();
    }

    @Override
    public void close() {
        stop();
    }

    private void create(Path programs) throws IOException {
        // What is there without PG_VERSION is left of an interrupted creation.
        Directories.delete(cluster);
        var created = run(
                programs,
                "initdb",
                "-A",
                "trust",
                "-U",
                USER,
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "-D",
                cluster.toString());
        if (created.failed()) {
            Directories.delete(cluster);
            throw new StackException("PostgreSQL cannot create its data directory: " + created.lastLine());
        }
    }

    private void launch(Path programs) throws IOException {
        var options = "-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
                + " -c max_connections=200 -c timezone=UTC -c log_timezone=UTC";
        for (int attempt = 1; ; attempt++) {
            long before = Files.exists(log) ? Files.size(log) : 0;
            var started = run(
                    programs,
                    "pg_ctl",
                    "-D",
                    cluster.toString(),
                    "-l",
                    log.toString(),
                    "-o",
                    options,
                    "-t",
                    "60",
                    "-w",
                    "start");
            if (!started.failed()) {
                break;
            }
            var words = saidSince(before);
            // The processes of a server that was killed need a moment to notice.
            if (attempt == ATTEMPTS || !words.contains("pre-existing shared memory block")) {
                throw new StackException(
                        "PostgreSQL does not start: %s (log: %s)".formatted(lastError(words, started), log));
            }
            Pause.of(Duration.ofMillis(250));
        }
        postmaster = recorded().flatMap(ProcessHandle::of);
        // SIGINT asks PostgreSQL for its fast shutdown: clients are sent away, data are written.
        postmaster.ifPresent(running -> Guardian.watch(running.pid(), "INT"));
    }

    private void createDatabases() {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl("postgres"));
        source.setUser(USER);
        try (var connection = source.getConnection();
                var query = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var creation = connection.createStatement()) {
            for (var database : databases) {
                query.setString(1, database);
                try (var found = query.executeQuery()) {
                    if (!found.next()) {
                        creation.execute("create database "
                                + connection
                                        .unwrap(org.postgresql.PGConnection.class)
                                        .escapeIdentifier(database));
                    }
                }
            }
        } catch (SQLException e) {
            throw new StackException("PostgreSQL does not create its databases: " + e.getMessage(), e);
        }
    }

    /** Nobody else holds the lock, so what still runs on this data directory was left behind by a JVM that is gone. */
    private void stopOrphan(Path programs) throws IOException {
        var orphan = recorded().flatMap(ProcessHandle::of).filter(PostgresServer::isPostgres);
        if (orphan.isPresent()) {
            run(programs, "pg_ctl", "-D", cluster.toString(), "-m", "fast", "-t", "30", "-w", "stop");
            orphan.filter(ProcessHandle::isAlive).ifPresent(PostgresServer::killAll);
        }
        // A number that now belongs to another program would keep PostgreSQL from starting.
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
    }

    private Optional<Long> recorded() throws IOException {
        try (var lines = Files.lines(cluster.resolve("postmaster.pid"), StandardCharsets.UTF_8)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d+"))
                    .map(Long::valueOf);
        } catch (NoSuchFileException notRunning) {
            return Optional.empty();
        }
    }

    private static void killAll(ProcessHandle postmaster) {
        var all = new ArrayList<>(List.of(postmaster));
        postmaster.children().forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (all.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > deadline) {
                throw new StackException("PostgreSQL (pid %d) does not end".formatted(postmaster.pid()));
            }
            Pause.of(Duration.ofMillis(10));
        }
    }

    private void lock() throws IOException {
        var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                channel.close();
                throw new StackException("the data in %s are in use by another process".formatted(cluster.getParent()));
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new StackException("the data in %s are in use already".formatted(cluster.getParent()), e);
        }
        locked = Optional.of(channel);
    }

    private void unlock() {
        locked.ifPresent(channel -> {
            try {
                channel.close();
            } catch (IOException e) {
                throw new StackException("cannot release " + lock, e);
            }
        });
        locked = Optional.empty();
    }

    private String saidSince(long offset) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (var channel = FileChannel.open(log)) {
            return new String(
                    java.nio.channels.Channels.newInputStream(channel.position(offset))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    private static String lastError(String words, Outcome outcome) {
        return words.lines()
                .filter(line -> line.contains("FATAL") || line.contains("ERROR"))
                .reduce((first, second) -> second)
                .orElseGet(outcome::lastLine);
    }

    private record Outcome(int status, String output) {

        boolean failed() {
            return status != 0;
        }

        String lastLine() {
            return output.strip().lines().reduce((first, second) -> second).orElse("no reason given");
        }
    }

    private static Outcome run(Path programs, String program, String... arguments) {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root; inside a user namespace of its own it is nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            var output = Files.createTempFile("mineral-watch-" + program, ".out");
            try {
                // Into a file: the server would keep a pipe open for as long as it runs.
                var process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(COMMAND_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return new Outcome(-1, program + " does not end");
                }
                return new Outcome(process.exitValue(), Files.readString(output));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Outcome(-1, program + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while " + program + " was running", e);
        }
    }
}
