/**
 * How every service answers: problems as RFC 9457 with a JSON pointer to each faulty field, lists as pages with an opaque
 * cursor, server-sent events that can be resumed, bodies up to a limit. It knows nothing of minerals, scores or alerts.
 */
@NullMarked
package org.mineralwatch.rest;

import org.jspecify.annotations.NullMarked;
