@NullMarked
package org.mineralwatch.scoring;

import org.jspecify.annotations.NullMarked;
