package org.mineralwatch.localstack.testing;

/** The Kafka of a test. It can be stopped, killed and started again; port and records stay. */
public interface Broker extends AutoCloseable {

    /** What clients are given as {@code bootstrap.servers}. */
    String bootstrapServers();

    /** Starts it and returns when it answers. */
    void start();

    /** Stops it in order, if it runs. */
    void stop();

    /** Ends it as a crash would (SIGKILL), if it runs. */
    void kill();

    /** Stops it for good. */
    @Override
    void close();
}
