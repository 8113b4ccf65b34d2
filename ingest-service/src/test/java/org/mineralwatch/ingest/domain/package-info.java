/** Tests. */
@NullMarked
package org.mineralwatch.ingest.domain;

import org.jspecify.annotations.NullMarked;
