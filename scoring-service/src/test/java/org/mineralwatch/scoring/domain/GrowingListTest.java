package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingListTest {

    @Test
    void whatWasThereStaysWhatItWasWhoeverAddsToIt() {
        GrowingList<Integer> one = GrowingList.<Integer>empty().and(List.of(1));

        GrowingList<Integer> longer = one.and(List.of(2, 3));
        GrowingList<Integer> other = one.and(List.of(4));
        GrowingList<Integer> longest = longer.and(List.of(5));

        assertThat(one).containsExactly(1);
        assertThat(longer).containsExactly(1, 2, 3);
        assertThat(other).containsExactly(1, 4);
        assertThat(longest).containsExactly(1, 2, 3, 5);
    }

    @Test
    void growsAsFarAsItMust() {
        GrowingList<Integer> list = GrowingList.empty();
        List<Integer> expected = new ArrayList<>();
        for (int n = 0; n < 1000; n++) {
            list = list.and(List.of(n, -n));
            expected.addAll(List.of(n, -n));
        }

        assertThat(list).isEqualTo(expected);
    }
}
