@NullMarked
package org.mineralwatch.alert.inbound;

import org.jspecify.annotations.NullMarked;
