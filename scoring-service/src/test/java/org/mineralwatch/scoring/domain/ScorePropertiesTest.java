package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.mineralwatch.scoring.domain.Effect.Cover;
import org.mineralwatch.scoring.domain.Effect.Outage;
import org.mineralwatch.scoring.domain.RandomTimelines.Timeline;
import org.mineralwatch.scoring.domain.World.Country;

/** What must hold of every score, whatever the world and whatever happened in it. */
class ScorePropertiesTest {
    private static final double ROUNDING = 1e-9;
    private static final int TRIES = 150;

    @Property(tries = TRIES)
    void scoreLiesBetweenZeroAndTheExposedPartOfDemand(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at, @ForAll("days") LocalDate known) {
        forEveryCell(timeline, known, at, score -> {
            CellBaseline cell = timeline.baseline().find(score.cell()).orElseThrow();
            double most = 100.0 * (1.0 - cell.eolRir()) * cell.siSr();
            assertThat(score.points()).isBetween(0.0, most + ROUNDING);
            assertThat(score.baseline()).isBetween(0.0, most + ROUNDING);
            assertThat(score.missing().values())
                    .allSatisfy(chance -> assertThat(chance).isBetween(0.0, 1.0));
            assertThat(score.availability().values())
                    .allSatisfy(part -> assertThat(part).isBetween(0.0, 1.0));
            assertThat(score.band()).isEqualTo(Band.of(score.points()));
        });
    }

    @Property(tries = TRIES)
    void scoreNeverHidesALossLargerThanItself(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at, @ForAll("days") LocalDate known) {
        forEveryCell(
                timeline,
                known,
                at,
                score -> assertThat(score.points()).isGreaterThanOrEqualTo(100.0 * score.eventLoss() - ROUNDING));
    }

    @Property(tries = TRIES)
    void attributionAddsToTheScoreByEventAndBySupplier(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at, @ForAll("days") LocalDate known) {
        forEveryCell(timeline, known, at, score -> {
            assertThat(score.baseline() + sum(score.byEvent().values())).isCloseTo(score.points(), within(ROUNDING));
            assertThat(sum(score.bySupplier().values()) + score.alternativeSupply())
                    .isCloseTo(score.points(), within(ROUNDING));
            assertThat(sum(score.bySupplierStructural().values())).isCloseTo(score.baseline(), within(ROUNDING));
        });
    }

    @Property(tries = TRIES)
    void intervalContainsTheScore(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at, @ForAll("days") LocalDate known) {
        forEveryCell(timeline, known, at, score -> {
            assertThat(score.interval().low()).isLessThanOrEqualTo(score.points() + ROUNDING);
            assertThat(score.interval().high()).isGreaterThanOrEqualTo(score.points() - ROUNDING);
        });
    }

    @Property(tries = TRIES)
    void orderAndDuplicatesOfRecordsCannotMatterToTheLastBit(
            @ForAll("timelines") Timeline timeline,
            @ForAll("days") LocalDate at,
            @ForAll("days") LocalDate known,
            @ForAll Random random) {
        List<EventRecord> shuffled = new ArrayList<>(timeline.records());
        shuffled.addAll(timeline.records());
        Collections.shuffle(shuffled, random);

        List<Score> again = scores(timeline.model(), timeline.cells(), shuffled, known, at);

        assertThat(again).isEqualTo(scores(timeline.model(), timeline.cells(), timeline.records(), known, at));
    }

    @Property(tries = TRIES)
    void whatBecomesKnownLaterDoesNotChangeWhatWasKnown(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at, @ForAll("days") LocalDate known) {
        List<EventRecord> sofar = timeline.records().stream()
                .filter(record -> !record.knownAt().isAfter(known))
                .toList();

        List<Score> then = scores(timeline.model(), timeline.cells(), sofar, known, at);

        assertThat(then).isEqualTo(scores(timeline.model(), timeline.cells(), timeline.records(), known, at));
    }

    @Property(tries = TRIES)
    void retractionRestoresTheScoreToTheLastBit(@ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at) {
        LocalDate known = LocalDate.of(2040, 1, 1);
        PolicyEvent event = PolicyEvent.of("new", EventType.EXPORT_BAN, at, "CN", List.of("gallium"))
                .supersedes(List.of("e1"))
                .ends(List.of("e2"))
                .suspends(List.of(Suspension.ofAll("e3")))
                .build();
        List<EventRecord> posted = new ArrayList<>(timeline.records());
        posted.add(EventRecord.of(event, 1, at));
        posted.add(EventRecord.retraction("new", 2, at));

        List<Score> restored = scores(timeline.model(), timeline.cells(), posted, known, at);

        assertThat(restored).isEqualTo(scores(timeline.model(), timeline.cells(), timeline.records(), known, at));
    }

    @Property(tries = TRIES)
    void strongerRestrictionNeverLowersTheScore(
            @ForAll("timelines") Timeline timeline,
            @ForAll("days") LocalDate at,
            @ForAll @DoubleRange(min = 0.0, max = 1.0) double loss,
            @ForAll @DoubleRange(min = 0.0, max = 1.0) double part) {
        List<Score> weak = scores(timeline, at, outage(part * loss));

        List<Score> strong = scores(timeline, at, outage(loss));

        for (int i = 0; i < weak.size(); i++) {
            assertThat(strong.get(i).points())
                    .isGreaterThanOrEqualTo(weak.get(i).points() - ROUNDING);
        }
    }

    @Property(tries = TRIES)
    void strongerCoverNeverRaisesTheScore(
            @ForAll("timelines") Timeline timeline,
            @ForAll("days") LocalDate at,
            @ForAll @DoubleRange(min = 0.0, max = 1.0) double coverage,
            @ForAll @DoubleRange(min = 0.0, max = 1.0) double part) {
        List<Score> weak = scores(timeline, at, stockpile(part * coverage));

        List<Score> strong = scores(timeline, at, stockpile(coverage));

        for (int i = 0; i < weak.size(); i++) {
            assertThat(strong.get(i).points()).isLessThanOrEqualTo(weak.get(i).points() + ROUNDING);
        }
    }

    @Property(tries = TRIES)
    void worseGovernmentNeverLowersTheScore(
            @ForAll("timelines") Timeline timeline,
            @ForAll("days") LocalDate at,
            @ForAll @IntRange(max = 7) int which,
            @ForAll @DoubleRange(min = 0.0, max = 0.5) double worse) {
        World world = timeline.baseline().world();
        SortedMap<String, Country> countries = new TreeMap<>(world.countries());
        String country = List.copyOf(countries.keySet()).get(which);
        countries.computeIfPresent(country, (code, now) -> Country.of(Math.min(1.0, now.governanceRisk() + worse)));
        World changed = new World(countries, world.ties(), world.members(), world.groups());
        Timeline after = new Timeline(
                Baseline.of(changed, timeline.baseline().cells().values()), withoutCovers(timeline.records()));
        Timeline before = new Timeline(timeline.baseline(), after.records());

        List<Score> better = scores(before, at, List.of());
        List<Score> poorer = scores(after, at, List.of());

        for (int i = 0; i < better.size(); i++) {
            assertThat(poorer.get(i).points())
                    .isGreaterThanOrEqualTo(better.get(i).points() - ROUNDING);
        }
    }

    @Property(tries = TRIES)
    void measureAimedAtOthersLeavesAConsumerAloneToTheLastBit(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at) {
        PolicyEvent ban = PolicyEvent.of("aimed", EventType.EXPORT_BAN, at, "CN", List.of("gallium", "rare-earths"))
                .targets(Parties.of("XX"))
                .build();

        List<Score> scores = scores(timeline, at, List.of(EventRecord.of(ban, 1, RandomTimelines.FIRST_DAY)));

        assertThat(scores).isEqualTo(scores(timeline, at, List.of()));
    }

    @Property(tries = 50)
    void withoutEventsTheDayCannotMatter(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at, @ForAll("days") LocalDate known) {
        ScoreModel model = timeline.model();
        KnownEvents nothing = KnownEvents.resolve(List.of(), known);

        for (Cell cell : timeline.cells()) {
            Score score = model.score(cell, nothing, at);

            assertThat(score.points()).isEqualTo(score.baseline());
            assertThat(score.points())
                    .isEqualTo(model.score(cell, nothing, RandomTimelines.FIRST_DAY)
                            .points());
            assertThat(score.byEvent()).isEmpty();
            assertThat(score.heldBack()).isEmpty();
        }
    }

    @Property(tries = 50)
    void scoreAloneIsTheScoreInFull(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at, @ForAll("days") LocalDate known) {
        ScoreModel model = timeline.model();
        KnownEvents events = KnownEvents.resolve(timeline.records(), known);

        for (Cell cell : timeline.cells()) {
            Exposure exposure = model.exposure(cell, events);

            assertThat(exposure.pointsAt(at)).isEqualTo(exposure.scoreAt(at).points());
        }
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return RandomTimelines.timelines();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return RandomTimelines.days();
    }

    private static List<EventRecord> outage(double loss) {
        return List.of(EventRecord.of(
                PolicyEvent.of(
                                "outage",
                                EventType.DISRUPTION,
                                RandomTimelines.FIRST_DAY,
                                "CN",
                                List.of("gallium", "rare-earths"))
                        .effect(new Outage(loss, 365.0))
                        .build(),
                1,
                RandomTimelines.FIRST_DAY));
    }

    private static List<EventRecord> stockpile(double coverage) {
        return List.of(EventRecord.of(
                PolicyEvent.of(
                                "stock",
                                EventType.STOCKPILE,
                                RandomTimelines.FIRST_DAY,
                                "US",
                                List.of("gallium", "rare-earths"))
                        .effect(new Cover(CoverKind.STOCKPILE, PerConsumer.ofAll(coverage), 1.0, 0.0, null))
                        .consumers(Parties.EVERYONE)
                        .leadTimeYears(0.0)
                        .build(),
                1,
                RandomTimelines.FIRST_DAY));
    }

    /** The government of a host weakens a cover, but that of a supplier is what is meant here. */
    private static List<EventRecord> withoutCovers(List<EventRecord> records) {
        return records.stream()
                .filter(record -> record.event() == null || !(record.event().effect() instanceof Cover))
                .toList();
    }

    private static List<Score> scores(Timeline timeline, LocalDate at, List<EventRecord> more) {
        List<EventRecord> records = new ArrayList<>(timeline.records());
        records.addAll(more);
        return scores(timeline.model(), timeline.cells(), records, LocalDate.of(2040, 1, 1), at);
    }

    private static List<Score> scores(
            ScoreModel model, Iterable<Cell> cells, List<EventRecord> records, LocalDate known, LocalDate at) {
        KnownEvents events = KnownEvents.resolve(records, known);
        List<Score> scores = new ArrayList<>();
        cells.forEach(cell -> scores.add(model.score(cell, events, at)));
        return scores;
    }

    private static void forEveryCell(Timeline timeline, LocalDate known, LocalDate at, Consumer<Score> check) {
        scores(timeline.model(), timeline.cells(), timeline.records(), known, at)
                .forEach(check);
    }

    private static double sum(Iterable<Double> values) {
        double sum = 0.0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
