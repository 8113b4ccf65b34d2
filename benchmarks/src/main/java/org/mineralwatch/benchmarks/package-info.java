/**
 * Measures what the running system does under load. Nothing here runs in a build: a timing is measured, not asserted. Open
 * {@link org.mineralwatch.benchmarks.Bench} first; {@code ./mineral-watch bench} runs it.
 */
@NullMarked
package org.mineralwatch.benchmarks;

import org.jspecify.annotations.NullMarked;
