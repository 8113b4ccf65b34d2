package org.mineralwatch.ingest.domain;

import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;

/**
 * Words for people.
 *
 * @param longest in characters (Unicode code points)
 * @param lines true when it may have several lines and tabs; no other control characters are taken anywhere
 */
record TextForm(int longest, boolean lines) implements Form {

    static TextForm line(int longest) {
        return new TextForm(longest, false);
    }

    static TextForm lines(int longest) {
        return new TextForm(longest, true);
    }

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        if (!(given instanceof JsonText(String text))) {
            examination.blameType(given, place, "a text");
            return given;
        }
        if (text.isEmpty()) {
            examination.blame(Kind.INVALID_VALUE, place, "is empty: leave the member out, or say something");
        } else if (text.length() > longest && text.codePointCount(0, text.length()) > longest) {
            examination.blame(
                    Kind.INVALID_VALUE,
                    place,
                    "has " + text.codePointCount(0, text.length()) + " characters: " + longest + " are the most");
        }
        blameCharacters(text, lines, place, examination);
        return given;
    }

    /** Blames what PostgreSQL, terminals or encoders could not hold. */
    static void blameCharacters(String text, boolean lines, Place place, Examination examination) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                continue;
            }
            if (Character.isISOControl(c) && !(lines && (c == '\n' || c == '\t'))) {
                examination.blame(
                        Kind.INVALID_TEXT,
                        place,
                        String.format(
                                "has the control character U+%04X: %s",
                                (int) c, lines ? "take it out; line feed and tab are the only ones" : "take it out"));
                return;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                examination.blame(
                        Kind.INVALID_TEXT,
                        place,
                        String.format("has half a surrogate pair, U+%04X: send both halves or none", (int) c));
                return;
            }
        }
    }

    /** Nearly every character is, so that nearly every one costs a comparison or two. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c < '\u007F';
    }
}
