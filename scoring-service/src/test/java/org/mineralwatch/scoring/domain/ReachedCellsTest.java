package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReachedCellsTest {
    private static final ScoreModel MODEL = new ScoreModel(GoldenFixtures.realBaseline());
    private static final ReachedCells REACHED = new ReachedCells(MODEL);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final LocalDate ANNOUNCED = LocalDate.of(2026, 11, 1);
    private static final List<EventRecord> ARCHIVE = TimelineFixtures.realRecords();

    @Test
    void aBanAimedAtOneConsumerTouchesOnlyItsCellsOfTheMineral() {
        PolicyEvent ban = exportBan("gallium").targets(Parties.of("US")).build();

        assertThat(touchedBy(ban)).isEqualTo(cells("US/gallium/mining", "US/gallium/refining"));
    }

    @Test
    void aBanTouchesOnlyCellsThatTheActorSupplies() {
        PolicyEvent ban = PolicyEvent.of("new", EventType.EXPORT_BAN, ANNOUNCED, "NR", List.of("gallium"))
                .build();

        assertThat(touchedBy(ban)).isEmpty();
    }

    @Test
    void anExportBanOnAllDoesNotTouchTheActorsOwnCells() {
        Set<Cell> touched = touchedBy(exportBan("gallium").build());

        assertThat(touched).isNotEmpty().noneMatch(cell -> cell.consumer().equals("CN"));
        assertThat(touched).allMatch(cell -> cell.mineral().equals("gallium"));
    }

    @Test
    void aBanOnOreTouchesTheRefiningThatRestsOnIt() {
        PolicyEvent ban = PolicyEvent.of("new", EventType.EXPORT_BAN, ANNOUNCED, "CD", List.of("cobalt"))
                .stages(List.of(Stage.MINING))
                .targets(Parties.of("CN"))
                .build();

        assertThat(touchedBy(ban)).contains(Cell.of("US/cobalt/refining"), Cell.of("CN/cobalt/mining"));
        assertThat(touchedBy(ban)).doesNotContain(Cell.of("US/cobalt/mining"));
    }

    @Test
    void aGroupTouchesTheCellsOfItsMembersAndAListNone() {
        assertThat(touchedBy(exportBan("rare-earths-heavy").build()))
                .contains(Cell.of("US/dysprosium/refining"), Cell.of("JP/yttrium/refining"))
                .noneMatch(cell -> cell.mineral().equals("neodymium"));
        assertThat(touchedBy(exportBan("critical-minerals").build())).isEmpty();
    }

    @Test
    void anEventWithoutEffectTouchesNothing() {
        PolicyEvent law = exportBan("gallium").effect(Effect.NONE).build();

        assertThat(touchedBy(law)).isEmpty();
    }

    @Test
    void aThreatThatIsNeverInForceTouchesNothing() {
        PolicyEvent threat = exportBan("gallium").standing(Standing.PROPOSED).build();

        assertThat(touchedBy(threat)).isEmpty();
    }

    @Test
    void aSuspensionTouchesTheCellsOfWhatItSuspendsForItsBuyers() {
        PolicyEvent truce = easing("tungsten")
                .targets(Parties.of("US"))
                .suspends(List.of(Suspension.ofAll("2024-12-03-cn-ban-ga-ge-sb-us")))
                .build();

        assertThat(touchedBy(truce))
                .contains(Cell.of("US/gallium/refining"))
                .allMatch(cell -> cell.consumer().equals("US"));
        assertThat(touchedBy(truce)).noneMatch(cell -> cell.mineral().equals("tungsten"));
    }

    @Test
    void endingASuspensionTouchesTheCellsOfWhatItSuspended() {
        PolicyEvent end = easing("tungsten")
                .ends(List.of("2025-11-09-cn-a72-suspends-us-ban"))
                .build();

        assertThat(touchedBy(end)).contains(Cell.of("US/gallium/refining"), Cell.of("US/antimony/refining"));
    }

    @Test
    void aRevisionTouchesTheCellsOfTheOldAndTheNew() {
        PolicyEvent before = exportBan("gallium").targets(Parties.of("US")).build();
        PolicyEvent now = exportBan("germanium").targets(Parties.of("JP")).build();

        Set<Cell> touched = touchedBy(List.of(EventRecord.firstOf(before)), EventRecord.of(now, 2, ANNOUNCED));

        assertThat(touched)
                .contains(Cell.of("US/gallium/refining"), Cell.of("JP/germanium/refining"))
                .doesNotContain(Cell.of("JP/gallium/refining"), Cell.of("US/germanium/refining"));
    }

    /** An announced measure counts only while the one it replaces is not in force. */
    @Test
    void aMeasureTouchesTheCellsOfItsAnnouncedSuccessor() {
        PolicyEvent successor = PolicyEvent.of("next", EventType.EXPORT_BAN, ANNOUNCED, "CN", List.of("germanium"))
                .effectiveFrom(ANNOUNCED.plusYears(1))
                .supersedes(List.of("new"))
                .targets(Parties.of("JP"))
                .build();

        Set<Cell> touched = touchedBy(
                List.of(EventRecord.firstOf(successor)),
                EventRecord.firstOf(
                        exportBan("gallium").targets(Parties.of("US")).build()));

        assertThat(touched).contains(Cell.of("US/gallium/refining"), Cell.of("JP/germanium/refining"));
    }

    @Test
    void theSameRecordAgainAndAnOlderRevisionTouchNothing() {
        PolicyEvent ban = exportBan("gallium").build();
        PolicyEvent older = exportBan("germanium").build();
        List<EventRecord> posted = List.of(EventRecord.of(ban, 2, ANNOUNCED));

        assertThat(touchedBy(posted, posted.getFirst())).isEmpty();
        assertThat(touchedBy(posted, EventRecord.of(older, 1, ANNOUNCED))).isEmpty();
    }

    @Test
    void aRetractionTouchesTheCellsOfWhatItWithdraws() {
        PolicyEvent ban = exportBan("gallium").targets(Parties.of("US")).build();

        Set<Cell> touched = touchedBy(List.of(EventRecord.firstOf(ban)), EventRecord.retraction("new", 2, ANNOUNCED));

        assertThat(touched).isEqualTo(cells("US/gallium/mining", "US/gallium/refining"));
    }

    private static PolicyEvent.Builder exportBan(String mineral) {
        return PolicyEvent.of("new", EventType.EXPORT_BAN, ANNOUNCED, "CN", List.of(mineral));
    }

    private static PolicyEvent.Builder easing(String mineral) {
        return PolicyEvent.of("new", EventType.EASING, ANNOUNCED, "CN", List.of(mineral));
    }

    private static Set<Cell> touchedBy(PolicyEvent event) {
        return touchedBy(List.of(), EventRecord.firstOf(event));
    }

    private static Set<Cell> touchedBy(List<EventRecord> posted, EventRecord changed) {
        List<EventRecord> records = new ArrayList<>(ARCHIVE);
        records.addAll(posted);
        KnownEvents before = KnownEvents.resolve(records, TODAY);
        records.add(changed);
        return REACHED.touchedBy(changed, before, KnownEvents.resolve(records, TODAY));
    }

    private static Set<Cell> cells(String... cells) {
        return Arrays.stream(cells)
                .map(Cell::of)
                .filter(cell -> MODEL.baseline().find(cell).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
