/**
 * A row and its news in one transaction: {@link org.mineralwatch.outbox.Outbox} appends records beside the caller's own
 * rows, and one relay per database publishes them to Kafka in the order of their ids and deletes what Kafka acknowledged.
 *
 * <p>It promises that what was committed is published at least once, in order per key. It does not promise exactly once:
 * consumers tell a repetition by revision or sequence number.
 */
@NullMarked
package org.mineralwatch.outbox;

import org.jspecify.annotations.NullMarked;
