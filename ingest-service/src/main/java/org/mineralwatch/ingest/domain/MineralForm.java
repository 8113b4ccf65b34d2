package org.mineralwatch.ingest.domain;

import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;
import org.mineralwatch.ingest.domain.Minerals.Meaning;

/** A mineral or group, by any of its names; its id is the canonical form. */
record MineralForm() implements Form {

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        if (!(given instanceof JsonText(String name))) {
            examination.blameType(given, place, "a mineral by id, symbol or alias, such as samarium or Sm");
            return given;
        }
        Minerals minerals = examination.vocabulary().minerals();
        if (minerals.isId(name)) {
            return given;
        }
        return switch (minerals.meaning(name)) {
            case Meaning.One one -> new JsonText(one.mineral().id());
            case Meaning.Several several -> {
                examination.blame(
                        Kind.UNKNOWN_MINERAL,
                        place,
                        Wording.quoted(name) + " is a name of " + Wording.listed(several.ids())
                                + ": name the ones you mean",
                        several::ids);
                yield given;
            }
            case Meaning.None none -> {
                examination.blame(
                        Kind.UNKNOWN_MINERAL,
                        place,
                        Wording.quoted(name)
                                + " is no mineral of the vocabulary: give an id, symbol or alias from /v1/vocabulary",
                        none::nearest);
                yield given;
            }
        };
    }
}
