package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mineralwatch.scoring.domain.RandomTimelines.Timeline;
import org.mineralwatch.scoring.domain.ScenarioOutcome.MovedCell;
import org.mineralwatch.scoring.domain.WhatIf.Supply;

/** A scenario gives the scores that its records would have given had they been recorded, and nothing else. */
class WhatIfPropertiesTest {
    private static final double ROUNDING = 1e-9;
    private static final LocalDate KNOWN_ON = LocalDate.of(2100, 1, 1);

    @Property(tries = 80)
    void scoresAreThoseOfTheRecordsPutTogetherForEveryCell(
            @ForAll("timelines") Timeline timeline,
            @ForAll("supposed") List<PolicyEvent> supposed,
            @ForAll("days") LocalDate at) {
        ScoreModel model = timeline.model();
        KnownEvents known = KnownEvents.resolve(timeline.records(), KNOWN_ON);
        List<String> retracted = known.ids().stream()
                .filter(id -> supposed.stream().noneMatch(event -> event.id().equals(id)))
                .sorted()
                .limit(1)
                .toList();
        Scenario scenario = new Scenario(supposed, retracted, List.of());

        ScenarioOutcome outcome = compare(model, scenario, known, new Horizon.Named(new TreeSet<>(Set.of(at))));

        KnownEvents together = known.supposing(supposed).without(retracted);
        Map<Cell, MovedCell> moved = new TreeMap<>();
        outcome.moved().forEach(cell -> moved.put(cell.cell(), cell));
        for (Cell cell : timeline.cells()) {
            Score before = model.score(cell, known, at);
            Score after = model.score(cell, together, at);
            MovedCell one = moved.get(cell);
            if (one == null) {
                assertThat(after.points()).isCloseTo(before.points(), within(ROUNDING));
            } else {
                assertThat(one.before()).isEqualTo(before);
                assertThat(one.after()).isEqualTo(after);
                assertAllOfIt(one);
            }
        }
    }

    @Property(tries = 40)
    void whatIsSupposedToBeAsItIsMovesNothing(@ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate at) {
        ScoreModel model = timeline.model();
        KnownEvents known = KnownEvents.resolve(timeline.records(), KNOWN_ON);
        List<PolicyEvent> asTheyAre =
                known.ids().stream().map(id -> known.find(id).orElseThrow()).toList();

        ScenarioOutcome outcome = compare(
                model, new Scenario(asTheyAre, List.of(), List.of()), known, new Horizon.Turns(at, at.plusYears(2)));

        assertThat(outcome.moved()).isEmpty();
        assertThat(outcome.compared()).isZero();
    }

    @Property(tries = 60)
    void circlesAndContradictionsEndAndAreNeverNotANumber(
            @ForAll("timelines") Timeline timeline,
            @ForAll("supposed") List<PolicyEvent> supposed,
            @ForAll("days") LocalDate at) {
        KnownEvents known = KnownEvents.resolve(timeline.records(), KNOWN_ON);
        List<PolicyEvent> circular = new ArrayList<>();
        for (int i = 0; i < supposed.size(); i++) {
            String next = supposed.get((i + 1) % supposed.size()).id();
            PolicyEvent event = supposed.get(i);
            circular.add(PolicyEvent.of(event.id(), event.type(), event.announced(), event.actor(), event.minerals())
                    .effect(event.effect())
                    .supersedes(List.of(next))
                    .ends(List.of(next))
                    .suspends(List.of(Suspension.ofAll(next)))
                    .build());
        }
        Scenario scenario = new Scenario(circular, List.of(), List.of());

        assertThat(scenario.faults(known)).hasSize(supposed.isEmpty() ? 0 : 1);
        ScenarioOutcome outcome = compare(timeline.model(), scenario, known, new Horizon.Turns(at, at.plusYears(1)));
        assertThat(outcome.moved()).allSatisfy(WhatIfPropertiesTest::assertAllOfIt);
    }

    private static ScenarioOutcome compare(ScoreModel model, Scenario scenario, KnownEvents known, Horizon horizon) {
        WhatIf whatIf = new WhatIf(model, new ReachedCells(model), SupplyFixtures.NO_FACTS);
        return whatIf.compare(scenario, new Supply.Supposed(Map.of()), known, horizon, _ -> true);
    }

    private static void assertAllOfIt(MovedCell cell) {
        double parts = cell.structural()
                + cell.byEvent().values().stream().mapToDouble(points -> points).sum();
        assertThat(parts).isFinite().isCloseTo(cell.change(), within(ROUNDING));
        assertThat(cell.course()).allSatisfy(step -> {
            assertThat(step.before()).isBetween(0.0, 100.0 + ROUNDING);
            assertThat(step.after()).isBetween(0.0, 100.0 + ROUNDING);
            assertThat(Math.abs(step.change())).isLessThanOrEqualTo(Math.abs(cell.change()));
        });
        assertThat(cell.alternatives())
                .allSatisfy(alternative -> assertThat(alternative.marginal()).isFinite());
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return RandomTimelines.timelines();
    }

    /** Events as chance makes them, each id once. */
    @Provide
    Arbitrary<List<PolicyEvent>> supposed() {
        return RandomTimelines.eventRecords().list().ofMaxSize(8).map(records -> {
            Map<String, PolicyEvent> byId = new LinkedHashMap<>();
            for (EventRecord record : records) {
                PolicyEvent event = record.event();
                if (event != null) {
                    byId.put(event.id(), event);
                }
            }
            return List.copyOf(byId.values());
        });
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return RandomTimelines.days();
    }
}
