/** Who speaks to us: the topics we read, the subscribers who call, and the passing of time. */
@NullMarked
package org.mineralwatch.alert.inbound;

import org.jspecify.annotations.NullMarked;
