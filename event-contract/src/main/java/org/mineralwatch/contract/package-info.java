/**
 * What crosses Kafka, and nothing else: per topic its name and settings, per event version its record and a golden JSON
 * file. The JSON is the contract; the records are a convenience for those who speak Java.
 *
 * <p>Members are added, never renamed, removed or given another meaning: that would be a new version on a new topic. A
 * member that is absent from the JSON is {@code null} in the record; {@code null} itself is never written.
 */
@NullMarked
package org.mineralwatch.contract;

import org.jspecify.annotations.NullMarked;
