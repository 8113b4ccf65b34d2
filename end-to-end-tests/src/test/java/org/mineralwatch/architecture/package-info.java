/** The shape of the code, as rules that a build can break. */
@NullMarked
package org.mineralwatch.architecture;

import org.jspecify.annotations.NullMarked;
