package org.mineralwatch.localstack;

import java.nio.file.Path;
import java.util.Optional;

/** One process of the stack: it can be started, stopped, killed and started again, and keeps its port and its data. */
public sealed interface Part extends AutoCloseable permits PostgresServer, KafkaServer, ServiceProcess {

    /** What it is called, as in {@code ingest-service}. */
    String name();

    /** The port it listens on, on the loopback address; the same after every start. */
    int port();

    /** Where it writes its log to. */
    Path log();

    /** Its process, while it was started and not stopped. */
    Optional<ProcessHandle> process();

    /**
     * Starts it and returns when it answers.
     *
     * @throws StackException if it does not, or runs already, or was closed
     */
    void start();

    /** Stops it in order, if it runs. */
    void stop();

    /** Ends it as a crash would (SIGKILL), if it runs. */
    void kill();

    /** Stops it for good: whoever is starting it in another thread at this moment is refused. */
    @Override
    void close();

    /** Whether its process runs. */
    default boolean isAlive() {
        return process().filter(Processes::runs).isPresent();
    }
}
