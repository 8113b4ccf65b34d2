package org.mineralwatch.ingest.domain;

import java.util.Arrays;
import java.util.List;

/** How good the evidence is; sets the interval around a score. An event that says nothing is {@link #C}. */
public enum Grade {
    A("Official text with measured effect"),
    B("Official text"),
    C("Press or own knowledge"),
    D("Weak or a guess");

    private final String definition;

    Grade(String definition) {
        this.definition = definition;
    }

    /** What it means, in words. */
    public String definition() {
        return definition;
    }

    /** All grades as events write them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
