package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    @ParameterizedTest
    @CsvSource({
        "RISING, 79.999, UNMOVED",
        "RISING, 80, CROSSED",
        "RISING, 80.001, CROSSED",
        "FALLING, 80.001, UNMOVED",
        "FALLING, 80, CROSSED",
        "FALLING, 79.999, CROSSED"
    })
    void reachedIsCrossed(Direction direction, double score, Threshold.Turn expected) {
        var threshold = Threshold.withDefaultRearm(80, direction);

        assertThat(threshold.turn(true, score)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "RISING, 77, 77, UNMOVED",
        "RISING, 77, 76.999, REARMED",
        "RISING, 77, 99, UNMOVED",
        "FALLING, 83, 83, UNMOVED",
        "FALLING, 83, 83.001, REARMED",
        "FALLING, 83, 1, UNMOVED"
    })
    void backIsOnlyWhatHasGonePastRearm(Direction direction, double rearm, double score, Threshold.Turn expected) {
        var threshold = new Threshold(80, direction, rearm);

        assertThat(threshold.turn(false, score)).isEqualTo(expected);
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
