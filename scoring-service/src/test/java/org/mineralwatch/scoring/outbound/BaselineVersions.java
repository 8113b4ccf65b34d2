package org.mineralwatch.scoring.outbound;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Baseline;

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
