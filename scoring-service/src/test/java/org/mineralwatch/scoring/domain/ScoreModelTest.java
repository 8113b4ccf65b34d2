package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mineralwatch.scoring.domain.GoldenFixtures.TOLERANCE;
import static org.mineralwatch.scoring.domain.GoldenFixtures.golden;
import static org.mineralwatch.scoring.domain.GoldenFixtures.numbers;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The model against its reference figures: the cases are data. */
class ScoreModelTest {
    private static final double SMALLEST_SHARE_KEPT = 1e-6;

    private static final ScoreModel WORKED = new ScoreModel(GoldenFixtures.workedBaseline());
    private static final ScoreModel REAL = new ScoreModel(GoldenFixtures.realBaseline());
    private static final List<EventRecord> WORKED_RECORDS = workedRecords();
    private static final List<EventRecord> REAL_RECORDS = PolicyEventFixtures.realRecords();
    private static final Map<LocalDate, KnownEvents> REAL_KNOWN = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> workedExamples() {
        return items(golden("golden.json").get("points"))
                .map(point -> DynamicTest.dynamicTest(point.get("name").textValue(), () -> {
                    Score score = WORKED.score(
                            Cell.of(point.get("cell").textValue()),
                            KnownEvents.resolve(WORKED_RECORDS, date(point, "known")),
                            date(point, "at"));

                    assertInFull(score, point.get("expected"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> realCellsAndEvents() {
        JsonNode golden = golden("golden-real.json");
        return Stream.of("points", "forward", "asKnownThen")
                .flatMap(part -> items(golden.get(part))
                        .map(point -> DynamicTest.dynamicTest(nameOf(part, point), () -> {
                            Score score = REAL.score(
                                    Cell.of(point.get("cell").textValue()),
                                    realKnown(date(point, "known")),
                                    date(point, "at"));

                            assertInShort(score, point.get("expected"));
                        })));
    }

    @Test
    void rankingOfTheUnitedStates() {
        JsonNode golden = golden("golden-real.json");
        KnownEvents known = realKnown(date(golden, "knowledge"));
        LocalDate today = date(golden, "today");

        List<Score> ranking = REAL.baseline().cells().keySet().stream()
                .filter(cell -> cell.consumer().equals("US"))
                .map(cell -> REAL.score(cell, known, today))
                .sorted((a, b) -> b.points() - a.points() > TOLERANCE
                        ? 1
                        : a.points() - b.points() > TOLERANCE ? -1 : a.cell().compareTo(b.cell()))
                .toList();

        JsonNode expected = golden.get("ranking");
        assertThat(ranking).hasSize(expected.size());
        for (int i = 0; i < ranking.size(); i++) {
            Score score = ranking.get(i);
            assertThat(score.cell()).hasToString(expected.get(i).get("cell").textValue());
            assertNear(score.points(), expected.get(i).get("score"), score);
            assertNear(score.baseline(), expected.get(i).get("baseline"), score);
            assertNear(score.eventLoss(), expected.get(i).get("eventLoss"), score);
            assertThat(score.band()).hasToString(expected.get(i).get("band").textValue());
            assertThat(REAL.baseline().find(score.cell()).orElseThrow().grade())
                    .hasToString(expected.get(i).get("grade").textValue());
        }
    }

    @TestFactory
    Stream<DynamicTest> realGroups() {
        JsonNode golden = golden("golden-real.json");
        Map<String, Double> worstStage = new TreeMap<>();
        for (JsonNode row : golden.get("ranking")) {
            Cell cell = Cell.of(row.get("cell").textValue());
            worstStage.merge(cell.mineral(), row.get("score").doubleValue(), Math::max);
        }
        return items(golden.get("groups"))
                .map(group -> DynamicTest.dynamicTest(group.get("group").textValue(), () -> {
                    Map<String, Double> members = new TreeMap<>(worstStage);
                    members.keySet()
                            .removeIf(mineral -> !REAL.baseline()
                                    .world()
                                    .isUnder(mineral, group.get("group").textValue()));

                    Aggregate aggregate = Aggregate.of(members.values().stream()
                            .map(points -> new Aggregate.Member(1.0, points))
                            .toList());

                    assertThat(members.keySet())
                            .containsExactlyElementsOf(items(group.get("members"))
                                    .map(JsonNode::textValue)
                                    .toList());
                    assertAggregate(aggregate, group.get("expected"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> workedGroups() {
        return items(golden("golden.json").get("groups"))
                .map(group -> DynamicTest.dynamicTest(group.get("name").textValue(), () -> {
                    List<Aggregate.Member> members = items(group.get("members"))
                            .map(member -> new Aggregate.Member(
                                    member.get("weight").doubleValue(),
                                    member.get("score").doubleValue()))
                            .toList();

                    assertAggregate(Aggregate.of(members), group.get("expected"));
                }));
    }

    private static void assertInFull(Score score, JsonNode expected) {
        assertNear(score.points(), expected.get("score"), score);
        assertNear(score.baseline(), expected.get("baseline"), score);
        assertThat(score.band()).hasToString(expected.get("band").textValue());
        assertNear(score.missing(), expected.get("missing"), score);
        assertNear(score.availability(), expected.get("availability"), score);
        assertNear(score.cover(), expected.get("cover"), score);
        assertNear(score.eventLoss(), expected.get("eventLoss"), score);
        assertNear(score.byEvent(), expected.get("byEvent"), score);
        assertNear(score.bySupplier(), expected.get("bySupplier"), score);
        assertNear(score.bySupplierStructural(), expected.get("bySupplierStructural"), score);
        assertNear(score.heldBack(), expected.get("heldBack"), score);
        assertNear(score.alternativeSupply(), expected.get("alternativeSupply"), score);
        assertNear(score.interval().low(), expected.at("/interval/low"), score);
        assertNear(score.interval().high(), expected.at("/interval/high"), score);
    }

    private static void assertInShort(Score score, JsonNode expected) {
        assertNear(score.points(), expected.get("score"), score);
        assertNear(score.baseline(), expected.get("baseline"), score);
        assertThat(score.band()).hasToString(expected.get("band").textValue());
        assertNear(score.eventLoss(), expected.get("eventLoss"), score);
        assertNear(score.interval().low(), expected.get("low"), score);
        assertNear(score.interval().high(), expected.get("high"), score);
        assertNear(kept(score.byEvent()), expected.get("byEvent"), score);
        assertNear(kept(score.bySupplier()), expected.get("bySupplier"), score);
        assertNear(kept(score.heldBack()), expected.get("heldBack"), score);
        assertNear(score.alternativeSupply(), expected.get("alternativeSupply"), score);
    }

    private static Map<String, Double> kept(Map<String, Double> points) {
        Map<String, Double> kept = new TreeMap<>(points);
        kept.values().removeIf(value -> Math.abs(value) < SMALLEST_SHARE_KEPT);
        return kept;
    }

    private static void assertAggregate(Aggregate aggregate, JsonNode expected) {
        assertThat(aggregate.mean()).isCloseTo(expected.get("mean").doubleValue(), within(TOLERANCE));
        assertThat(aggregate.worst()).isCloseTo(expected.get("worst").doubleValue(), within(TOLERANCE));
    }

    private static void assertNear(double actual, JsonNode expected, Score score) {
        assertThat(actual).as("%s", score).isCloseTo(expected.doubleValue(), within(TOLERANCE));
    }

    private static void assertNear(Map<String, Double> actual, JsonNode expected, Score score) {
        Map<String, Double> numbers = numbers(expected);
        assertThat(actual.keySet()).as("%s", score).isEqualTo(numbers.keySet());
        numbers.forEach((key, value) ->
                assertThat(actual.get(key)).as("%s in %s", key, score).isCloseTo(value, within(TOLERANCE)));
    }

    private static KnownEvents realKnown(LocalDate known) {
        return REAL_KNOWN.computeIfAbsent(known, day -> KnownEvents.resolve(REAL_RECORDS, day));
    }

    private static List<EventRecord> workedRecords() {
        List<EventRecord> records = new ArrayList<>();
        golden("golden.json").get("records").forEach(json -> records.add(PolicyEventFixtures.record(json)));
        return records;
    }

    private static String nameOf(String part, JsonNode point) {
        return "%s %s %s known %s"
                .formatted(
                        part,
                        point.get("cell").textValue(),
                        point.get("at").textValue(),
                        point.get("known").textValue());
    }

    private static LocalDate date(JsonNode json, String member) {
        return LocalDate.parse(json.get(member).textValue());
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
