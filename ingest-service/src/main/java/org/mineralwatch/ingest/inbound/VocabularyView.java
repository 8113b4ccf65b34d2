package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.ingest.domain.EffectKind;
import org.mineralwatch.ingest.domain.EffectMember.Shape;
import org.mineralwatch.ingest.domain.EventType;
import org.mineralwatch.ingest.domain.Grade;
import org.mineralwatch.ingest.domain.Mineral;
import org.mineralwatch.ingest.domain.Minerals;
import org.mineralwatch.ingest.domain.Range;
import org.mineralwatch.ingest.domain.Stage;
import org.mineralwatch.ingest.domain.Standing;
import org.mineralwatch.ingest.domain.Vocabulary;

/** All the words an event can be written in, with what they mean and what counts when they are left out. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record VocabularyView(
        List<TypeView> eventTypes,
        List<EffectView> effectKinds,
        List<MineralView> minerals,
        List<StageView> stages,
        List<StandingView> standings,
        List<GradeView> grades,
        List<CountryView> countries) {

    /**
     * An event type.
     *
     * @param direction which way it moves the dependency of an importer who is hit: raises, lowers or neither
     * @param suspends true for types whose {@code suspends} means something
     * @param defaultEffect what counts when an event of the type gives no effect
     */
    record TypeView(
            String id, String definition, String direction, boolean suspends, DefaultEffectView defaultEffect) {}

    /** The effect of a type: its kind, and the parameters in words. */
    record DefaultEffectView(String kind, String parameters) {}

    /** An effect kind and what goes with it. */
    record EffectView(String id, String definition, List<MemberView> members) {}

    /**
     * A parameter.
     *
     * @param takes number, number-per-consumer, countries or country
     * @param minimum the least number; absent where the bound must be exceeded
     * @param exclusiveMinimum the bound to exceed; absent where it is included
     * @param maximum the most; absent where there is no bound
     * @param byDefault what counts when it is left out, in words; absent for a required one
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record MemberView(
            String name,
            String meaning,
            boolean required,
            String takes,
            @Nullable Double minimum,
            @Nullable Double exclusiveMinimum,
            @Nullable Double maximum,
            String byDefault) {}

    /**
     * A mineral, group or list.
     *
     * @param memberOf id of the group it belongs to
     * @param members ids that belong to it; an event on it is one on each of them
     * @param aliases other names under which it is accepted, in any case
     * @param stageByAlias for names that stand for one stage
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record MineralView(
            String id,
            String name,
            String symbol,
            String kind,
            String memberOf,
            List<String> members,
            List<String> aliases,
            Map<String, String> stageByAlias) {}

    /** A stage; those that are not scored are tags. */
    record StageView(String id, boolean scored) {}

    /** A standing and its weight. */
    record StandingView(String id, String definition, double weight, boolean byDefault) {}

    /** A grade of evidence. */
    record GradeView(String id, String definition, boolean byDefault) {}

    /** A country, or the European Union. */
    record CountryView(String id, String name) {}

    static VocabularyView of(Vocabulary vocabulary) {
        return new VocabularyView(
                Arrays.stream(EventType.values()).map(VocabularyView::type).toList(),
                Arrays.stream(EffectKind.values()).map(VocabularyView::effect).toList(),
                vocabulary.minerals().all().stream()
                        .map(mineral -> mineral(mineral, vocabulary.minerals()))
                        .toList(),
                Arrays.stream(Stage.values())
                        .map(stage -> new StageView(stage.word(), stage.isScored()))
                        .toList(),
                Arrays.stream(Standing.values())
                        .map(standing -> new StandingView(
                                standing.name(),
                                standing.definition(),
                                standing.weight(),
                                standing == Standing.ENACTED))
                        .toList(),
                Arrays.stream(Grade.values())
                        .map(grade -> new GradeView(grade.name(), grade.definition(), grade == Grade.C))
                        .toList(),
                vocabulary.countries().nameByCode().entrySet().stream()
                        .map(country -> new CountryView(country.getKey(), country.getValue()))
                        .toList());
    }

    private static TypeView type(EventType type) {
        return new TypeView(
                type.name(),
                type.definition(),
                type.direction().name().toLowerCase(Locale.ROOT),
                type.suspends(),
                new DefaultEffectView(type.defaultEffect().name(), type.defaultEffectInWords()));
    }

    private static EffectView effect(EffectKind kind) {
        return new EffectView(
                kind.name(),
                kind.definition(),
                kind.parameters().stream().map(VocabularyView::member).toList());
    }

    private static MemberView member(EffectKind.Parameter parameter) {
        return switch (parameter.member().shape()) {
            case Shape.Amount(Range range) -> member(parameter, "number", range);
            case Shape.PerConsumer(Range range) -> member(parameter, "number-per-consumer", range);
            case Shape.Parties() -> member(parameter, "countries", null);
            case Shape.OneCountry() -> member(parameter, "country", null);
        };
    }

    private static MemberView member(EffectKind.Parameter parameter, String takes, @Nullable Range range) {
        return new MemberView(
                parameter.member().word(),
                parameter.member().meaning(),
                parameter.isRequired(),
                takes,
                range != null && range.lowIncluded() ? range.low() : null,
                range != null && !range.lowIncluded() ? range.low() : null,
                range != null && !Double.isInfinite(range.high()) ? range.high() : null,
                parameter.byDefault());
    }

    private static MineralView mineral(Mineral mineral, Minerals minerals) {
        Map<String, String> stageByAlias = new TreeMap<>();
        minerals.stageByForm(mineral.id()).forEach((alias, stage) -> stageByAlias.put(alias, stage.word()));
        return new MineralView(
                mineral.id(),
                mineral.name(),
                mineral.symbol(),
                mineral.kind().name().toLowerCase(Locale.ROOT),
                mineral.group().orElse(""),
                minerals.members(mineral.id()),
                mineral.aliases(),
                stageByAlias);
    }
}
