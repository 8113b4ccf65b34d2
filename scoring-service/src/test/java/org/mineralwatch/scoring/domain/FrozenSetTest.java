package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrozenSetTest {
    static List<List<String>> contents() {
        return List.of(List.of(), List.of("b"), List.of("c", "a", "b", "a"));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void isWhatASortedSetOfTheSameIs(List<String> values) {
        SortedSet<String> frozen = FrozenSet.of(values);
        SortedSet<String> usual = new TreeSet<>(values);

        assertThat(frozen).isEqualTo(usual).hasSameHashCodeAs(usual).containsExactlyElementsOf(usual);
        assertThat(frozen.toString()).isEqualTo(usual.toString());
        assertThat(frozen.headSet("b")).isEqualTo(usual.headSet("b"));
        assertThat(frozen.tailSet("b")).isEqualTo(usual.tailSet("b"));
        assertThat(frozen.contains("b")).isEqualTo(usual.contains("b"));
        assertThat(FrozenSet.of(frozen)).isSameAs(frozen);
    }

    @Test
    void cannotBeChangedAndHasNoFirstWhenItIsEmpty() {
        assertThatThrownBy(() -> FrozenSet.of(List.of("a")).clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> FrozenSet.<String>of(List.of()).first()).isInstanceOf(NoSuchElementException.class);
        assertThat(FrozenSet.of(List.of("b", "a")).first()).isEqualTo("a");
        assertThat(FrozenSet.of(List.of("b", "a")).last()).isEqualTo("b");
    }
}
