package org.mineralwatch.alert.domain;

import java.util.UUID;

/**
 * The way of one subscription's alerts about one subject, in which they follow one another.
 *
 * @param subject a cell, or the id of a policy event
 */
public record Lane(UUID subscription, String subject) {}
