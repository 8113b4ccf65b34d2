package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"US", "EU", "CN", "NA", "CD"})
    void statesAndTheUnionExist(String code) {
        assertThat(Parties.isKnown(code)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"us, US", "USA, US", "UK, GB", "China, CN", "Germny, DE", "Europe, EU"})
    void othersGetTheNearestCode(String text, String code) {
        assertThat(Parties.isKnown(text)).isFalse();
        assertThat(Parties.nearest(text)).first().isEqualTo(code);
    }
}
