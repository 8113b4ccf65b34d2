package org.mineralwatch.ingest.domain;

/** The names that events are written in, beyond those that are part of the format. */
public record Vocabulary(Minerals minerals, Countries countries) {}
