@NullMarked
package org.mineralwatch.scoring.inbound;

import org.jspecify.annotations.NullMarked;
