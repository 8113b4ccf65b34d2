package org.mineralwatch.ingest.domain;

import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;

/** A country. */
record CountryForm() implements Form {
    private static final String NEEDED = "a country by its two capital letters of ISO 3166-1, such as CN, or EU";

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        if (!(given instanceof JsonText(String code))) {
            examination.blameType(given, place, NEEDED);
        } else {
            blameUnknown(code, place, examination);
        }
        return given;
    }

    static void blameUnknown(String code, Place place, Examination examination) {
        Countries countries = examination.vocabulary().countries();
        if (!countries.has(code)) {
            examination.blame(
                    Kind.UNKNOWN_COUNTRY,
                    place,
                    Wording.quoted(code) + " is no country: give " + NEEDED,
                    () -> countries.nearest(code));
        }
    }
}
