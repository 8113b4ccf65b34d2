/**
 * Whom this service speaks to: its tables, the outbox on the way to {@code policy-events.v1}, and the vocabulary it ships
 * with.
 */
@NullMarked
package org.mineralwatch.ingest.outbound;

import org.jspecify.annotations.NullMarked;
