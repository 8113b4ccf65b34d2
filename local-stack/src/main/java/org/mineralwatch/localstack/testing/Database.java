package org.mineralwatch.localstack.testing;

/** The PostgreSQL of a test. It can be stopped, killed and started again; port and data stay. */
public interface Database extends AutoCloseable {

    /** Where a database of it is reached. */
    String jdbcUrl(String database);

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
