/** How fast it is; run by name, never with the tests. */
@NullMarked
package org.mineralwatch.alert.benchmark;

import org.jspecify.annotations.NullMarked;
