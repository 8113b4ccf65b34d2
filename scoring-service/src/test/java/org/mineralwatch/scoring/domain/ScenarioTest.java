package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scenario may not be, each said once and where. */
class ScenarioTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final KnownEvents KNOWN = KnownEvents.resolve(
            List.of(
                    EventRecord.firstOf(ban("recorded").build()),
                    EventRecord.firstOf(
                            ban("successor").supersedes(List.of("hypothesis")).build()),
                    EventRecord.firstOf(ban("old").build()),
                    EventRecord.retraction("old", 2, DAY)),
            DAY);

    @Test
    void aSoundScenarioHasNoFault() {
        Scenario scenario = new Scenario(
                List.of(
                        ban("new").supersedes(List.of("recorded")).build(),
                        ban("new").supersedes(List.of("recorded")).build(),
                        ban("newer").ends(List.of("new")).build()),
                List.of("successor", "successor"),
                List.of());

        assertThat(scenario.faults(KNOWN)).isEmpty();
    }

    @Test
    void anIdGivenTwiceWithOtherContentIsBlamed() {
        Scenario scenario = scenarioOf(
                ban("new").build(), ban("new").targets(Parties.of("US")).build());

        assertThat(scenario.faults(KNOWN))
                .singleElement()
                .satisfies(fault -> assertThat(fault.place()).isEqualTo("/events/1/id"));
    }

    @Test
    void whatDoesNotExistCannotBeRetracted() {
        Scenario scenario = new Scenario(List.of(), List.of("recorded", "recorted", "old"), List.of());

        List<Fault> faults = scenario.faults(KNOWN);

        assertThat(faults).extracting(Fault::place).containsExactly("/retractions/1", "/retractions/2");
        assertThat(faults.getFirst().suggestions()).containsExactly("recorded");
    }

    @Test
    void whatIsRetractedCannotBeGivenOrReferredTo() {
        Scenario given = new Scenario(List.of(ban("recorded").build()), List.of("recorded"), List.of());
        Scenario superseded = new Scenario(
                List.of(ban("new").supersedes(List.of("recorded")).build()), List.of("recorded"), List.of());

        assertThat(given.faults(KNOWN)).extracting(Fault::place).containsExactly("/retractions/0");
        assertThat(superseded.faults(KNOWN)).extracting(Fault::place).containsExactly("/events/0");
    }

    @Test
    void circlesAreBlamedWhateverTheyAreMadeOf() {
        assertCircle(scenarioOf(
                ban("a").supersedes(List.of("b")).build(),
                ban("b").supersedes(List.of("a")).build()));
        assertCircle(scenarioOf(ban("a").supersedes(List.of("a")).build()));
        assertCircle(scenarioOf(
                easing("a").suspends(List.of(Suspension.ofAll("b"))).build(),
                easing("b").suspends(List.of(Suspension.ofAll("c"))).build(),
                easing("c").suspends(List.of(Suspension.ofAll("a"))).build()));
        assertCircle(scenarioOf(ban("hypothesis").ends(List.of("successor")).build()));
    }

    @Test
    void manyWhoReferToOneAreNoCircle() {
        List<PolicyEvent> events = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            PolicyEvent.Builder event = ban("e" + i);
            events.add(
                    i == 0
                            ? event.build()
                            : event.supersedes(List.of("e" + (i - 1), "e" + i / 2))
                                    .build());
        }
        events.removeIf(event -> event.supersedes().contains(event.id()));

        assertThat(new Scenario(events, List.of(), List.of()).faults(KNOWN)).isEmpty();
    }

    @Test
    void referencesToNothingAreNamed() {
        Scenario scenario = scenarioOf(
                ban("new").supersedes(List.of("nothing", "recorded")).build(),
                ban("newer").ends(List.of("new")).build());

        assertThat(scenario.idleReferences(KNOWN)).containsExactly("nothing");
    }

    private static void assertCircle(Scenario scenario) {
        assertThat(scenario.faults(KNOWN))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).contains("circle"));
    }

    private static Scenario scenarioOf(PolicyEvent... events) {
        return new Scenario(List.of(events), List.of(), List.of());
    }

    private static PolicyEvent.Builder ban(String id) {
        return PolicyEvent.of(id, EventType.EXPORT_BAN, DAY, "CN", List.of("gallium"));
    }

    private static PolicyEvent.Builder easing(String id) {
        return PolicyEvent.of(id, EventType.EASING, DAY, "CN", List.of("gallium"));
    }
}
