/**
 * Who speaks to this service: publishers who post events, one by one, as arrays or as streams of lines, and readers who look
 * for them. HTTP and JSON end here.
 */
@NullMarked
package org.mineralwatch.ingest.inbound;

import org.jspecify.annotations.NullMarked;
