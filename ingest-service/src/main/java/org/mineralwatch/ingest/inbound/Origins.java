package org.mineralwatch.ingest.inbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.ingest.Origin;

/** Tells who posts, and in the course of what. The one place that names a publisher. */
@ApplicationScoped
public class Origins {
    private static final String UNIDENTIFIED = "anonymous";

    /** W3C Trace Context, level 1; a version of ff, and ids of zeros alone, are invalid. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** Where this request comes from. */
    Origin of(HttpHeaders request, Optional<LocalDate> knownAt) {
        return new Origin(UNIDENTIFIED, traceparent(request.getHeaderString("traceparent")), knownAt);
    }

    private static String traceparent(@Nullable String sent) {
        return sent != null && TRACEPARENT.matcher(sent).matches() ? sent : "";
    }
}
