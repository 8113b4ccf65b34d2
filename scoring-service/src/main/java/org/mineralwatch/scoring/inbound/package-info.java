/** Who speaks to the scoring service: the topic of policy events, the calendar, and readers of scores by REST. */
@NullMarked
package org.mineralwatch.scoring.inbound;

import org.jspecify.annotations.NullMarked;
