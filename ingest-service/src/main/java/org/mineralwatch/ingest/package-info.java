/**
 * Takes policy events in, checks them, stores each once and publishes it on {@code policy-events.v1}: open {@link
 * org.mineralwatch.ingest.RecordPolicyEvent} first. It does not judge what an event means for anyone's supply.
 */
@NullMarked
package org.mineralwatch.ingest;

import org.jspecify.annotations.NullMarked;
