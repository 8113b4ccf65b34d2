package org.mineralwatch.ingest.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A JSON value, as sent or in canonical form.
 *
 * <p>Two values are equal when they say the same: the order of an object's members does not matter, that of an array's items
 * does, and 1, 1.0 and 1e0 are one number.
 */
public sealed interface JsonValue {

    /** Appends the value as compact JSON, with members in the order they are held. */
    void writeTo(StringBuilder json);

    /** What kind of value it is, in words for a sentence: "a number". */
    String inWords();

    /**
     * An object.
     *
     * @param members by name, in the order sent or in canonical order
     * @param repeated names that were sent more than once; of such a member {@code members} holds the first value
     */
    record JsonObject(SequencedMap<String, JsonValue> members, List<String> repeated) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableSequencedMap(members);
            repeated = List.copyOf(repeated);
        }

        /** An object that holds each member once. */
        public JsonObject(SequencedMap<String, JsonValue> members) {
            this(members, List.of());
        }

        @Override
        public void writeTo(StringBuilder json) {
            writeTo(json, "");
        }

        /** Appends the object without one of its members. */
        void writeTo(StringBuilder json, String without) {
            int begin = json.length();
            for (Map.Entry<String, JsonValue> member : members.entrySet()) {
                if (!member.getKey().equals(without)) {
                    json.append(json.length() == begin ? '{' : ',');
                    JsonText.quote(member.getKey(), json);
                    json.append(':');
                    member.getValue().writeTo(json);
                }
            }
            json.append(json.length() == begin ? "{}" : "}");
        }

        @Override
        public String inWords() {
            return "an object";
        }
    }

    /** An array. */
    record JsonArray(List<JsonValue> items) implements JsonValue {
        public JsonArray {
            items = Collections.unmodifiableList(items);
        }

        @Override
        public void writeTo(StringBuilder json) {
            char separator = '[';
            for (JsonValue item : items) {
                json.append(separator);
                item.writeTo(json);
                separator = ',';
            }
            json.append(items.isEmpty() ? "[]" : "]");
        }

        @Override
        public String inWords() {
            return "an array";
        }
    }

    /** A string. */
    record JsonText(String value) implements JsonValue {
        private static final String HEXADECIMAL = "0123456789abcdef";

        @Override
        public void writeTo(StringBuilder json) {
            quote(value, json);
        }

        @Override
        public String inWords() {
            return "a text";
        }

        static void quote(String text, StringBuilder json) {
            json.append('"');
            int written = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < ' ' || c == '"' || c == '\\') {
                    json.append(text, written, i).append('\\');
                    switch (c) {
                        case '"', '\\' -> json.append(c);
                        case '\n' -> json.append('n');
                        case '\t' -> json.append('t');
                        default ->
                            json.append("u00")
                                    .append(HEXADECIMAL.charAt(c >> 4))
                                    .append(HEXADECIMAL.charAt(c & 0xf));
                    }
                    written = i + 1;
                }
            }
            if (written == 0) {
                json.append(text);
            } else {
                json.append(text, written, text.length());
            }
            json.append('"');
        }
    }

    /**
     * A number, as near as a double comes to it; infinite when it is too large for one.
     *
     * @param value never negative zero
     */
    record JsonNumber(double value) implements JsonValue {
        /** Up to here every whole number is written without a fraction or an exponent. */
        private static final double LARGEST_PLAIN = 1e15;

        public JsonNumber {
            value += 0.0;
        }

        @Override
        public void writeTo(StringBuilder json) {
            if (Math.rint(value) == value && Math.abs(value) < LARGEST_PLAIN) {
                json.append((long) value);
            } else {
                json.append(value);
            }
        }

        @Override
        public String inWords() {
            return "a number";
        }
    }

    /** true or false. */
    record JsonBoolean(boolean value) implements JsonValue {
        @Override
        public void writeTo(StringBuilder json) {
            json.append(value);
        }

        @Override
        public String inWords() {
            return value ? "true" : "false";
        }
    }

    /** null, which the format does not use. */
    record JsonNull() implements JsonValue {
        @Override
        public void writeTo(StringBuilder json) {
            json.append("null");
        }

        @Override
        public String inWords() {
            return "null";
        }
    }
}
