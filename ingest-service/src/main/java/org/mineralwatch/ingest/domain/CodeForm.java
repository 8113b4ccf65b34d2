package org.mineralwatch.ingest.domain;

import java.util.function.Predicate;
import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;

/**
 * A text of a fixed make.
 *
 * @param fits tells whether a text has it
 * @param needed what a writer must give, in words
 */
record CodeForm(Predicate<String> fits, String needed) implements Form {

    /** The id of an event. */
    static final CodeForm EVENT_ID = new CodeForm(
            EventId::isWellFormed,
            "an id of letters, digits and . _ : ~ -, that begins with a letter or digit and has at most "
                    + EventId.LONGEST + " characters");

    static final CodeForm CURRENCY = new CodeForm(
            text -> text.length() == 3 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z'),
            "a currency by ISO 4217, three capital letters such as USD");

    static final CodeForm VALUE_KIND = new CodeForm(
            text -> !text.isEmpty()
                    && isLowerCase(text.charAt(0))
                    && text.chars().allMatch(c -> isLowerCase(c) || c == '_'),
            "a kind of money in small letters and underscores, such as loan_ceiling");

    static final CodeForm URL = new CodeForm(
            text -> text.startsWith("http://") || text.startsWith("https://"),
            "an address that begins with http:// or https://");

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        if (!(given instanceof JsonText(String text))) {
            examination.blameType(given, place, needed);
        } else if (!fits.test(text)) {
            examination.blame(Kind.INVALID_VALUE, place, Wording.quoted(text) + " does not do: give " + needed);
        } else {
            TextForm.blameCharacters(text, false, place, examination);
        }
        return given;
    }

    private static boolean isLowerCase(int c) {
        return c >= 'a' && c <= 'z';
    }
}
