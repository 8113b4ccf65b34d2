/** Whom we speak to: our tables, the topics we write, and the endpoints of subscribers. */
@NullMarked
package org.mineralwatch.alert.outbound;

import org.jspecify.annotations.NullMarked;
