package org.mineralwatch.scoring.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.CellBaseline;
import org.mineralwatch.scoring.domain.FactRow;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.FactSources.Figure;

/** The rows named as the sources of a cell are those that its figures are made of. */
class FactSourcesTest {
    private static final Baseline BASELINE = new BaselineFacts().baseline();
    private static final FactSources SOURCES = new BaselineFacts().sources();

    @Test
    void productionIsThatOfItsRowsInEveryCell() {
        for (CellBaseline cell : BASELINE.cells().values()) {
            Map<String, Double> shares = new TreeMap<>();
            double all = 0.0;
            for (FactRow row : sources(cell, Figure.PRODUCTION)) {
                double share = Double.parseDouble(row.text("share"));
                boolean inside = cell.cell().consumer().equals("EU")
                        && BASELINE.world()
                                .members()
                                .getOrDefault("EU", new TreeSet<>())
                                .contains(row.text("country"));
                shares.merge(inside ? "EU" : row.text("country"), share, Double::sum);
                all += share;
            }
            for (Map.Entry<String, Double> share : cell.production().entrySet()) {
                assertThat(shares.getOrDefault(share.getKey(), 0.0) / all)
                        .as("%s %s", cell.cell(), share.getKey())
                        .isCloseTo(share.getValue(), within(1e-9));
            }
        }
    }

    @Test
    void everyFigureOfEveryCellHasItsRowsAndEveryRowItsSource() {
        for (CellBaseline cell : BASELINE.cells().values()) {
            var sources = SOURCES.of(cell, BASELINE.world());

            assertThat(sources)
                    .as(cell.cell().toString())
                    .containsKeys(Figure.PRODUCTION, Figure.GOVERNANCE, Figure.RECYCLING_AND_SUBSTITUTION);
            sources.values()
                    .forEach(rows -> assertThat(rows)
                            .allSatisfy(row -> assertThat(row.text("source") + row.text("basis"))
                                    .isNotEmpty()));
            if (cell.sourcing() != null) {
                assertThat(sources.containsKey(Figure.IMPORT_RELIANCE) || sources.containsKey(Figure.SOURCING))
                        .isTrue();
            }
            assertThat(sources.containsKey(Figure.UPSTREAM)).isEqualTo(cell.upstream() != null);
        }
    }

    @Test
    void relianceIsThatOfItsRow() {
        CellBaseline gallium = BASELINE.cells().values().stream()
                .filter(cell -> cell.cell().toString().equals("US/gallium/refining"))
                .findFirst()
                .orElseThrow();

        assertThat(sources(gallium, Figure.IMPORT_RELIANCE)).singleElement().satisfies(row -> {
            assertThat(row.text("net_import_reliance")).isEqualTo("1");
            assertThat(row.text("is_primary")).isEqualTo("true");
        });
        assertThat(sources(gallium, Figure.SOURCING))
                .extracting(row -> row.text("source_country"))
                .contains("CA", "JP", "CN", "DE");
    }

    private static List<FactRow> sources(CellBaseline cell, Figure figure) {
        return SOURCES.of(cell, BASELINE.world()).getOrDefault(figure, List.of());
    }
}
