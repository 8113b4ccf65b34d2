/** Tests. */
@NullMarked
package org.mineralwatch.ingest.inbound;

import org.jspecify.annotations.NullMarked;
