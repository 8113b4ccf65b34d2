@NullMarked
package org.mineralwatch.scoring.outbound;

import org.jspecify.annotations.NullMarked;
