/** Tests. */
@NullMarked
package org.mineralwatch.ingest;

import org.jspecify.annotations.NullMarked;
