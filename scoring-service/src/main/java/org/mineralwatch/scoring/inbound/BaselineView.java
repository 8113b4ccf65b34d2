package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.CellBaseline;
import org.mineralwatch.scoring.domain.FactRow;

/** The baseline as the API answers it. */
@Schema(name = "Baseline")
record BaselineView(
        @Schema(description = "identifies the content") String version,
        String model,

        @Schema(description = "first day that scores are given for")
        LocalDate from,

        @Schema(description = "last day that scores are given for")
        LocalDate until,

        int cells,

        @Schema(description = "cells by grade of evidence, A to D")
        Map<String, Long> grades,

        @Schema(description = "cells by year of their production figures")
        Map<Integer, Long> years,

        @Schema(description = "cells with a known sourcing, by consumer")
        Map<String, Long> sourcings,

        List<Table> tables,
        List<Licence> licences) {

    @Schema(name = "Table")
    record Table(
            @Schema(examples = "supply") String name,
            int rows,
            List<String> columns,
            @Schema(description = "rows by confidence") Map<String, Long> confidence,
            @Schema(description = "rows by year") Map<String, Long> years,

            @Schema(description = "how many different sources the rows name")
            long sources) {}

    @Schema(name = "Licence")
    record Licence(String publisher, String publications, String licence, String note) {
        static Licence of(FactRow row) {
            return new Licence(row.text("publisher"), row.text("publications"), row.text("licence"), row.text("note"));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CellFacts")
    record CellFacts(
            @Schema(examples = "US/gallium/refining") String cell,
            String grade,

            @Schema(description = "of the production figures")
            int year,

            @Schema(description = "mineral whose production stands in for that of this one; absent for its own")
            @Nullable
            String productionOf,

            @Schema(description = "world production by supplier, adding to 1")
            SortedMap<String, Double> production,

            @Schema(description = "what the consumer buys by supplier, adding to 1; absent where it is not known")
            @Nullable
            SortedMap<String, Double> sourcing,

            @Nullable Double importReliance,
            double recycling,
            double substitution,

            @Schema(
                    description =
                            "where what suppliers make of others' material comes from; absent where it is not known")
            @Nullable
            SortedMap<String, SortedMap<String, Double>> upstream) {

        static CellFacts of(CellBaseline cell) {
            CellBaseline.Sourcing sourcing = cell.sourcing();
            CellBaseline.Upstream upstream = cell.upstream();
            return new CellFacts(
                    cell.cell().toString(),
                    cell.grade().name(),
                    cell.year(),
                    cell.productionOf(),
                    cell.production(),
                    sourcing == null ? null : sourcing.mix(),
                    sourcing == null ? null : sourcing.importReliance(),
                    cell.eolRir(),
                    cell.siSr(),
                    upstream == null ? null : upstream.shares());
        }
    }
}
