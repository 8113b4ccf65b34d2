package org.mineralwatch.localstack;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.mineralwatch.localstack.testing.Database;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL 18 on the loopback address, as durable as in production: {@code fsync}, {@code synchronous_commit}
 * and {@code full_page_writes} are on. It can be stopped, killed and started again; port and data stay.
 */
public final class PostgresServer implements Part, Database {

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
    private boolean closed;

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

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public int port() {
        return port;
    }

    /** Where a database of it is reached. */
    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    @Override
    public Optional<ProcessHandle> process() {
        return postmaster;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public synchronized void start() {
        if (closed) {
            throw new StackException("PostgreSQL is closed");
        }
        if (isAlive()) {
            throw new StackException("PostgreSQL runs already on port " + port);
        }
        // It may have ended by itself.
        stop();
        try {
            Files.createDirectories(cluster.getParent());
            Files.createDirectories(log.getParent());
            lock();
            // Nobody else holds the lock: what still runs on this data was left behind by a JVM that is gone.
            stopRunning();
            if (!FreePort.isFree(port)) {
                throw new StackException("port %d, meant for PostgreSQL, is taken".formatted(port));
            }
            // A number that now belongs to another program would keep PostgreSQL from starting.
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
            if (!Files.exists(cluster)) {
                create();
            }
            launch();
            createDatabases();
        } catch (IOException e) {
            stop();
            throw new StackException("PostgreSQL cannot be started: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    @Override
    public synchronized void stop() {
        if (locked.isPresent()) {
            stopRunning();
        }
        ended();
    }

    @Override
    public synchronized void kill() {
        running().ifPresent(PostgresServer::killAll);
        ended();
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }

    /** Whether a server answers on this port. */
    public static boolean answers(int port) {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port));
        source.setUser(USER);
        source.setConnectTimeout(2);
        try (var connection = source.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException notNow) {
            return false;
        }
    }

    private void create() throws IOException {
        // Beside its place and then renamed: a creation that is interrupted leaves nothing half done.
        var beside = cluster.resolveSibling("cluster.new");
        Directories.delete(beside);
        var created = run(List.of(
                program("initdb"),
                "--auth=trust",
                "--username=" + USER,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--pgdata=" + beside));
        if (created.failed()) {
            throw new StackException("PostgreSQL cannot create its data directory: " + created.lastLine());
        }
        Files.move(beside, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void launch() throws IOException {
        var options = "-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
                + " -c max_connections=200 -c timezone=UTC -c log_timezone=UTC";
        long before = Files.exists(log) ? Files.size(log) : 0;
        for (int attempt = 1; ; attempt++) {
            var started = run(List.of(
                    program("pg_ctl"),
                    "--pgdata=" + cluster,
                    "--log=" + log,
                    "--options=" + options,
                    "--timeout=60",
                    "--wait",
                    "start"));
            if (!started.failed()) {
                break;
            }
            // The processes of a server that was killed need a moment to notice.
            if (attempt == ATTEMPTS || !LogFile.from(log, before).contains("pre-existing shared memory block")) {
                throw new StackException("PostgreSQL does not start: %s (log: %s)"
                        .formatted(Files.exists(log) ? LogFile.lastFault(log, before) : started.lastLine(), log));
            }
            Pause.of(Duration.ofMillis(250));
        }
        postmaster = running();
        // SIGINT asks PostgreSQL for its fast shutdown: clients are sent away, data are written.
        postmaster.ifPresent(process -> Guardian.watch(process.pid(), "INT"));
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

    private void stopRunning() {
        running().ifPresent(process -> {
            var stopped = run(
                    List.of(program("pg_ctl"), "--pgdata=" + cluster, "--mode=fast", "--timeout=30", "--wait", "stop"));
            if (stopped.failed() || !Processes.endWithin(List.of(process), Duration.ofSeconds(5))) {
                killAll(process);
            }
        });
    }

    private void ended() {
        postmaster.ifPresent(process -> Guardian.forget(process.pid()));
        postmaster = Optional.empty();
        unlock();
    }

    /** The first process of the server that runs on this data directory, whoever started it. */
    private Optional<ProcessHandle> running() {
        try (var lines = Files.lines(cluster.resolve("postmaster.pid"), StandardCharsets.UTF_8)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d+"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                    .filter(PostgresServer::isPostgres);
        } catch (IOException | UncheckedIOException notThere) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return Processes.runs(process)
                && process.info()
                        .command()
                        .map(command -> command.endsWith("/postgres"))
                        .orElse(false);
    }

    private static void killAll(ProcessHandle postmaster) {
        var all = Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        if (!Processes.endWithin(all, Duration.ofSeconds(30))) {
            throw new StackException("PostgreSQL (pid %d) does not end".formatted(postmaster.pid()));
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

    private record Outcome(int status, String output) {

        boolean failed() {
            return status != 0;
        }

        String lastLine() {
            return output.strip().lines().reduce((first, second) -> second).orElse("no reason given");
        }
    }

    private static String program(String name) {
        return PostgresBinaries.unpacked().resolve("bin").resolve(name).toString();
    }

    private static Outcome run(List<String> programWithArguments) {
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root; inside a user namespace of its own it is nobody.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(programWithArguments);
        try {
            // Into a file: the server would keep a pipe open for as long as it runs.
            var output = Files.createTempFile("mineral-watch-postgres-", ".out");
            try {
                var process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(output.toFile())
                        .start();
                if (!process.waitFor(COMMAND_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return new Outcome(-1, "it does not come to an end");
                }
                return new Outcome(process.exitValue(), Files.readString(output));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Outcome(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while PostgreSQL was started or stopped", e);
        }
    }
}
