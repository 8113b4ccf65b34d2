package org.mineralwatch.ingest.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;

/** An object with known members; canonical form has them in the order given here. */
final class ObjectForm implements Form {
    private final String noun;
    private final List<Member> members;

    /**
     * A member that an object can have.
     *
     * @param name as written
     * @param form what its value must look like
     * @param missing the mend when it is not there; empty for a member that may be missing
     */
    record Member(String name, Form form, String missing) {
        static Member required(String name, Form form, String missing) {
            return new Member(name, form, missing);
        }

        static Member optional(String name, Form form) {
            return new Member(name, form, "");
        }
    }

    /**
     * An object.
     *
     * @param noun what it is, with its article: "an event"
     */
    ObjectForm(String noun, Member... members) {
        this(noun, List.of(members));
    }

    ObjectForm(String noun, List<Member> members) {
        this.noun = noun;
        this.members = members;
    }

    List<String> names() {
        return members.stream().map(Member::name).toList();
    }

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        if (!(given instanceof JsonObject object)) {
            examination.blameType(given, place, noun + ": an object with " + Wording.listed(names()));
            return given;
        }
        JsonObject canonical = readKnown(object, place, examination);
        for (String name : unknown(object, canonical)) {
            examination.blame(
                    Kind.UNKNOWN_MEMBER,
                    place.member(name),
                    Wording.quoted(name) + " is no member of " + noun + ": correct its name or leave it out; known are "
                            + Wording.listed(names()),
                    () -> Nearest.among(names(), name));
        }
        return canonical;
    }

    /** The known members, canonical and in order; blames those that are missing or there twice. */
    JsonObject readKnown(JsonObject object, Place place, Examination examination) {
        blameRepeated(object, place, examination);
        SequencedMap<String, JsonValue> canonical =
                LinkedHashMap.newLinkedHashMap(object.members().size());
        for (Member member : members) {
            JsonValue value = object.members().get(member.name());
            if (value != null) {
                canonical.put(member.name(), member.form().read(value, place.member(member.name()), examination));
            } else if (!member.missing().isEmpty()) {
                examination.blame(
                        Kind.MISSING_MEMBER,
                        place.member(member.name()),
                        "`" + member.name() + "` is missing: give " + member.missing());
            }
        }
        return new JsonObject(canonical);
    }

    /** Names of members that an object has and its canonical form has not, in the order sent. */
    static List<String> unknown(JsonObject object, JsonObject canonical) {
        return object.members().size() == canonical.members().size()
                ? List.of()
                : object.members().keySet().stream()
                        .filter(name -> !canonical.members().containsKey(name))
                        .toList();
    }

    static void blameRepeated(JsonObject object, Place place, Examination examination) {
        for (String name : object.repeated()) {
            examination.blame(
                    Kind.REPEATED_MEMBER,
                    place.member(name),
                    Wording.quoted(name) + " is there more than once: keep the one you mean");
        }
    }
}
