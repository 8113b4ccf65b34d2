package org.mineralwatch.scoring.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mineralwatch.scoring.domain.GoldenFixtures.TOLERANCE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.CellBaseline;
import org.mineralwatch.scoring.domain.GoldenFixtures;

class BaselineFactsTest {
    private static final Baseline EXPECTED = GoldenFixtures.realBaseline();
    private static final Baseline BUILT = new BaselineFacts().baseline();

    @Test
    void makesTheSameCells() {
        assertThat(BUILT.cells().keySet())
                .hasSize(770)
                .isEqualTo(EXPECTED.cells().keySet());
    }

    @Test
    void makesTheSameWorld() {
        assertThat(BUILT.world().ties()).isEqualTo(EXPECTED.world().ties());
        assertThat(BUILT.world().members()).isEqualTo(EXPECTED.world().members());
        assertThat(BUILT.world().groups()).isEqualTo(EXPECTED.world().groups());
        assertThat(BUILT.world().countries().keySet())
                .isEqualTo(EXPECTED.world().countries().keySet());
        EXPECTED.world()
                .countries()
                .forEach((code, country) -> assertThat(BUILT.world().countries())
                        .extractingByKey(code)
                        .satisfies(built -> assertThat(built.governanceRisk())
                                .as(code)
                                .isCloseTo(country.governanceRisk(), within(TOLERANCE))));
    }

    @Test
    void makesTheSameInputsOfEveryCell() {
        EXPECTED.cells().forEach((cell, expected) -> {
            CellBaseline built = BUILT.find(cell).orElseThrow();

            assertThat(built.grade()).as("%s", cell).isEqualTo(expected.grade());
            assertThat(built.year()).as("%s", cell).isEqualTo(expected.year());
            assertThat(built.productionOf()).as("%s", cell).isEqualTo(expected.productionOf());
            assertThat(built.eolRir()).as("%s", cell).isCloseTo(expected.eolRir(), within(TOLERANCE));
            assertThat(built.siSr()).as("%s", cell).isCloseTo(expected.siSr(), within(TOLERANCE));
            assertNear(built.production(), expected.production(), cell);
            assertSameSourcing(built, expected);
            assertSameBloc(built, expected);
            assertSameUpstream(built, expected);
        });
    }

    /** A change of the facts or of the rule is a new version: whoever means it states it here. */
    @Test
    void versionIsThatOfTheContent() {
        Baseline again = new BaselineFacts().baseline();

        assertThat(BUILT.version()).matches("[0-9a-f]{12}").isEqualTo(again.version());
        assertThat(withTable("upstream.csv", text -> text.replace("CD,0.75", "CD,0.76"))
                        .baseline()
                        .version())
                .isNotEqualTo(BUILT.version());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    supply.csv                 | aluminum,alumina,CN,2024 | unobtainium,alumina,CN,2024 | line 2 column mineral_id: unknown: unobtainium
                    supply.csv                 | aluminum,alumina,CN,2024 | aluminum,smelting,CN,2024   | line 2 column stage: not understood: smelting
                    supply.csv                 | aluminum,alumina,CN,2024 | aluminum,alumina,China,2024 | line 2 column country: no country code: China
                    supply.csv                 | aluminum,alumina,CN,2024 | aluminum,alumina,CN,MMXXIV  | line 2 column year: not understood: MMXXIV
                    supply.csv                 | 0.602766                 | 1.602766                    | line 2 column share: not within 0.0 and 1.0: 1.602766
                    supply.csv                 | 0.602766                 | NaN                         | line 2 column share: not within 0.0 and 1.0: NaN
                    supply.csv                 | mineral_id,stage         | mineral,stage               | line 2 column mineral_id: no such column
                    reliance.csv               | metal,true,2021          | metal,maybe,2021            | line 2 column is_primary: neither true nor false: maybe
                    reliance.csv               | 2021,0.61,=              | 2021,,=                     | line 2 column net_import_reliance: empty
                    reliance.csv               | 2021,0.61,=              | 2021,0.61,~                 | line 2 column qualifier: not understood: ~
                    import_sources.csv         | true,imports             | true,hearsay                | line 2 column basis: not understood: hearsay
                    governance.csv             | 2022,2022,0.65           | 2022,2022,65                | line 2 column wgi_raw_mean: not within -10.0 and 10.0: 65.0
                    ties.csv                   | US,AE,neutral            | US,AE,friendly              | line 2 column tie: not understood: friendly
                    recycling_substitution.csv | aluminum,0.32            | aluminum,32                 | line 2 column eol_rir: not within 0.0 and 1.0: 32.0
                    upstream.csv               | CN,mining,CD             | CN,mine,CD                  | line 2 column upstream_stage: not understood: mine
                    eu_members.csv             | AT,Austria               | Austria,Austria             | line 2 column country: no country code: Austria
                    """)
    void aMalformedRowStopsWithFileLineAndColumn(String file, String good, String bad, String complaint) {
        BaselineFacts facts = withTable(file, text -> text.replaceFirst(java.util.regex.Pattern.quote(good), bad));

        assertThatThrownBy(facts::baseline)
                .isInstanceOf(MalformedFactException.class)
                .hasMessage(file + " " + complaint);
    }

    @Test
    void aMissingTableStopsWithItsName() {
        BaselineFacts facts = new BaselineFacts(
                path -> path.endsWith("/ties.csv") ? null : getClass().getResourceAsStream(path));

        assertThatThrownBy(facts::baseline)
                .isInstanceOf(MalformedFactException.class)
                .hasMessage("ties.csv: missing");
    }

    private static BaselineFacts withTable(String file, UnaryOperator<String> change) {
        return new BaselineFacts(path -> {
            InputStream table = Objects.requireNonNull(BaselineFactsTest.class.getResourceAsStream(path), path);
            return path.endsWith("/" + file) ? changed(table, change) : table;
        });
    }

    private static InputStream changed(InputStream table, UnaryOperator<String> change) {
        try (table) {
            String text = new String(table.readAllBytes(), UTF_8);
            String other = change.apply(text);
            assertThat(other).isNotEqualTo(text);
            return new ByteArrayInputStream(other.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSameSourcing(CellBaseline built, CellBaseline expected) {
        var builtSourcing = built.sourcing();
        var expectedSourcing = expected.sourcing();
        assertThat(builtSourcing == null).as("%s", built.cell()).isEqualTo(expectedSourcing == null);
        if (builtSourcing != null && expectedSourcing != null) {
            assertNear(builtSourcing.mix(), expectedSourcing.mix(), built.cell());
            assertThat(builtSourcing.importReliance())
                    .as("%s", built.cell())
                    .isCloseTo(expectedSourcing.importReliance(), within(TOLERANCE));
        }
    }

    private static void assertSameBloc(CellBaseline built, CellBaseline expected) {
        var builtBloc = built.bloc();
        var expectedBloc = expected.bloc();
        assertThat(builtBloc == null).as("%s", built.cell()).isEqualTo(expectedBloc == null);
        if (builtBloc != null && expectedBloc != null) {
            assertNear(builtBloc.members(), expectedBloc.members(), built.cell());
            assertThat(builtBloc.governanceRisk())
                    .as("%s", built.cell())
                    .isCloseTo(expectedBloc.governanceRisk(), within(TOLERANCE));
        }
    }

    private static void assertSameUpstream(CellBaseline built, CellBaseline expected) {
        var builtUpstream = built.upstream();
        var expectedUpstream = expected.upstream();
        assertThat(builtUpstream == null).as("%s", built.cell()).isEqualTo(expectedUpstream == null);
        if (builtUpstream != null && expectedUpstream != null) {
            assertThat(builtUpstream.stage()).isEqualTo(expectedUpstream.stage());
            assertThat(builtUpstream.shares().keySet())
                    .isEqualTo(expectedUpstream.shares().keySet());
            expectedUpstream
                    .shares()
                    .forEach((supplier, origins) -> assertNear(
                            Objects.requireNonNull(builtUpstream.shares().get(supplier)), origins, built.cell()));
        }
    }

    private static void assertNear(Map<String, Double> built, Map<String, Double> expected, Cell cell) {
        assertThat(built.keySet()).as("%s", cell).isEqualTo(expected.keySet());
        expected.forEach((key, value) -> assertThat(built)
                .as("%s", cell)
                .hasEntrySatisfying(key, number -> assertThat(number).isCloseTo(value, within(TOLERANCE))));
    }
}
