package org.mineralwatch.ingest.domain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;

/** One of a few words. */
final class ChoiceForm implements Form {
    private final String needed;
    private final List<String> choices;
    private final Set<String> known;

    /**
     * A choice.
     *
     * @param noun what is chosen, with its article: "a stage"
     */
    ChoiceForm(String noun, List<String> choices) {
        this.needed = noun + ", one of " + String.join(", ", choices);
        this.choices = choices;
        this.known = new HashSet<>(choices);
    }

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        if (!(given instanceof JsonText(String word))) {
            examination.blameType(given, place, needed);
        } else if (!known.contains(word)) {
            examination.blame(
                    Kind.INVALID_VALUE,
                    place,
                    Wording.quoted(word) + " is not known: give " + needed,
                    () -> Nearest.among(choices, word));
        }
        return given;
    }
}
