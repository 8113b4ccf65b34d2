/**
 * What a subscription asks for, when it fires, and what follows from an attempt to deliver. Values and rules alone: no
 * clock, no database, no network.
 */
@NullMarked
package org.mineralwatch.alert.domain;

import org.jspecify.annotations.NullMarked;
