package org.mineralwatch.ingest;

/**
 * Where a post comes from.
 *
 * @param publisher who posts
 * @param traceparent W3C trace context of the request; empty when it has none
 */
public record Origin(String publisher, String traceparent) {}
