/** What we ship that others made: listed to the last jar, under licences that we can keep. */
@NullMarked
package org.mineralwatch.supplychain;

import org.jspecify.annotations.NullMarked;
