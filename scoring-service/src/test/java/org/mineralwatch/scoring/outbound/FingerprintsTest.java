package org.mineralwatch.scoring.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

    @Test
    void eachIsNewOnce() {
        Fingerprints seen = new Fingerprints();
        Set<Long> expected = new HashSet<>();
        Random random = new Random(1);

        for (int n = 0; n < 20_000; n++) {
            // Half of them come again, and all share their low bits with others.
            long fingerprint = (long) random.nextInt(10_000) << 40;
            assertThat(seen.add(fingerprint)).isEqualTo(expected.add(fingerprint));
        }
        assertThat(seen.add(0L)).isEqualTo(expected.add(0L));
    }
}
