package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.Movement.Learnt;
import org.mineralwatch.scoring.domain.Movement.Part;
import org.mineralwatch.scoring.domain.RandomTimelines.Timeline;

class MovementTest {
    private static final double ROUNDING = 1e-9;

    @Property(tries = 60)
    void calendarKnowledgeAndBaselineAddToTheMove(
            @ForAll("timelines") Timeline timeline,
            @ForAll("timelines") Timeline other,
            @ForAll("days") LocalDate from,
            @ForAll("days") LocalDate to,
            @ForAll("days") LocalDate knownFrom,
            @ForAll("days") LocalDate knownTo) {
        ScoreModel model = timeline.model();
        KnownEvents before = KnownEvents.resolve(timeline.records(), knownFrom);
        KnownEvents after = KnownEvents.resolve(timeline.records(), knownTo);

        for (Cell cell : timeline.cells()) {
            Movement movement = movement(model, other.model(), cell, before, from, after, to);

            assertThat(movement.structural() + movement.calendar() + movement.knowledge() + movement.rebase())
                    .isCloseTo(movement.change(), within(ROUNDING));
            assertThat(movement.structural() + movement.rebase())
                    .isCloseTo(movement.end().points() - movement.learnt().points(), within(ROUNDING));
            assertThat(movement.knowledge())
                    .isCloseTo(movement.learnt().points() - movement.foreseen().points(), within(ROUNDING));
            assertThat(movement.calendar())
                    .isCloseTo(movement.foreseen().points() - movement.start().points(), within(ROUNDING));
        }
    }

    @Property(tries = 30)
    void betweenTwoDaysOfOneKnowledgeNothingIsLearnt(
            @ForAll("timelines") Timeline timeline, @ForAll("days") LocalDate from, @ForAll("days") LocalDate to) {
        KnownEvents known = KnownEvents.resolve(timeline.records(), from);

        for (Cell cell : timeline.cells()) {
            Movement movement = movement(timeline.model(), timeline.model(), cell, known, from, known, to);

            assertThat(movement.byEvent()).allSatisfy(part -> {
                assertThat(part.learnt()).isEqualTo(Learnt.NOTHING);
                assertThat(part.knowledge()).isZero();
            });
        }
    }

    @Test
    void whatIsAnnouncedRevisedAndRetractedInBetweenIsKnowledge() {
        LocalDate start = LocalDate.of(2026, 1, 1);
        LocalDate end = LocalDate.of(2026, 6, 1);
        List<EventRecord> records = List.of(
                EventRecord.of(ban("revised", start).build(), 1, start),
                EventRecord.of(ban("revised", start).targets(Parties.of("JP")).build(), 2, end),
                EventRecord.of(ban("gone", start).build(), 1, start),
                EventRecord.retraction("gone", 2, end),
                EventRecord.of(ban("new", end).build(), 1, end),
                EventRecord.of(
                        ban("ahead", start).effectiveFrom(end.minusDays(9)).build(), 1, start));
        ScoreModel model = new ScoreModel(GoldenFixtures.realBaseline());

        Movement movement = movement(
                model,
                model,
                Cell.of("US/gallium/refining"),
                KnownEvents.resolve(records, start),
                start,
                KnownEvents.resolve(records, end),
                end);

        assertThat(movement.byEvent())
                .extracting(Part::event, Part::learnt)
                .containsExactlyInAnyOrder(
                        tuple("revised", Learnt.REVISED),
                        tuple("gone", Learnt.GONE),
                        tuple("new", Learnt.NEW),
                        tuple("ahead", Learnt.NOTHING));
        assertThat(movement.byEvent())
                .filteredOn(part -> part.event().equals("ahead"))
                .allSatisfy(part -> assertThat(part.calendar()).isPositive());
        assertThat(movement.byEvent())
                .filteredOn(part -> part.event().equals("new"))
                .allSatisfy(part -> assertThat(part.calendar()).isZero());
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return RandomTimelines.timelines();
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return RandomTimelines.days();
    }

    private static Movement movement(
            ScoreModel model,
            ScoreModel other,
            Cell cell,
            KnownEvents before,
            LocalDate from,
            KnownEvents after,
            LocalDate to) {
        return Movement.of(
                model.score(cell, before, from),
                model.score(cell, before, to),
                model.score(cell, after, to),
                other.score(cell, after, to),
                before,
                after);
    }

    private static PolicyEvent.Builder ban(String id, LocalDate announced) {
        return PolicyEvent.of(id, EventType.EXPORT_BAN, announced, "CN", List.of("gallium"))
                .effect(new Effect.Ban(0.3, 0.0));
    }
}
