package org.mineralwatch.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.ingest.domain.Fault.Kind;

/**
 * The JSON Schema of the contract is the judge: what it refuses is refused here, and what it takes is refused only for rules
 * that it does not hold.
 */
class SchemaAgreementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(PolicyEventRecorded.class.getResourceAsStream("policy-event.schema.json"));

    /** Rules of the vocabulary, of the calendar, and between members. */
    private static final Set<Kind> BEYOND_THE_SCHEMA = EnumSet.of(
            Kind.INVALID_DATE,
            Kind.INVALID_TEXT,
            Kind.UNKNOWN_MINERAL,
            Kind.MINERAL_STAGE_MISMATCH,
            Kind.UNKNOWN_COUNTRY,
            Kind.DATES_OUT_OF_ORDER,
            Kind.MISPLACED_SUSPENSION,
            Kind.SELF_REFERENCE);

    /** Members as publishers get them right and wrong, so that each is met often. */
    private static final List<String> LIKELY = List.of(
            "{\"announced\":\"2023-02-29\"}",
            "{\"effectiveFrom\":\"2024-02-29\",\"effectiveUntil\":\"2024-02-28\"}",
            "{\"effectiveFrom\":\"2024-02-29\",\"effectiveUntil\":\"2024-03-31\"}",
            "{\"effectiveUntil\":\"0000-01-01\"}",
            "{\"suspends\":[{\"event\":\"a\"}]}",
            "{\"type\":\"EASING\",\"suspends\":[{\"event\":\"a\",\"relief\":1}]}",
            "{\"type\":\"EASING\",\"suspends\":[{\"event\":\"a\",\"relief\":1.01}]}",
            "{\"type\":\"EASING\",\"suspends\":[{\"event\":\"a\",\"relieve\":1}]}",
            "{\"ends\":[\"a\",\"b\"],\"supersedes\":[\"a\"]}",
            "{\"ends\":[\"a\",\"a\"]}",
            "{\"id\":\"me\",\"relatesTo\":[\"me\"]}",
            "{\"targets\":[\"*\"],\"coActors\":[\"EU\",\"JP\"]}",
            "{\"targets\":[\"*\",\"US\"]}",
            "{\"coActors\":[\"*\"]}",
            "{\"actor\":\"ZZ\"}",
            "{\"minerals\":[\"Ga\",\"bauxite\"]}",
            "{\"minerals\":[\"unobtainium\"]}",
            "{\"minerals\":[]}",
            "{\"stages\":[\"mining\",\"battery\"],\"standing\":\"REPORTED\",\"grade\":\"D\"}",
            "{\"stages\":[\"smelting\"]}",
            "{\"value\":{\"amount\":0,\"currency\":\"USD\",\"kind\":\"loan\"}}",
            "{\"value\":{\"amount\":0.01,\"currency\":\"USD\",\"kind\":\"loan_\"}}",
            "{\"value\":{\"amount\":1,\"currency\":\"US\",\"kind\":\"_loan\"}}",
            "{\"sources\":[{\"title\":\"t\",\"date\":\"2024-02\",\"url\":\"https://x\"}]}",
            "{\"sources\":[{\"title\":\"\"}]}",
            "{\"sources\":[{\"date\":\"2024\"}]}",
            "{\"leadTimeYears\":60}",
            "{\"leadTimeYears\":60.1}");

    @Property(tries = 4000)
    void itTakesWhatTheSchemaTakes(@ForAll("events") String event) {
        MeasureReading reading = PolicyEventFixtures.read(event);

        if (isValid(event) && reading instanceof MeasureReading.Faulty(List<Fault> faults, int ignored)) {
            assertThat(faults).as(event).extracting(Fault::kind).isSubsetOf(BEYOND_THE_SCHEMA);
        }
        if (reading instanceof MeasureReading.Sound(PolicyMeasure measure)) {
            assertThat(isValid(measure.content())).as(measure.content()).isTrue();
            if (namesMineralsById(event)) {
                assertThat(isValid(event)).as(event).isTrue();
            }
        }
    }

    /** That the property above sees both sides often, and each for reasons of its own. */
    @Property(tries = 1)
    void theEventsAreOfAllSorts(@ForAll Random random) {
        List<String> events = events().generator(1000).stream(random)
                .limit(2000)
                .map(shrinkable -> shrinkable.value())
                .toList();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        int sound = 0;
        for (String event : events) {
            switch (PolicyEventFixtures.read(event)) {
                case MeasureReading.Sound ignored -> sound++;
                case MeasureReading.Faulty(List<Fault> faults, int ignored) ->
                    faults.forEach(fault -> kinds.add(fault.kind()));
            }
        }

        assertThat(sound).isBetween(200, 1800);
        assertThat(kinds)
                .contains(
                        Kind.MISSING_MEMBER,
                        Kind.UNKNOWN_MEMBER,
                        Kind.INVALID_VALUE,
                        Kind.INVALID_DATE,
                        Kind.UNKNOWN_MINERAL,
                        Kind.UNKNOWN_COUNTRY,
                        Kind.UNFIT_EFFECT,
                        Kind.MISPLACED_SUSPENSION);
    }

    @Provide
    Arbitrary<String> events() {
        Arbitrary<String> sound = Arbitraries.of(PolicyEventFixtures.timeline());
        Arbitrary<JsonNode> effects = Combinators.combine(
                        Arbitraries.of(EffectKind.values()),
                        Arbitraries.subsetOf(EffectMember.values()).ofMaxSize(5))
                .flatAs((kind, members) ->
                        values().list().ofSize(members.size()).map(values -> effect(kind, members, values)));
        Arbitrary<String> withEffect = Combinators.combine(sound, effects)
                .as((event, effect) -> tree(event).set("effect", effect).toString());
        Arbitrary<String> mutated = Combinators.combine(
                        sound,
                        values(),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 1_000_000))
                .as(SchemaAgreementTest::mutated);
        Arbitrary<String> mutatedTwice = Combinators.combine(
                        mutated,
                        values(),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 1_000_000))
                .as(SchemaAgreementTest::mutated);
        Arbitrary<String> replaced = Combinators.combine(sound, Arbitraries.of(LIKELY))
                .as((event, members) -> ((ObjectNode) tree(event).setAll(tree(members))).toString());
        return Arbitraries.frequencyOf(
                Tuple.of(1, sound),
                Tuple.of(4, withEffect),
                Tuple.of(4, replaced),
                Tuple.of(6, mutated),
                Tuple.of(3, mutatedTwice));
    }

    /** Values at and around the bounds of every member, and such as belong nowhere. */
    private static Arbitrary<JsonNode> values() {
        Stream<String> texts = Stream.of(
                        "",
                        "x",
                        "*",
                        "a b",
                        "CN",
                        "XX",
                        "cn",
                        "CHN",
                        "EU",
                        "gallium",
                        "Ga",
                        "rare-earths",
                        "Gallium",
                        "mining",
                        "trading",
                        "ENACTED",
                        "EASING",
                        "EXPORT_BAN",
                        "NONE",
                        "A",
                        "E",
                        "USD",
                        "usd",
                        "loan_ceiling",
                        "Loan",
                        "http://x",
                        "ftp://x",
                        "2024-02-29",
                        "2023-02-29",
                        "2024-13-01",
                        "2024-1-1",
                        "2024",
                        "2024-05",
                        "20240101",
                        "\uD83D\uDE00".repeat(120),
                        "x".repeat(120),
                        "x".repeat(121),
                        "x".repeat(400),
                        "x".repeat(401),
                        "y".repeat(1000),
                        "y".repeat(1001),
                        "-a",
                        "a:b~c",
                        "2023-07-03-cn-ga-ge-controls")
                .map(text -> JSON.valueToTree(text).toString());
        Stream<String> numbers = Stream.of(
                "0", "1", "-1", "0.5", "1.0", "1.0001", "1.5", "5", "5.1", "10", "-10", "-10.5", "20", "20.5", "60",
                "61", "365", "36500", "36501", "1e10", "1e-9");
        Stream<String> others = Stream.of(
                "true",
                "null",
                "[]",
                "{}",
                "[\"*\"]",
                "[\"US\",\"JP\"]",
                "[\"US\",\"US\"]",
                "[\"*\",\"US\"]",
                "[1]",
                "[null]",
                "[\"gallium\"]",
                "[\"mining\",\"mining\"]",
                "[{\"event\":\"a\"}]",
                "[{\"event\":\"a\",\"relief\":0.5}]",
                "[{\"event\":\"a b\"}]",
                "[{\"relief\":1}]",
                "{\"US\":0.4,\"*\":0.1}",
                "{\"USA\":1}",
                "{\"US\":2}",
                "{\"ZZ\":1}",
                "{\"kind\":\"NONE\"}",
                "{\"amount\":1,\"currency\":\"USD\",\"kind\":\"loan\"}",
                "[{\"title\":\"t\"}]",
                "[{\"title\":\"t\",\"date\":\"2024-1\"}]",
                "[\"a\",\"b\"]");
        return Arbitraries.of(Stream.of(texts, numbers, others)
                .flatMap(value -> value)
                .map(SchemaAgreementTest::parsed)
                .toList());
    }

    private static JsonNode effect(EffectKind kind, Set<EffectMember> members, List<JsonNode> values) {
        ObjectNode effect = JSON.createObjectNode().put("kind", kind.name());
        int next = 0;
        for (EffectMember member : members) {
            effect.set(member.word(), values.get(next++));
        }
        return effect;
    }

    /** The event with one change, at a place that the numbers choose. */
    private static String mutated(String event, JsonNode value, int change, int place) {
        ObjectNode tree = tree(event);
        List<JsonNode> containers = new ArrayList<>();
        gather(tree, containers);
        // The event itself as often as all that it holds.
        JsonNode container = place % 2 == 0 ? tree : containers.get((place / 2) % containers.size());
        switch (container) {
            case ObjectNode object -> mutate(object, value, change, place / 64);
            case ArrayNode array -> mutate(array, value, change, place / 64);
            default -> throw new IllegalStateException("no container: " + container);
        }
        return tree.toString();
    }

    private static void mutate(ObjectNode object, JsonNode value, int change, int place) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        List<String> known = Stream.concat(
                        EventForm.EVENT.names().stream(),
                        Arrays.stream(EffectMember.values()).map(EffectMember::word))
                .toList();
        String present = names.isEmpty() ? "x" : names.get(place % names.size());
        switch (change) {
            case 0 -> object.remove(present);
            case 1 -> object.set("colour", value);
            case 2, 3 -> object.set(known.get(place % known.size()), value);
            default -> object.set(present, value);
        }
    }

    private static void mutate(ArrayNode array, JsonNode value, int change, int place) {
        switch (change) {
            case 0 -> array.remove(array.size() - 1);
            case 1 -> array.add(array.get(0));
            case 2, 3 -> array.add(value);
            default -> array.set(place % array.size(), value);
        }
    }

    private static void gather(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && (node.isObject() || !node.isEmpty())) {
            containers.add(node);
        }
        node.forEach(child -> gather(child, containers));
    }

    private static boolean namesMineralsById(String event) {
        for (JsonNode mineral : tree(event).path("minerals")) {
            if (!PolicyEventFixtures.VOCABULARY.minerals().isId(mineral.asText())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isValid(String event) {
        return SCHEMA.validate(
                        event,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .isEmpty();
    }

    private static ObjectNode tree(String event) {
        return (ObjectNode) parsed(event);
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }
}
