package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.alert.domain.AlertFixtures.vocabulary;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.alert.domain.MineralVocabulary.Meaning;

class MineralVocabularyTest {
    private static final MineralVocabulary VOCABULARY = vocabulary();

    @ParameterizedTest
    @CsvSource({
        "samarium, samarium",
        "Sm, samarium",
        "sm, samarium",
        "Samarium Oxide, samarium",
        "samarium_oxide, samarium",
        "GaN, gallium",
        "coking coal, metallurgical-coal",
        "REE, rare-earths",
        "permanent magnets, rare-earths"
    })
    void aMineralIsKnownByAnyOfItsNames(String name, String id) {
        assertThat(VOCABULARY.meaning(name)).isEqualTo(new Meaning.One(id));
    }

    @Test
    void aNameThatSeveralShareIsAskedAbout() {
        assertThat(VOCABULARY.meaning("C")).isEqualTo(new Meaning.Several(List.of("graphite", "metallurgical-coal")));
    }

    @ParameterizedTest
    @CsvSource({"galium, gallium", "samariun, samarium", "Dysprosum, dysprosium", "rare earth, rare-earths"})
    void aSlipGetsTheNearestName(String slip, String meant) {
        assertThat(VOCABULARY.meaning(slip))
                .isInstanceOfSatisfying(
                        Meaning.None.class,
                        none -> assertThat(none.nearest()).first().isEqualTo(meant));
    }

    @Test
    void nonsenseGetsNoSuggestion() {
        assertThat(VOCABULARY.meaning("unobtainium-of-the-moon")).isEqualTo(new Meaning.None(List.of()));
        assertThat(VOCABULARY.meaning("x".repeat(5000))).isEqualTo(new Meaning.None(List.of()));
    }

    @Test
    void aGroupCoversAllThatBelongsToIt() {
        assertThat(VOCABULARY.membersOf(List.of("rare-earths-light")))
                .containsExactlyInAnyOrder("rare-earths-light", "samarium", "neodymium");
        assertThat(VOCABULARY.membersOf(List.of("rare-earths"))).hasSize(6);
    }
}
