package org.mineralwatch.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void aCursorComesBackAsItWasHandedOut() {
        var handedOut = Cursor.after("75.21", "US/gallium/refining");

        var read = Cursor.decode(handedOut.encoded(), 2);

        assertThat(read).isEqualTo(handedOut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "bm90IG9uZSBvZiBvdXJz", "12"})
    void anythingElseIsAProblem(String encoded) {
        assertThatThrownBy(() -> Cursor.decode(encoded, 2))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }
}
