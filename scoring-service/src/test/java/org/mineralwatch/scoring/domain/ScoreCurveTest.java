package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.Effect.Licensing;
import org.mineralwatch.scoring.domain.Turn.Kind;

class ScoreCurveTest {
    private static final ScoreModel MODEL = new ScoreModel(GoldenFixtures.realBaseline());
    private static final Cell GALLIUM = Cell.of("US/gallium/refining");
    private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);

    @Test
    void aBanIsTwoSteps() {
        PolicyEvent ban = ban("ban").effectiveUntil(LocalDate.of(2025, 5, 31)).build();

        List<CurvePoint> curve = exposure(ban).curve(LocalDate.of(2025, 1, 1), LocalDate.of(2026, 1, 1));

        assertThat(curve)
                .extracting(CurvePoint::at)
                .containsExactly(LocalDate.of(2025, 1, 1), MARCH, LocalDate.of(2025, 6, 1));
        assertThat(curve.get(1).turns()).containsExactly(new Turn(MARCH, "ban", Kind.ENTERS_INTO_FORCE, "ban"));
        assertThat(curve.get(1).points()).isGreaterThan(curve.get(0).points());
        assertThat(curve.get(2).points()).isEqualTo(curve.get(0).points());
        assertThat(curve).allSatisfy(point -> assertThat(point.drifting()).isEmpty());
    }

    @Test
    void theQueueForLicencesIsDrawnByTheDayOnlyWhileItClears() {
        PolicyEvent licences = ban("licences").effect(Licensing.DEFAULT).build();
        LocalDate clears = MARCH.plusDays(50);

        List<CurvePoint> curve = exposure(licences).curve(MARCH, MARCH.plusYears(5));

        assertThat(curve.subList(0, 3)).extracting(CurvePoint::at).containsExactly(MARCH, clears, clears.plusDays(1));
        assertThat(curve.get(2).drifting()).containsExactly("licences");
        assertThat(curve.getLast().at()).isBefore(MARCH.plusYears(2));
    }

    @Test
    void whatDriftsBesideATurnIsToldApart() {
        PolicyEvent licences = ban("licences").effect(Licensing.DEFAULT).build();
        PolicyEvent ban = PolicyEvent.of("ban", EventType.EXPORT_BAN, MARCH.plusDays(60), "CN", List.of("gallium"))
                .build();

        List<CurvePoint> curve = exposure(licences, ban).curve(MARCH, MARCH.plusDays(60));

        assertThat(curve.getLast().turns()).extracting(Turn::event).containsExactly("ban");
        assertThat(curve.getLast().drifting()).containsExactly("licences");
    }

    @Test
    void theRealTruceOnGalliumIsDrawnWithItsLapse() {
        LocalDate today = LocalDate.of(2026, 11, 21);
        Exposure gallium = MODEL.exposure(GALLIUM, KnownEvents.resolve(TimelineFixtures.realRecords(), today));

        List<CurvePoint> curve = gallium.curve(LocalDate.of(2023, 1, 1), LocalDate.of(2027, 6, 30));

        CurvePoint lapse = curve.stream()
                .filter(point -> point.at().equals(LocalDate.of(2026, 11, 28)))
                .findFirst()
                .orElseThrow();
        assertThat(lapse.turns())
                .contains(new Turn(
                        lapse.at(),
                        "2025-11-09-cn-a72-suspends-us-ban",
                        Kind.SUSPENSION_LAPSES,
                        "2024-12-03-cn-ban-ga-ge-sb-us"));
        assertThat(lapse.points()).isEqualTo(75.17141122188995, within(GoldenFixtures.TOLERANCE));
        assertThat(lapse.band()).isEqualTo(Band.SEVERE);
    }

    private static PolicyEvent.Builder ban(String id) {
        return PolicyEvent.of(id, EventType.EXPORT_BAN, MARCH, "CN", List.of("gallium"));
    }

    private static Exposure exposure(PolicyEvent... events) {
        List<EventRecord> records =
                Arrays.stream(events).map(EventRecord::firstOf).toList();
        return MODEL.exposure(GALLIUM, KnownEvents.resolve(records, LocalDate.of(2026, 1, 1)));
    }
}
