package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.alert.domain.Handshake.Meaning;

/** CloudEvents, HTTP 1.1 Web Hooks for Event Delivery 1.0.2, section 4. */
class HandshakeTest {
    private static final String ORIGIN = "alerts.example.org";

    @ParameterizedTest
    @CsvSource({"200, alerts.example.org, ''", "204, ALERTS.example.org, *", "200, *, 0", "200, ' * ', much"})
    void whoeverIsAllowedMaySendAsOftenAsTheyLike(int status, String allowedOrigin, String allowedRate) {
        assertThat(Handshake.meaning(status, allowedOrigin, allowedRate, ORIGIN))
                .isEqualTo(new Meaning.Agrees(OptionalInt.empty()));
    }

    @Test
    void aRateIsANumberOfRequestsAMinute() {
        assertThat(Handshake.meaning(200, "*", "120", ORIGIN)).isEqualTo(new Meaning.Agrees(OptionalInt.of(120)));
    }

    /** Many servers answer OPTIONS to anybody, and redirects lead where nobody checked. */
    @ParameterizedTest
    @CsvSource({"200, ''", "204, ''", "301, *", "401, *", "405, alerts.example.org", "500, *"})
    void aStatusAloneOrAHeaderAloneSaysNothing(int status, String allowedOrigin) {
        assertThat(Handshake.meaning(status, allowedOrigin, "*", ORIGIN)).isEqualTo(new Meaning.SaysNothing());
    }

    @ParameterizedTest
    @CsvSource({"others.example.org", "example.org", "null", "'alerts.example.org, *'", "*.example.org"})
    void whoeverAllowsOthersRefusesUs(String allowedOrigin) {
        assertThat(Handshake.meaning(200, allowedOrigin, "*", ORIGIN)).isInstanceOf(Meaning.Refuses.class);
    }

    @Test
    void aChallengeNamesItsSubscriptionAndNoOther() {
        UUID subscription = UUID.randomUUID();
        var key = new ConsentKey(subscription, new byte[ConsentKey.BYTES]);

        assertThat(ConsentKey.subscriptionOf(key.challenge())).contains(subscription);
        assertThat(key.isChallenge(key.challenge())).isTrue();
        assertThat(new ConsentKey(UUID.randomUUID(), key.key()).isChallenge(key.challenge()))
                .isFalse();
        assertThat(ConsentKey.subscriptionOf("nonsense")).isEmpty();
        assertThat(ConsentKey.subscriptionOf("non.sense")).isEmpty();
        assertThat(key.toString()).doesNotContain("AAAA");
    }
}
