/**
 * Policy events in, dependency scores out. Open {@link org.mineralwatch.scoring.RescoreDependencies} first: it records
 * what arrived, values the cells that can have moved, and publishes those that did, in one transaction.
 */
@NullMarked
package org.mineralwatch.scoring;

import org.jspecify.annotations.NullMarked;
