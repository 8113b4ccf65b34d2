/** Tests. */
@NullMarked
package org.mineralwatch.contract;

import org.jspecify.annotations.NullMarked;
