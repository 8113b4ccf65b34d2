/**
 * Turns score changes and policy events into alerts for those who subscribed, and delivers them as signed webhooks.
 *
 * <p>Decides which thresholds a change crosses and which events a subscription asked for. Knows nothing of how a score
 * comes about, and never asks the other services.
 */
@NullMarked
package org.mineralwatch.alert;

import org.jspecify.annotations.NullMarked;
