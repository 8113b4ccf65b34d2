@NullMarked
package org.mineralwatch.outbox;

import org.jspecify.annotations.NullMarked;
