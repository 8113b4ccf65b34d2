package org.mineralwatch.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.faults;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.json;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.read;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.sound;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.timeline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mineralwatch.ingest.domain.Fault.Kind;

class PolicyMeasureTest {

    @Test
    void fiveMembersMakeAnEventAndTheRestIsByDefault() {
        PolicyMeasure measure = sound(cobaltBan());

        assertThat(measure.id()).isEqualTo(new EventId("2027-02-01-congo-stops-cobalt-exports"));
        assertThat(measure.type()).isEqualTo(EventType.EXPORT_BAN);
        assertThat(measure.announced()).isEqualTo(LocalDate.parse("2027-02-01"));
        assertThat(measure.actors()).containsExactly("CD");
        assertThat(measure.targets()).containsExactly("*");
        assertThat(measure.minerals()).containsExactly("cobalt");
        assertThat(measure.stages()).containsExactly("mining", "refining", "alumina", "magnet", "enrichment");
        assertThat(measure.standing()).isEqualTo(Standing.ENACTED);
        assertThat(measure.references()).isEmpty();
        assertThat(measure.content()).isEqualTo(cobaltBan());
    }

    @ParameterizedTest
    @MethodSource("org.mineralwatch.ingest.domain.PolicyEventFixtures#timeline")
    void everyEventOfTheTimelineIsKeptAsItIs(String line) {
        PolicyMeasure measure = sound(line);

        assertThat(json("{\"id\":\"" + measure.id() + "\"," + measure.content().substring(1)))
                .isEqualTo(json(line));
    }

    @Test
    void theTimelineHas228Events() {
        assertThat(timeline()).hasSize(228);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"type\":\"EXPORT_BAN\",\"title\":\"T\",\"announced\":\"2027-02-01\",\"actor\":\"CD\",\"minerals\":[\"cobalt\"],\"leadTimeYears\":1}'"
                        + "| '{\"minerals\":[\"Co\"],\"leadTimeYears\":1.0,\"actor\":\"CD\",\"announced\":\"2027-02-01\",\"title\":\"T\",\"type\":\"EXPORT_BAN\"}'",
                "'{\"type\":\"EXPORT_BAN\",\"title\":\"\u00e9\",\"announced\":\"2027-02-01\",\"actor\":\"CD\",\"minerals\":[\"cobalt\"],\"leadTimeYears\":0}'"
                        + "| '{\"type\":\"EXPORT_BAN\",\"title\":\"\\u00e9\",\"announced\":\"2027-02-01\",\"actor\":\"CD\",\"minerals\":[\"cobalt metal\"],\"leadTimeYears\":-0.0e3}'",
            })
    void orderOfMembersSpellingOfNumbersAndNamesOfMineralsDoNotMatter(String one, String other) {
        assertThat(sound(one)).isEqualTo(sound(other));
    }

    @Test
    void orderOfItemsMatters() {
        PolicyMeasure one = sound(cobaltBan("\"targets\":[\"US\",\"JP\"]"));
        PolicyMeasure other = sound(cobaltBan("\"targets\":[\"JP\",\"US\"]"));

        assertThat(one.content()).isNotEqualTo(other.content());
    }

    @Test
    void orderOfConsumersDoesNotMatterAndAllOthersComeLast() {
        String effect = "\"effect\":{\"deniedShare\":{\"*\":0.1,\"US\":0.4,\"JP\":0.2},\"kind\":\"LICENSING\"}";

        PolicyMeasure measure = sound(cobaltBan(effect));

        assertThat(measure.content())
                .endsWith("\"effect\":{\"kind\":\"LICENSING\",\"deniedShare\":{\"JP\":0.2,\"US\":0.4,\"*\":0.1}}}");
    }

    @ParameterizedTest
    @CsvSource({
        "Sm,samarium",
        "sm,samarium",
        "SAMARIUM,samarium",
        "aluminium,aluminum",
        "iron ore,iron",
        "iron-ore,iron",
        "PGM,platinum-group-metals",
        "permanent magnets,rare-earths",
        "NdPr,magnet-rare-earths",
        "Rare earths,rare-earths",
        "Phosphate rock,phosphate",
        "Eu,europium",
        "critical raw materials,critical-minerals"
    })
    void mineralsAreFoundByIdSymbolNameOrAliasAndStoredById(String name, String id) {
        PolicyMeasure measure = sound(cobaltBan("\"minerals\":[\"" + name + "\"]"));

        assertThat(measure.minerals()).containsExactly(id);
        assertThat(measure.content()).contains("\"minerals\":[\"" + id + "\"]");
    }

    @Test
    void bauxiteIsAluminumAtMiningAndAluminaAtAlumina() {
        PolicyMeasure bauxite = sound(cobaltBan("\"minerals\":[\"Bauxite\"]"));
        PolicyMeasure alumina = sound(cobaltBan("\"minerals\":[\"alumina\"]", "\"stages\":[\"alumina\",\"refining\"]"));

        assertThat(bauxite).isEqualTo(sound(cobaltBan("\"minerals\":[\"aluminum\"]", "\"stages\":[\"mining\"]")));
        assertThat(alumina.minerals()).containsExactly("aluminum");
        assertThat(alumina.stages()).containsExactly("alumina", "refining");
    }

    @Test
    void bauxiteAtAnotherStageOrBesideOthersWithoutAStageCannotBeUnderstood() {
        List<Fault> elsewhere = faults(cobaltBan("\"minerals\":[\"bauxite\"]", "\"stages\":[\"refining\"]"));
        List<Fault> besideOthers = faults(cobaltBan("\"minerals\":[\"cobalt\",\"bauxite\"]"));

        assertThat(elsewhere)
                .singleElement()
                .extracting(Fault::kind, Fault::pointer, Fault::detail)
                .containsExactly(
                        Kind.MINERAL_STAGE_MISMATCH,
                        "/minerals/0",
                        "`bauxite` is aluminum at mining, which `stages` leaves out: add the stage, or write aluminum");
        assertThat(besideOthers)
                .singleElement()
                .extracting(Fault::kind, Fault::pointer)
                .containsExactly(Kind.MINERAL_STAGE_MISMATCH, "/minerals/1");
    }

    @Test
    void aMineralUnderTwoNamesIsThereTwice() {
        List<Fault> faults = faults(cobaltBan("\"minerals\":[\"bauxite\",\"alumina\"]"));

        assertThat(faults)
                .singleElement()
                .extracting(Fault::pointer, Fault::detail)
                .containsExactly("/minerals/1", "`aluminum` is there already, as item 0: leave this one out");
    }

    @Test
    void everyFaultIsFoundAtOnce() {
        String posted = """
                {"type":"EXPORT_BANN","title":"","announced":"2027-02-30","actor":"XX","minerals":["galium","cobalt"],
                 "stages":["mine"],"leadTimeYears":61,"colour":"red","value":{"amount":0,"currency":"usd"}}
                """;

        List<Fault> faults = faults(posted);

        assertThat(faults)
                .extracting(Fault::pointer)
                .containsExactly(
                        "/type",
                        "/title",
                        "/announced",
                        "/actor",
                        "/minerals/0",
                        "/stages/0",
                        "/value/amount",
                        "/value/currency",
                        "/value/kind",
                        "/leadTimeYears",
                        "/colour");
    }

    @Test
    void thousandsOfFaultsAreCountedAndTheFirstDescribed() {
        String targets = "\"XX\",".repeat(9_999) + "\"XX\"";

        MeasureReading reading = read(cobaltBan("\"targets\":[" + targets + "]"));

        assertThat(reading).isInstanceOfSatisfying(MeasureReading.Faulty.class, faulty -> {
            assertThat(faulty.faults()).hasSize(Examination.MOST_DESCRIBED);
            assertThat(faulty.found()).isEqualTo(10_000 + 9_999);
        });
    }

    @Test
    void referencesAreThoseOfAllFourMembers() {
        PolicyMeasure measure = sound(cobaltBan(
                "\"type\":\"EASING\"",
                "\"supersedes\":[\"a\"]",
                "\"suspends\":[{\"event\":\"b\",\"relief\":0.5},{\"event\":\"a\"}]",
                "\"ends\":[\"c\"]",
                "\"relatesTo\":[\"d\"]"));

        assertThat(measure.references()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aRecordTellsWhoWhenAndWhatTheEventStates() {
        PolicyEventRevision first = sound(cobaltBan("\"id\":\"x\""))
                .firstRevision(Instant.parse("2027-03-01T00:00:00Z"), LocalDate.parse("2027-02-01"), "desk");

        assertThat(first.json())
                .isEqualTo("{\"id\":\"x\",\"revision\":1,\"recordedAt\":\"2027-03-01T00:00:00Z\","
                        + "\"knownAt\":\"2027-02-01\",\"publisher\":\"desk\","
                        + cobaltBan().substring(1));
    }
}
