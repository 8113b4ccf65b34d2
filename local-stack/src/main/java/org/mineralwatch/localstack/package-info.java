/** Placeholder. */
@NullMarked
package org.mineralwatch.localstack;

import org.jspecify.annotations.NullMarked;
