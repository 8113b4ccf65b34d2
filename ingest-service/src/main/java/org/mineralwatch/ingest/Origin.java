package org.mineralwatch.ingest;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where a post comes from.
 *
 * @param publisher who posts
 * @param traceparent W3C trace context of the request; empty when it has none
 * @param knownAt the day the world knew what is posted, if the publisher states one (UTC)
 */
public record Origin(String publisher, String traceparent, Optional<LocalDate> knownAt) {}
