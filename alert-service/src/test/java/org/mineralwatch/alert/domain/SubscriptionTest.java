package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.alert.domain.AlertFixtures.SAMARIUM;
import static org.mineralwatch.alert.domain.AlertFixtures.SUBSCRIBED;
import static org.mineralwatch.alert.domain.AlertFixtures.anyEvent;
import static org.mineralwatch.alert.domain.AlertFixtures.ban;
import static org.mineralwatch.alert.domain.AlertFixtures.chineseBan;
import static org.mineralwatch.alert.domain.AlertFixtures.everything;
import static org.mineralwatch.alert.domain.AlertFixtures.subscription;
import static org.mineralwatch.alert.domain.AlertFixtures.vocabulary;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {
    private static final MineralVocabulary VOCABULARY = vocabulary();

    @ParameterizedTest
    @CsvSource({
        "samarium, samarium, true",
        "samarium, rare-earths-light, true",
        "samarium, rare-earths, true",
        "rare-earths-light, samarium, true",
        "rare-earths, samarium, true",
        "rare-earths-heavy, rare-earths, true",
        "samarium, rare-earths-heavy, false",
        "rare-earths-heavy, samarium, false",
        "gallium, samarium, false",
        "samarium, no-such-mineral, false"
    })
    void anEventConcernsAMineralByItsGroupAndAGroupByItsMembers(String watched, String named, boolean concerns) {
        var subscription = subscription(new Watch(Set.of(), Set.of(watched), Set.of()), anyEvent());

        assertThat(subscription.firedBy(chineseBan(named), VOCABULARY)).hasSize(concerns ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"US, true", "CN, true", "JP, false", "EU, false"})
    void anEventConcernsItsActorsAndItsTargets(String consumer, boolean concerns) {
        var subscription = subscription(new Watch(Set.of(consumer), Set.of(), Set.of()), anyEvent());

        assertThat(subscription.firedBy(chineseBan("samarium"), VOCABULARY)).hasSize(concerns ? 1 : 0);
    }

    @Test
    void anEventAtEveryoneConcernsEveryConsumer() {
        var subscription = subscription(new Watch(Set.of("JP"), Set.of(), Set.of()), anyEvent());
        var atEveryone = ban("CN", Set.of(), Set.of(), SUBSCRIBED.plusSeconds(1), "samarium");

        assertThat(subscription.firedBy(atEveryone, VOCABULARY)).hasSize(1);
    }

    @Test
    void anEventWithoutStagesConcernsAllOfThem() {
        var subscription = subscription(new Watch(Set.of(), Set.of(), Set.of("refining")), anyEvent());
        var atMines = ban("CN", Set.of("US"), Set.of("mining"), SUBSCRIBED.plusSeconds(1), "samarium");

        assertThat(subscription.firedBy(chineseBan("samarium"), VOCABULARY)).hasSize(1);
        assertThat(subscription.firedBy(atMines, VOCABULARY)).isEmpty();
    }

    @Test
    void whatWasRecordedBeforeIsHistory() {
        var subscription = subscription(everything(), anyEvent());
        var before = ban("CN", Set.of("US"), Set.of(), SUBSCRIBED.minusMillis(1), "samarium");
        var then = ban("CN", Set.of("US"), Set.of(), SUBSCRIBED, "samarium");

        assertThat(subscription.firedBy(before, VOCABULARY)).isEmpty();
        assertThat(subscription.firedBy(then, VOCABULARY)).hasSize(1);
    }

    @Test
    void eachConditionFiresByItself() {
        var byChina = new EventFilter(Set.of(), Set.of("CN"), Set.of(), Set.of());
        var byCongo = new EventFilter(Set.of(), Set.of("CD"), Set.of(), Set.of());
        var subscription = subscription(
                everything(), Threshold.withDefaultRearm(80, Direction.RISING), byCongo, byChina, anyEvent());

        var fired = subscription.firedBy(chineseBan("samarium"), VOCABULARY);

        assertThat(fired).extracting(Firing::ordinal).containsExactly(2, 3);
    }

    @Test
    void everyThresholdWatchesACellFromTheStart() {
        var subscription = subscription(
                everything(),
                Threshold.withDefaultRearm(80, Direction.RISING),
                anyEvent(),
                Threshold.withDefaultRearm(20, Direction.FALLING));

        var watched = subscription.thresholdsOn(SAMARIUM);

        assertThat(watched).extracting(WatchedThreshold::ordinal).containsExactly(0, 2);
        assertThat(watched).allMatch(each -> each.phase() instanceof WatchedThreshold.Phase.Armed && !each.open());
    }

    @ParameterizedTest
    @CsvSource({
        "US, samarium, refining, true",
        "US, rare-earths, refining, true",
        "JP, samarium, refining, false",
        "US, gallium, refining, false",
        "US, rare-earths-heavy, refining, false",
        "US, samarium, mining, false"
    })
    void aWatchCoversTheCellsOfItsMineralsAndTheirMembers(
            String consumer, String mineral, String stage, boolean covers) {
        var watch = new Watch(Set.of(consumer), Set.of(mineral), Set.of(stage));

        assertThat(watch.covers(SAMARIUM, VOCABULARY)).isEqualTo(covers);
        assertThat(everything().covers(SAMARIUM, VOCABULARY)).isTrue();
    }
}
