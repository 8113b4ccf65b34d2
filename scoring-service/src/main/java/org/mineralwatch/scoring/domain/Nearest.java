package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a writer may have meant: words that begin alike, or that few insertions, deletions and changes part. */
public final class Nearest {
    private static final int MOST = 4;
    private static final int LONGEST = 60;
    private static final int SHORTEST_START = 3;
    private static final int MOST_SLIPS = 4;

    private Nearest() {}

    /** The nearest of the known words, best first; none when nothing is near. */
    public static List<String> among(Collection<String> known, String asked) {
        record Ranked(String word, int distance) {}
        if (asked.isEmpty() || asked.length() > LONGEST) {
            return List.of();
        }
        String sought = asked.toLowerCase(Locale.ROOT);
        int tolerated = Math.clamp(sought.length() / 3, 1, MOST_SLIPS);
        List<Ranked> near = new ArrayList<>();
        for (String word : known) {
            String candidate = word.toLowerCase(Locale.ROOT);
            int distance = beginAlike(candidate, sought) ? 1 : distance(candidate, sought, tolerated);
            if (distance <= tolerated && distance < Math.max(2, candidate.length())) {
                near.add(new Ranked(word, distance));
            }
        }
        near.sort(Comparator.comparingInt(Ranked::distance).thenComparing(Ranked::word));
        return near.stream().map(Ranked::word).distinct().limit(MOST).toList();
    }

    private static boolean beginAlike(String one, String other) {
        return Math.min(one.length(), other.length()) >= SHORTEST_START
                && (one.startsWith(other) || other.startsWith(one));
    }

    /** Levenshtein's, row by row, given up where it can only be larger than tolerated. */
    private static int distance(String from, String to, int tolerated) {
        if (Math.abs(from.length() - to.length()) > tolerated) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            int least = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
                least = Math.min(least, row[j]);
            }
            if (least > tolerated) {
                return Integer.MAX_VALUE;
            }
        }
        return row[to.length()];
    }
}
