package org.mineralwatch.scoring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** All of this service's own settings; a misspelt key under {@code scoring} stops the start. */
@ConfigMapping(prefix = "scoring")
public interface ScoringSettings {

    /** Partitions of the topics this service creates when they are not there. */
    @WithDefault("12")
    int partitions();

    /** Published changes, for those who missed some. */
    Changes changes();

    /** The stream of changes. */
    Stream stream();

    /** Published changes. */
    interface Changes {
        /** For so long they are kept; the newest of each cell always. */
        @WithDefault("P90D")
        Duration keep();
    }

    /** The stream of changes. */
    interface Stream {
        /** After so long without an event a comment is sent. */
        @WithDefault("PT15S")
        Duration heartbeat();

        /** A reader that takes nothing for so long is cut off. */
        @WithDefault("PT30S")
        Duration patience();

        /** So many readers at a time on each replica. */
        @WithDefault("1000")
        int readers();
    }
}
