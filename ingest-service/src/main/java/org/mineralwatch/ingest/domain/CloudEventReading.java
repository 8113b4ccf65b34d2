package org.mineralwatch.ingest.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonBoolean;
import org.mineralwatch.ingest.domain.JsonValue.JsonNumber;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;

/**
 * Reads a CloudEvent 1.0 whose data is a policy event. {@code source} and {@code id} are its identity: they make the id of the
 * event, so that the same CloudEvent again is the same event. All attributes are kept, extensions among them.
 */
final class CloudEventReading {
    private static final String ID = "id";
    private static final String SOURCE = "source";
    private static final String TYPE = "type";
    private static final String TIME = "time";
    private static final String SPEC_VERSION = "specversion";
    private static final String CONTENT_TYPE = "datacontenttype";
    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";

    private static final List<String> REQUIRED = List.of(ID, SOURCE, TYPE);
    private static final List<String> KNOWN = List.of(ID, SOURCE, TYPE, "subject", TIME, CONTENT_TYPE, "dataschema");

    private static final int LONGEST_ATTRIBUTE = 1000;
    private static final int LONGEST_NAME = 64;
    private static final int MOST_ATTRIBUTES = 50;
    private static final int ID_BYTES = 16;

    private CloudEventReading() {}

    static MeasureReading read(JsonValue posted, Vocabulary vocabulary) {
        Examination examination = new Examination(vocabulary);
        if (!(posted instanceof JsonObject envelope)) {
            examination.blameType(
                    posted, Place.EVENT, "a CloudEvent: an object with specversion, id, source, type and data");
            return examination.faulty();
        }
        ObjectForm.blameRepeated(envelope, Place.EVENT, examination);
        blameAttributes(envelope, examination);
        JsonValue data = envelope.members().get(DATA);
        if (data == null) {
            examination.blame(
                    Kind.MISSING_MEMBER,
                    Place.EVENT.member(DATA),
                    envelope.members().containsKey(DATA_BASE64)
                            ? "`data` is missing: a policy event is JSON; send it as `data`, not as `data_base64`"
                            : "`data` is missing: give the policy event");
        } else if (data instanceof JsonObject event && event.members().containsKey(EventForm.ID)) {
            examination.blame(
                    Kind.UNKNOWN_MEMBER,
                    Place.EVENT.member(DATA).member(EventForm.ID),
                    "a CloudEvent is known by its source and id, which make the id of the event: leave this one out");
        }
        if (!examination.isSound() || data == null) {
            return examination.faulty();
        }
        return switch (PolicyMeasure.read(withId(data, idOf(envelope)), vocabulary)) {
            case MeasureReading.Faulty faulty -> faulty.under("/" + DATA);
            case MeasureReading.Sound(PolicyMeasure measure) ->
                new MeasureReading.Sound(measure.withCloudEvent(attributes(envelope)));
        };
    }

    private static void blameAttributes(JsonObject envelope, Examination examination) {
        if (!new JsonText("1.0").equals(envelope.members().get(SPEC_VERSION))) {
            examination.blame(
                    Kind.INVALID_VALUE,
                    Place.EVENT.member(SPEC_VERSION),
                    "only CloudEvents 1.0 are taken: give \"specversion\": \"1.0\"");
        }
        for (String name : REQUIRED) {
            if (!envelope.members().containsKey(name)) {
                examination.blame(
                        Kind.MISSING_MEMBER,
                        Place.EVENT.member(name),
                        "`" + name + "` is missing: every CloudEvent has one");
            }
        }
        if (envelope.members().size() > MOST_ATTRIBUTES) {
            examination.blame(
                    Kind.INVALID_VALUE,
                    Place.EVENT,
                    "has more than " + MOST_ATTRIBUTES + " attributes: leave some out");
            return;
        }
        envelope.members().forEach((name, value) -> {
            if (!name.equals(DATA) && !name.equals(DATA_BASE64) && !name.equals(SPEC_VERSION)) {
                blameAttribute(name, value, Place.EVENT.member(name), examination);
            }
        });
    }

    private static void blameAttribute(String name, JsonValue value, Place place, Examination examination) {
        boolean isName = !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
        if (!isName) {
            examination.blame(
                    Kind.UNKNOWN_MEMBER,
                    place,
                    Wording.quoted(name) + " is no name of an attribute: these are small letters and digits, at most "
                            + LONGEST_NAME);
        } else if (value instanceof JsonText(String text)) {
            blameText(name, text, place, examination);
        } else if (KNOWN.contains(name)) {
            examination.blameType(value, place, "a text");
        } else if (!(value instanceof JsonBoolean)
                && !(value instanceof JsonNumber(double number) && Double.isFinite(number))) {
            examination.blameType(value, place, "a text, a number or true or false");
        }
    }

    private static void blameText(String name, String text, Place place, Examination examination) {
        if (text.length() > LONGEST_ATTRIBUTE) {
            examination.blame(
                    Kind.INVALID_VALUE,
                    place,
                    "has " + text.length() + " characters: " + LONGEST_ATTRIBUTE + " are the most of an attribute");
            return;
        }
        if (text.isEmpty() && KNOWN.contains(name)) {
            examination.blame(Kind.INVALID_VALUE, place, "is empty: leave the attribute out, or say something");
        }
        TextForm.blameCharacters(text, false, place, examination);
        if (name.equals(TIME) && !isMoment(text)) {
            examination.blame(
                    Kind.INVALID_DATE,
                    place,
                    Wording.quoted(text) + " is no time: give one such as 2026-11-21T10:15:30Z");
        }
        if (name.equals(CONTENT_TYPE) && !isJson(text)) {
            examination.blame(
                    Kind.INVALID_VALUE,
                    place,
                    Wording.quoted(text) + " does not do: a policy event is application/json");
        }
    }

    private static boolean isMoment(String text) {
        try {
            int year = OffsetDateTime.parse(text).getYear();
            return year >= 1 && year <= 9999;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isJson(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
        return type.equals("application/json") || type.endsWith("+json");
    }

    private static JsonValue withId(JsonValue data, String id) {
        if (!(data instanceof JsonObject event)) {
            return data;
        }
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        members.put(EventForm.ID, new JsonText(id));
        members.putAll(event.members());
        return new JsonObject(members, event.repeated());
    }

    private static String idOf(JsonObject envelope) {
        String identity = EventRules.text(envelope, SOURCE) + "\0" + EventRules.text(envelope, ID);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return "ce-" + HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Everything but the data, the known attributes first. */
    private static String attributes(JsonObject envelope) {
        SequencedMap<String, JsonValue> attributes = new LinkedHashMap<>();
        for (String name : KNOWN) {
            JsonValue value = envelope.members().get(name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
        for (String name : new TreeSet<>(envelope.members().keySet())) {
            JsonValue value = envelope.members().get(name);
            if (value != null && !name.equals(DATA) && !name.equals(SPEC_VERSION)) {
                attributes.putIfAbsent(name, value);
            }
        }
        StringBuilder json = new StringBuilder();
        new JsonObject(attributes).writeTo(json);
        return json.toString();
    }
}
