package org.mineralwatch.ingest.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mineralwatch.ingest.domain.EffectMember.Shape;
import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;

/** An effect: its kind, and the parameters that go with this kind and no other. */
final class EffectForm implements Form {
    private static final String KIND = "kind";
    private static final ChoiceForm KINDS = new ChoiceForm("an effect kind", EffectKind.words());

    private final Map<EffectKind, ObjectForm> byKind = new EnumMap<>(EffectKind.class);

    EffectForm() {
        for (EffectKind kind : EffectKind.values()) {
            byKind.put(kind, form(kind));
        }
    }

    private static ObjectForm form(EffectKind kind) {
        List<ObjectForm.Member> members = new ArrayList<>();
        members.add(ObjectForm.Member.required(KIND, KINDS, "an effect kind"));
        for (EffectKind.Parameter parameter : kind.parameters()) {
            EffectMember member = parameter.member();
            Form form = form(member.shape());
            members.add(
                    parameter.isRequired()
                            ? ObjectForm.Member.required(
                                    member.word(), form, needed(member) + "; " + kind + " cannot do without")
                            : ObjectForm.Member.optional(member.word(), form));
        }
        return new ObjectForm("an effect of kind " + kind, members);
    }

    private static Form form(Shape shape) {
        return switch (shape) {
            case Shape.Amount(Range range) -> new NumberForm(range);
            case Shape.PerConsumer(Range range) -> new PerConsumerForm(range);
            case Shape.Parties() -> new PartiesForm();
            case Shape.OneCountry() -> new CountryForm();
        };
    }

    private static String needed(EffectMember member) {
        return switch (member.shape()) {
            case Shape.Amount(Range range) -> "a number, " + range.inWords();
            case Shape.PerConsumer(Range range) -> "a number, " + range.inWords() + ", or one for each consumer";
            case Shape.Parties() -> "a list of countries";
            case Shape.OneCountry() -> "a country";
        };
    }

    @Override
    public JsonValue read(JsonValue given, Place place, Examination examination) {
        if (!(given instanceof JsonObject object)) {
            examination.blameType(given, place, "an effect: an object with its kind and parameters");
            return given;
        }
        JsonValue kindGiven = object.members().get(KIND);
        if (kindGiven == null) {
            examination.blame(
                    Kind.MISSING_MEMBER,
                    place.member(KIND),
                    "`kind` is missing: give an effect kind, one of " + String.join(", ", EffectKind.words()));
            return given;
        }
        Optional<EffectKind> kind = kindGiven instanceof JsonText(String word) ? EffectKind.of(word) : Optional.empty();
        if (kind.isEmpty()) {
            KINDS.read(kindGiven, place.member(KIND), examination);
            return given;
        }
        return read(kind.get(), object, place, examination);
    }

    private JsonValue read(EffectKind kind, JsonObject object, Place place, Examination examination) {
        ObjectForm form = byKind.get(kind);
        if (form == null) {
            throw new IllegalStateException("no form for effects of kind " + kind);
        }
        JsonObject canonical = form.readKnown(object, place, examination);
        for (String name : ObjectForm.unknown(object, canonical)) {
            blameStray(name, kind, form, place.member(name), examination);
        }
        if (kind == EffectKind.QUOTA) {
            blameQuota(canonical, place, examination);
        }
        return canonical;
    }

    /** A parameter of other kinds calls for another mend than one that no kind has. */
    private static void blameStray(
            String name, EffectKind kind, ObjectForm form, Place place, Examination examination) {
        List<String> taken =
                form.names().stream().filter(known -> !known.equals(KIND)).toList();
        String takes = kind + (taken.isEmpty() ? " takes no parameter" : " takes " + Wording.listed(taken));
        List<String> takers = Arrays.stream(EffectMember.values())
                .filter(member -> member.word().equals(name))
                .flatMap(member -> Arrays.stream(EffectKind.values()).filter(other -> other.takes(member)))
                .map(EffectKind::name)
                .toList();
        if (takers.isEmpty()) {
            examination.blame(
                    Kind.UNKNOWN_MEMBER,
                    place,
                    Wording.quoted(name) + " is no parameter of any effect: correct its name or leave it out; " + takes,
                    () -> Nearest.among(taken, name));
        } else {
            examination.blame(
                    Kind.UNFIT_EFFECT,
                    place,
                    "`" + name + "` goes with " + Wording.listed(takers) + ": leave it out or change the kind; "
                            + takes);
        }
    }

    private static void blameQuota(JsonObject effect, Place place, Examination examination) {
        boolean quota = effect.members().containsKey(EffectMember.QUOTA.word());
        boolean base = effect.members().containsKey(EffectMember.BASE.word());
        boolean loss = effect.members().containsKey(EffectMember.LOSS.word());
        if (loss && quota && base) {
            examination.blame(
                    Kind.UNFIT_EFFECT,
                    place.member(EffectMember.LOSS.word()),
                    "`loss` stands instead of `quota` and `base`: leave it out, or leave those two out");
        } else if (!loss && !(quota && base)) {
            String missing = quota ? "base" : base ? "quota" : "loss";
            examination.blame(
                    Kind.UNFIT_EFFECT,
                    place.member(missing),
                    "QUOTA needs either `quota` and `base`, or `loss`: give "
                            + (missing.equals("loss") ? "one or the other" : "`" + missing + "` too"));
        }
    }
}
