package org.mineralwatch.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.faults;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mineralwatch.ingest.domain.Fault.Kind;

/** Each fault an event can have: where it points, and the mend it names. */
class FaultTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/faults.csv", delimiter = '|', quoteCharacter = '^')
    void isFoundAndNamesItsMend(String members, Kind kind, String pointer, String detail) {
        List<Fault> faults = faults(cobaltBan(members.replace('\'', '"').split("; ", -1)));

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.detail()).isEqualTo(detail);
        });
    }

    @ParameterizedTest
    @MethodSource
    void offersWhatMayHaveBeenMeant(String members, List<String> suggestions) {
        List<Fault> faults = faults(cobaltBan(members));

        assertThat(faults)
                .singleElement()
                .satisfies(fault -> assertThat(fault.suggestions()).startsWith(suggestions.toArray(String[]::new)));
    }

    static Stream<Arguments> offersWhatMayHaveBeenMeant() {
        return Stream.of(
                suggests("'minerals':['galium']", "gallium"),
                suggests("'minerals':['samarim oxide']", "samarium"),
                suggests("'minerals':['rare earth']", "rare-earths"),
                suggests("'minerals':['C']", "graphite", "metallurgical-coal"),
                suggests("'actor':'UK'", "GB"),
                suggests("'actor':'China'", "CN"),
                suggests("'actor':'cn'", "CN"),
                suggests("'type':'EXPORT_BANN'", "EXPORT_BAN"),
                suggests("'stages':['refinning']", "refining"),
                suggests("'effect':{'kind':'LICENCING'}", "LICENSING"),
                suggests("'effect':{'kind':'BAN','leek':1}", "leak"),
                suggests("'Note':'x'", "note"),
                suggests("'efectiveFrom':'2027-02-01'", "effectiveFrom"));
    }

    private static Arguments suggests(String members, String... suggestions) {
        return Arguments.of(members.replace('\'', '"'), List.of(suggestions));
    }

    @Test
    void whatIsMissingIsNamed() {
        List<Fault> faults = faults("{}");

        assertThat(faults)
                .extracting(Fault::pointer)
                .containsExactly("/type", "/title", "/announced", "/actor", "/minerals");
        assertThat(faults).extracting(Fault::kind).containsOnly(Kind.MISSING_MEMBER);
    }

    @Test
    void whatIsNoObjectIsNoEvent() {
        assertThat(faults("12")).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEmpty();
            assertThat(fault.detail()).startsWith("is a number: give a policy event: an object with id, type, title");
        });
    }

    @Test
    void aPointerNamesEvenStrangeMembersAndHoldsNoControlCharacters() {
        assertThat(faults(cobaltBan("\"a/b~c\\u0000\":1")))
                .singleElement()
                .extracting(Fault::pointer)
                .isEqualTo("/a~1b~0c\uFFFD");
    }
}
