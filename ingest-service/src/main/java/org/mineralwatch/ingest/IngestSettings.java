package org.mineralwatch.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** All of this service's own settings; a misspelt key under {@code ingest} stops the start. */
@ConfigMapping(prefix = "ingest")
public interface IngestSettings {

    /** Partitions of the topics this service creates when they are not there. */
    @WithDefault("12")
    int partitions();

    /** The most lines of bulk input that are judged at a time. */
    @WithDefault("500")
    int linesPerTransaction();

    /** About how many characters of events share a transaction; what is posted as one array is never parted. */
    @WithDefault("524288")
    int charactersPerTransaction();

    /** Characters of events that may wait for their transaction; single events beyond are refused, streams wait. */
    @WithDefault("4194304")
    int charactersWaiting();

    /**
     * Bytes of verdicts that wait in memory for a client that sends its lines before it reads any verdict; what is more
     * waits in a temporary file.
     */
    @WithDefault("262144")
    int verdictBytesInMemory();
}
