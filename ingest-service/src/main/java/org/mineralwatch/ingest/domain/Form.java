package org.mineralwatch.ingest.domain;

/** What a value of an event must look like. */
interface Form {
    /**
     * Judges a value, blaming what is wrong with it.
     *
     * @return its canonical form; the value itself where it is faulty
     */
    JsonValue read(JsonValue given, Place place, Examination examination);
}
