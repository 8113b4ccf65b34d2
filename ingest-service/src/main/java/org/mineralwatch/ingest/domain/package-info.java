/**
 * What a policy event is and what makes one sound: its members, the vocabulary they are written in, the rules between them,
 * and the canonical form that tells "the same again" from "something else under the same id".
 *
 * <p>It reads JSON values, not bytes, and judges without stopping at the first fault. It knows no HTTP, no table, no topic.
 */
@NullMarked
package org.mineralwatch.ingest.domain;

import org.jspecify.annotations.NullMarked;
