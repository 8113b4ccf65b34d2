@NullMarked
package org.mineralwatch.alert.outbound;

import org.jspecify.annotations.NullMarked;
