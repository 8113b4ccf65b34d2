/** Whom the scoring service speaks to: its own tables, the shipped baseline facts, and the topics it publishes on. */
@NullMarked
package org.mineralwatch.scoring.outbound;

import org.jspecify.annotations.NullMarked;
