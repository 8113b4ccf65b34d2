package org.mineralwatch.ingest.domain;

/** A policy event as it was posted. */
public sealed interface Posted {

    /** Reads it, finding all its faults at once. */
    MeasureReading read(Vocabulary vocabulary);

    /** By itself. */
    record Plain(JsonValue event) implements Posted {
        @Override
        public MeasureReading read(Vocabulary vocabulary) {
            return PolicyMeasure.read(event, vocabulary);
        }
    }

    /**
     * As the data of a CloudEvent.
     *
     * @param cloudEvent in the JSON event format, however it came
     */
    record Enveloped(JsonValue cloudEvent) implements Posted {
        @Override
        public MeasureReading read(Vocabulary vocabulary) {
            return CloudEventReading.read(cloudEvent, vocabulary);
        }
    }
}
