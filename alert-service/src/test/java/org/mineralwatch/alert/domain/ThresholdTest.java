package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    @ParameterizedTest
    @CsvSource({
        "RISING, 79.999, false",
        "RISING, 80, true",
        "RISING, 80.001, true",
        "FALLING, 80.001, false",
        "FALLING, 80, true",
        "FALLING, 79.999, true"
    })
    void reachedIsCrossed(Direction direction, double score, boolean crossed) {
        assertThat(Zone.of(Threshold.withDefaultRearm(80, direction)).contains(score))
                .isEqualTo(crossed);
    }

    @ParameterizedTest
    @CsvSource({
        "RISING, 77, 77, false",
        "RISING, 77, 76.999, true",
        "RISING, 77, 99, false",
        "FALLING, 83, 83, false",
        "FALLING, 83, 83.001, true",
        "FALLING, 83, 1, false"
    })
    void backIsOnlyWhatHasGonePastRearm(Direction direction, double rearm, double score, boolean back) {
        assertThat(Zone.of(new Threshold(80, direction, rearm)).isBack(score)).isEqualTo(back);
    }

    @ParameterizedTest
    @CsvSource({
        "SEVERE, 59.999, false, false",
        "SEVERE, 60, true, false",
        "SEVERE, 79.999, true, false",
        "SEVERE, 80, false, false",
        "SEVERE, 81, false, false",
        "SEVERE, 81.001, false, true",
        "SEVERE, 58.999, false, true",
        "CRITICAL, 100, true, false",
        "LOW, 0, true, false"
    })
    void aBandHasItsLowerEdgeAndIsLeftOnEitherSide(Band band, double score, boolean inside, boolean left) {
        Zone zone = Zone.of(band, 1);

        assertThat(zone.contains(score)).isEqualTo(inside);
        assertThat(zone.isBack(score)).isEqualTo(left);
        assertThat(inside).isEqualTo(Band.of(score) == band);
    }

    @ParameterizedTest
    @CsvSource({"RISING, 80, 79", "FALLING, 80, 81", "RISING, 0.4, 0", "FALLING, 99.6, 100"})
    void rearmIsAPointAwayUnlessGiven(Direction direction, double at, double rearm) {
        assertThat(Threshold.withDefaultRearm(at, direction).rearm()).isEqualTo(rearm);
    }

    @Test
    void aThresholdThatNoScoreComesBackFromSaysSo() {
        assertThat(Threshold.withDefaultRearm(0.4, Direction.RISING).canFireAgain())
                .isFalse();
        assertThat(new Threshold(90, Direction.FALLING, 100).canFireAgain()).isFalse();
        assertThat(Threshold.withDefaultRearm(80, Direction.RISING).canFireAgain())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RISING, 80, 81",
        "FALLING, 80, 79",
        "RISING, 101, 80",
        "RISING, -1, -1",
        "RISING, NaN, 1",
        "RISING, 1, NaN"
    })
    void aThresholdThatCannotBeIsRefused(Direction direction, double at, double rearm) {
        assertThatThrownBy(() -> new Threshold(at, direction, rearm)).isInstanceOf(IllegalArgumentException.class);
    }
}
