package org.mineralwatch.scoring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** All of this service's own settings; a misspelt key under {@code scoring} stops the start. */
@ConfigMapping(prefix = "scoring")
public interface ScoringSettings {

    /** Partitions of the topics this service creates when they are not there. */
    @WithDefault("12")
    int partitions();
}
