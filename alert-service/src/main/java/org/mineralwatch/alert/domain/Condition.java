package org.mineralwatch.alert.domain;

/** What makes a subscription fire. */
public sealed interface Condition permits Threshold, BandEntry, Move, EventFilter, DatedChange {}
