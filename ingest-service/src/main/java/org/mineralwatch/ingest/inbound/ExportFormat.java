package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/** How a list of events is written. */
enum ExportFormat {
    /** In pages. */
    JSON(MediaType.APPLICATION_JSON),
    /** An event a line. */
    NDJSON(PolicyEventResource.NDJSON),
    /** A table with a header. */
    CSV(ExportFormat.CSV_TYPE);

    static final String CSV_TYPE = "text/csv";

    private final MediaType mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = MediaType.valueOf(mediaType);
    }

    MediaType mediaType() {
        return mediaType;
    }

    /** What a caller likes best; JSON for one who does not mind. */
    static ExportFormat accepted(List<MediaType> inOrderOfPreference) {
        return inOrderOfPreference.stream()
                .flatMap(accepted -> Arrays.stream(values()).filter(format -> format.mediaType.isCompatible(accepted)))
                .findFirst()
                .orElse(JSON);
    }
}
