/** Tests. */
@NullMarked
package org.mineralwatch.ingest.outbound;

import org.jspecify.annotations.NullMarked;
