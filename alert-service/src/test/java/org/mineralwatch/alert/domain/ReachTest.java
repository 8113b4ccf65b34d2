package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final Threshold THRESHOLD = Threshold.withDefaultRearm(80, Direction.RISING);
    private static final EventFilter BANS = new EventFilter(Set.of("EXPORT_BAN"), Set.of("CN"), Set.of(), Set.of());

    private final MineralVocabulary vocabulary = new MineralVocabulary(List.of(
            new Mineral("gallium", "Gallium", "Ga", false, "", List.of()),
            new Mineral("cobalt", "Cobalt", "Co", false, "", List.of()),
            new Mineral("samarium", "Samarium", "Sm", false, "rare-earths", List.of()),
            new Mineral("rare-earths", "Rare earths", "", true, "", List.of())));
    private final Set<Cell> cells = Set.of(
            Cell.parse("US/gallium/refining"), Cell.parse("US/samarium/magnet"), Cell.parse("EU/samarium/refining"));

    @Test
    void whatIsThereIsNotWarnedOf() {
        assertThat(warnings(watch(Set.of("US"), Set.of("gallium"), Set.of()), THRESHOLD))
                .isEmpty();
        assertThat(warnings(watch(Set.of(), Set.of("rare-earths"), Set.of("magnet")), THRESHOLD))
                .isEmpty();
        assertThat(warnings(watch(Set.of(), Set.of(), Set.of()), THRESHOLD)).isEmpty();
    }

    @Test
    void anEconomyOrMineralWithoutScoresIsNamed() {
        assertThat(warnings(watch(Set.of("US", "NO"), Set.of("gallium", "cobalt"), Set.of()), THRESHOLD))
                .containsExactly(
                        "/watch/consumers: no score is kept of NO, so no condition on scores fires for it",
                        "/watch/minerals: no score is kept of cobalt, so no condition on scores fires for it");
    }

    @Test
    void aMineralWithoutTheStageThatIsWatchedIsNamed() {
        assertThat(warnings(watch(Set.of(), Set.of("gallium", "samarium"), Set.of("magnet")), THRESHOLD))
                .containsExactly(
                        "/watch/minerals: no score is kept of gallium together with the rest of the watch, so no"
                                + " condition on scores fires for it");
    }

    @Test
    void aWatchThatCoversNothingIsSaidToBeSo() {
        assertThat(warnings(watch(Set.of("EU"), Set.of("gallium"), Set.of()), THRESHOLD))
                .containsExactly("/watch: no cell is covered at present, so no condition on scores fires until one is");
    }

    @Test
    void eventsThatPassTheWatchByAreCounted() {
        Watch watch = watch(Set.of("US"), Set.of("gallium"), Set.of());

        assertThat(warnings(watch, List.of(BANS), List.of(ban("samarium"), ban("cobalt"), ban("cobalt"))))
                .containsExactly(
                        "/conditions/0: none of the 3 events so far that match touches what is watched; they are on"
                                + " cobalt, samarium");
        assertThat(warnings(watch, List.of(BANS), List.of(ban("samarium"), ban("gallium"))))
                .isEmpty();
        assertThat(warnings(watch, List.of(BANS), List.of())).isEmpty();
    }

    private List<String> warnings(Watch watch, Condition condition) {
        return warnings(watch, List.of(condition), List.of());
    }

    private List<String> warnings(Watch watch, List<Condition> conditions, List<PolicyEvent> events) {
        return Reach.of(watch, cells, vocabulary).warnings(conditions, events);
    }

    private static Watch watch(Set<String> consumers, Set<String> minerals, Set<String> stages) {
        return new Watch(consumers, minerals, stages);
    }

    private static PolicyEvent ban(String mineral) {
        return new PolicyEvent(
                "ban-of-" + mineral,
                1,
                Instant.EPOCH,
                "EXPORT_BAN",
                "ENACTED",
                Set.of("CN"),
                Set.of("*"),
                Set.of(),
                Set.of(mineral),
                Set.of(),
                "",
                "");
    }
}
