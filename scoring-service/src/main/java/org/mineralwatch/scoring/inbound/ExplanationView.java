package org.mineralwatch.scoring.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.ExplainScores.Explained;
import org.mineralwatch.scoring.domain.Explanation;
import org.mineralwatch.scoring.domain.FactRow;

/** A cell taken apart as the API answers it: the terms are those of the scoring model. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Explanation")
record ExplanationView(
        @Schema(description = "the score as GET /v1/scores/{consumer}/{mineral}/{stage} has it")
        ScoreView score,

        Formula formula,

        @Schema(
                description =
                        "their structural points add to the baseline; all points and those of covers to the score")
        List<Supplier> suppliers,

        @Schema(description = "what events do to suppliers; a supplier's availability is the product of 1 - loss")
        List<Restriction> restrictions,

        List<Cover> covers,
        Baseline baseline,

        @Schema(
                description =
                        "rows of the fact tables behind each figure, with their sources; a figure without rows is a default")
        Map<String, List<Source>> sources) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Formula", description = "R = 100 V sqrt(Z), Z = C * sum w Z_b")
    record Formula(
            @Schema(description = "end-of-life recycling input rate, 0 to 1")
            double recycling,

            @Schema(description = "substitution factor, 0 to 1")
            double substitution,

            @Schema(description = "V = (1 - recycling) * substitution")
            double exposedDemand,

            @Schema(description = "IR, 0 to 1; absent where the sourcing is not known") @Nullable
            Double importReliance,

            List<Mix> mixes,

            @Schema(description = "C, what covers leave, 0 to 1")
            double uncovered,

            @Schema(description = "Z with no event at work") double indexWithoutEvents,
            @Schema(description = "Z") double index) {}

    @Schema(name = "Mix")
    record Mix(
            @Schema(enumeration = {"production", "sourcing"})
            String of,

            @Schema(description = "w, 0 to 1") double weight,
            @Schema(description = "Z_b, before covers") double index) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Supplier")
    record Supplier(
            @Schema(examples = "CN") String supplier,

            @Schema(description = "share of world production")
            double production,

            @Schema(description = "share of what the consumer buys; absent where it is not known") @Nullable
            Double sourcing,

            @Schema(description = "g, 0 to 1") double governanceRisk,

            @Schema(description = "omega, 0 to 1: self or ally 0, partner 0.25, neutral 0.5, rival 1")
            double unwillingness,

            @Schema(description = "h = 0.25 (g + omega)") double hazard,

            @Schema(description = "K, part of its flow that still arrives")
            double availability,

            @Schema(description = "q = 1 - (1 - h) K") double missing,
            @Schema(description = "e = h K") double structurallyMissing,

            @Schema(description = "points without any event")
            double structural,

            @Schema(description = "points of events") double events,

            @Schema(description = "structural and events together")
            double points) {}

    @Schema(name = "Restriction")
    record Restriction(
            String event,
            String supplier,

            @Schema(
                    description =
                            "whose purchases are hit: the consumer, or the supplier where it passes on what it buys")
            String buyer,

            @Schema(description = "false while it is announced only")
            boolean inForce,

            @Schema(description = "days in force; below 0 so many days before")
            int age,

            @Schema(description = "weight of its standing") double standingWeight,

            @Schema(description = "y, part of the supplier's output that is hit")
            double exposed,

            @Schema(description = "loss before reliefs") double raw,

            @Schema(description = "part of the loss that is lifted, by event")
            Map<String, Double> reliefs,

            @Schema(description = "delta, what is left of it")
            double loss,

            double points) {}

    @Schema(name = "CoverAtWork")
    record Cover(
            String event,
            @Schema(description = "c, part of demand") double covered,
            @Schema(description = "0 or less") double points) {}

    @Schema(name = "BaselineOfCell")
    record Baseline(
            @Schema(description = "of the production figures")
            int year,

            @Schema(description = "evidence, A to D") String grade,

            @Schema(description = "mineral whose production the shares are of")
            String productionOf,

            String version) {}

    @Schema(name = "FactRow")
    record Source(
            @Schema(description = "GET /v1/baseline/tables/{table} has all of it", examples = "supply")
            String table,

            @Schema(description = "in the table, the header being 1")
            int line,

            @Schema(description = "by column") Map<String, String> row) {

        static Source of(FactRow row) {
            return new Source(row.table(), row.line(), row.columns());
        }
    }

    static ExplanationView of(Explained explained) {
        Explanation why = explained.explanation();
        Explanation.Formula formula = why.formula();
        SortedMap<String, List<Source>> sources = new TreeMap<>();
        explained
                .sources()
                .forEach((figure, rows) -> sources.put(
                        inWords(figure), rows.stream().map(Source::of).toList()));
        return new ExplanationView(
                ScoreView.of(explained.valued()),
                new Formula(
                        formula.recycling(),
                        formula.substitution(),
                        formula.exposedDemand(),
                        formula.importReliance(),
                        formula.mixes().stream()
                                .map(mix -> new Mix(inWords(mix.of()), mix.weight(), mix.index()))
                                .toList(),
                        formula.uncovered(),
                        formula.indexWithoutEvents(),
                        formula.index()),
                why.suppliers().stream().map(ExplanationView::supplier).toList(),
                why.restrictions().stream().map(ExplanationView::restriction).toList(),
                why.covers().stream()
                        .map(cover -> new Cover(cover.event(), cover.covered(), cover.points()))
                        .toList(),
                new Baseline(
                        why.year(),
                        explained.valued().grade().name(),
                        why.productionOf(),
                        explained.valued().baselineVersion()),
                sources);
    }

    private static Supplier supplier(Explanation.Supplier one) {
        return new Supplier(
                one.code(),
                one.production(),
                one.sourcing(),
                one.governanceRisk(),
                one.unwillingness(),
                one.hazard(),
                one.availability(),
                one.missing(),
                one.structurallyMissing(),
                one.structural(),
                one.events(),
                one.points());
    }

    private static Restriction restriction(Explanation.Restriction one) {
        return new Restriction(
                one.event(),
                one.supplier(),
                one.buyer(),
                one.inForce(),
                one.age(),
                one.standingWeight(),
                one.exposed(),
                one.raw(),
                one.reliefs(),
                one.loss(),
                one.points());
    }

    private static String inWords(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
