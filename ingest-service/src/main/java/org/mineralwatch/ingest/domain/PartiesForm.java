package org.mineralwatch.ingest.domain;

import java.util.List;
import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;

/** Some countries, or everyone: {@code ["*"]}. */
record PartiesForm() implements Form {
    /** Stands for every country. */
    static final String EVERYONE = "*";

    private static final JsonValue EVERYONE_ITEM = new JsonText(EVERYONE);
    private static final ListForm COUNTRIES =
            new ListForm(new CountryForm(), "a list of countries such as [\"US\", \"EU\"], or [\"*\"] for everyone");

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        if (given instanceof JsonArray(List<JsonValue> items) && items.contains(EVERYONE_ITEM)) {
            if (items.size() > 1) {
                examination.blame(
                        Kind.INVALID_VALUE,
                        place.item(items.indexOf(EVERYONE_ITEM)),
                        "`*` is everyone and stands alone: leave it out, or leave the others out");
            }
            return given;
        }
        return COUNTRIES.read(given, place, examination);
    }
}
