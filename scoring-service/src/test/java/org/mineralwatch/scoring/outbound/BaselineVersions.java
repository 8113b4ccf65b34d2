package org.mineralwatch.scoring.outbound;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.BaselineRule;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.Versions;

/** The shipped version of the baseline and a second, small one. */
public final class BaselineVersions {
    private static final String SECOND = "/second-baseline/";

    private BaselineVersions() {}

    /** By the day from which each is known. */
    public static SortedMap<LocalDate, Baseline> both() {
        SortedMap<LocalDate, Baseline> baselines = new TreeMap<>();
        BaselineFacts.versions(BaselineVersions::open)
                .forEach((knownFrom, facts) -> baselines.put(knownFrom, facts.baseline()));
        return baselines;
    }

    /** The rules of both, the second known from a day on. */
    public static Versions<BaselineRule> rules(LocalDate second) {
        return versions(second, facts -> new BaselineRule(facts.facts()));
    }

    /** The rows of both, the second known from a day on. */
    public static Versions<FactSources> sources(LocalDate second) {
        return versions(second, BaselineFacts::sources);
    }

    private static <T> Versions<T> versions(LocalDate second, Function<BaselineFacts, T> make) {
        SortedMap<LocalDate, BaselineFacts> facts = BaselineFacts.versions(BaselineVersions::open);
        return new Versions<>(Map.of(
                LocalDate.EPOCH,
                make.apply(facts.sequencedValues().getFirst()),
                second,
                make.apply(facts.sequencedValues().getLast())));
    }

    /** Of a version, the tables that differ; the rest is as shipped. */
    private static @Nullable InputStream open(String path) {
        String second = path.replace("/baseline/second/", SECOND);
        if (path.endsWith("/versions.csv")) {
            return BaselineVersions.class.getResourceAsStream(SECOND + "versions.csv");
        }
        InputStream differing = second.equals(path) ? null : BaselineVersions.class.getResourceAsStream(second);
        return differing == null
                ? BaselineVersions.class.getResourceAsStream(path.replace("/baseline/second/", "/baseline/"))
                : differing;
    }
}
