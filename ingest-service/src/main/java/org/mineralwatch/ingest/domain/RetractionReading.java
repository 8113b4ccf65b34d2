package org.mineralwatch.ingest.domain;

import org.mineralwatch.ingest.domain.JsonValue.JsonObject;

/** What came of reading a request to retract an event. */
public sealed interface RetractionReading {

    /**
     * It is sound.
     *
     * @param reason why the event is withdrawn
     */
    record Sound(String reason) implements RetractionReading {}

    /** It is not. */
    record Faulty(MeasureReading.Faulty faults) implements RetractionReading {}

    /** Reads an object with a {@code reason} and nothing else. */
    static RetractionReading read(JsonValue posted, Vocabulary vocabulary) {
        Examination examination = new Examination(vocabulary);
        JsonValue read = EventForm.RETRACTION.read(posted, Place.EVENT, examination);
        return examination.isSound() && read instanceof JsonObject retraction
                ? new Sound(EventRules.text(retraction, EventForm.REASON))
                : new Faulty(examination.faulty());
    }
}
