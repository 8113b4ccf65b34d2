package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mineralwatch.scoring.domain.Explanation.Restriction;
import org.mineralwatch.scoring.domain.Explanation.Supplier;

/** Every number of the worked case in {@code docs/scoring-model.md} is what the model computes on the real cell. */
class DocumentedCaseTest {
    private static final Path PAGE = Path.of("..", "docs", "scoring-model.md");
    private static final Pattern ROW = Pattern.compile("^\\| \\**([^|*]+?)\\** \\| [^|]+ \\| \\**([0-9.]+)\\** \\|$");
    private static final String LICENCES = "2025-04-04-cn-export-control-7-ree-samarium";
    private static final String ORE_QUOTA = "2025-08-22-cn-ree-total-control-measures";
    private static final String TRUCE = "2025-11-07-cn-a70-suspends-october-controls";
    private static final ScoreModel MODEL = new ScoreModel(GoldenFixtures.realBaseline());
    private static final KnownEvents KNOWN =
            KnownEvents.resolve(TimelineFixtures.realRecords(), LocalDate.of(2026, 11, 21));

    @Test
    void everyNumberOfThePageIsTheModels() throws IOException {
        Map<String, String> documented = documented();

        Map<String, Double> computed = computed();

        assertThat(documented.keySet()).containsExactlyElementsOf(computed.keySet());
        documented.forEach((number, printed) -> assertThat(computed.get(number))
                .as(number)
                .isCloseTo(Double.parseDouble(printed), within(halfOfTheLastDigit(printed))));
    }

    private static Map<String, Double> computed() {
        Explanation before = on("2025-04-03");
        Explanation may = on("2025-05-15");
        Explanation truce = on("2025-12-15");
        Explanation after = on("2026-11-11");
        double roots =
                Math.sqrt(truce.formula().index()) + Math.sqrt(truce.formula().indexWithoutEvents());
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("governance risk g", china(before).governanceRisk());
        numbers.put("hazard h", china(before).hazard());
        numbers.put("exposed demand V", before.formula().exposedDemand());
        numbers.put("index Z on 3 April 2025", before.formula().index());
        numbers.put("score on 3 April 2025", before.score().points());
        numbers.put("loss δ on 15 May 2025", restriction(may, LICENCES).loss());
        numbers.put("availability K on 15 May 2025", china(may).availability());
        numbers.put("missing q on 15 May 2025", china(may).missing());
        numbers.put("score on 15 May 2025", may.score().points());
        numbers.put("lasting loss f", restriction(on("2035-01-01"), LICENCES).loss());
        numbers.put("loss δ on 15 December 2025", restriction(truce, LICENCES).loss());
        numbers.put("availability K on 15 December 2025", china(truce).availability());
        numbers.put("index Z on 15 December 2025", truce.formula().index());
        numbers.put("score on 15 December 2025", truce.score().points());
        numbers.put("slope", 100.0 * truce.formula().exposedDemand() / roots);
        numbers.put("points of the licences", restriction(truce, LICENCES).points());
        numbers.put("points of the quota on ore", restriction(truce, ORE_QUOTA).points());
        numbers.put("sum with the structure", truce.score().points());
        numbers.put(
                "score without the truce",
                MODEL.exposure(truce.score().cell(), KNOWN.without(Set.of(TRUCE)))
                        .pointsAt(truce.score().at()));
        numbers.put("held back by the truce", truce.score().heldBack().getOrDefault(TRUCE, 0.0));
        numbers.put("score on 10 November 2026", on("2026-11-10").score().points());
        numbers.put("availability K on 11 November 2026", china(after).availability());
        numbers.put("score on 11 November 2026", after.score().points());
        numbers.put(
                "the truce's part of that day's move",
                MODEL.exposure(after.score().cell(), KNOWN)
                        .moveTo(after.score().at())
                        .byAct()
                        .getOrDefault(TRUCE, 0.0));
        return numbers;
    }

    private static Map<String, String> documented() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("## The worked case"), page.indexOf("## The baseline"));
        Map<String, String> numbers = new LinkedHashMap<>();
        for (String line : section.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                numbers.put(row.group(1), row.group(2));
            }
        }
        return numbers;
    }

    private static double halfOfTheLastDigit(String printed) {
        int decimals = printed.length() - printed.indexOf('.') - 1;
        return 0.5 * Math.pow(10.0, -decimals) + 1e-9;
    }

    private static Explanation on(String date) {
        return MODEL.exposure(Cell.of("US/samarium/refining"), KNOWN).explanationAt(LocalDate.parse(date));
    }

    private static Supplier china(Explanation why) {
        return why.suppliers().stream()
                .filter(supplier -> supplier.code().equals("CN"))
                .findFirst()
                .orElseThrow();
    }

    private static Restriction restriction(Explanation why, String event) {
        return why.restrictions().stream()
                .filter(restriction -> restriction.event().equals(event))
                .findFirst()
                .orElseThrow();
    }
}
