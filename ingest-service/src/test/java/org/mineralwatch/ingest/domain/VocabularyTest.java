package org.mineralwatch.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.VOCABULARY;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {

    @Test
    void theCountriesAreThoseOfIsoAndTheUnion() {
        Set<String> codes = new TreeSet<>(Set.of(Locale.getISOCountries()));
        codes.add("EU");

        assertThat(VOCABULARY.countries().nameByCode().sequencedKeySet()).containsExactlyElementsOf(codes);
    }

    @Test
    void anEventConcernsAGroupThroughItsMembersAndAMineralThroughItsGroups() {
        Minerals minerals = VOCABULARY.minerals();

        assertThat(minerals.concerning("rare-earths"))
                .contains("rare-earths", "rare-earths-heavy", "dysprosium", "scandium", "magnet-rare-earths")
                .doesNotContain("critical-minerals", "cobalt");
        assertThat(minerals.concerning("dysprosium"))
                .containsExactlyInAnyOrder("dysprosium", "rare-earths-heavy", "rare-earths");
        assertThat(minerals.concerning("critical-minerals")).containsExactly("critical-minerals");
    }

    @ParameterizedTest
    @CsvSource({
        "Congo stops cobalt exports,2027-02-01-congo-stops-cobalt-exports",
        "«Décret» n° 7: l’or — fermé!,2027-02-01-decret-n-7-l-or-ferme",
        "--,2027-02-01-5a0",
        "中国停止出口,2027-02-01-56c1f49f"
    })
    void anEventWithoutAnIdIsNamedByItsDayAndTitle(String title, String id) {
        assertThat(EventId.of(LocalDate.parse("2027-02-01"), title).value()).isEqualTo(id);
    }

    @Test
    void anIdMadeOfALongTitleIsCutToTheLongest() {
        EventId id = EventId.of(LocalDate.parse("2027-02-01"), "x".repeat(108) + " y".repeat(6));

        assertThat(id.value()).hasSize(119).endsWith("x");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0.0,0",
        "30259,30259",
        "0.1,0.1",
        "1e3,1000",
        "123456789012345,123456789012345",
        "1e15,1.0E15",
        "1e-7,1.0E-7"
    })
    void aNumberHasOneSpelling(String sent, String canonical) {
        StringBuilder json = new StringBuilder();

        PolicyEventFixtures.json(sent).writeTo(json);

        assertThat(json).hasToString(canonical);
    }

    @Test
    void textIsEscapedWhereItMustBeAndNowhereElse() {
        StringBuilder json = new StringBuilder();

        PolicyEventFixtures.json("{\"a\":\"\\\"\\\\\\n\\t\\u0001\\u00e9\\/\",\"b\":[],\"c\":{},\"d\":[true,null]}")
                .writeTo(json);

        assertThat(json).hasToString("{\"a\":\"\\\"\\\\\\n\\t\\u0001\u00e9/\",\"b\":[],\"c\":{},\"d\":[true,null]}");
    }
}
