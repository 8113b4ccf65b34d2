package org.mineralwatch.ingest.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Finds what a writer may have meant: names that begin alike, and names few slips of the keyboard away (one letter added,
 * left out, wrong, or two swapped; optimal string alignment distance). Case does not count.
 */
final class Nearest {
    private static final int MOST = 4;
    private static final int LONGEST_ASKED = 60;
    private static final int SHORTEST_PREFIX = 3;

    private Nearest() {}

    /** The nearest of the known words, best first; none when nothing is near. */
    static List<String> among(Collection<String> known, String asked) {
        return among(known.stream().map(word -> Map.entry(word, word)).toList(), asked);
    }

    /** The values whose keys are nearest, best first, each once; none when nothing is near. */
    static List<String> among(List<Map.Entry<String, String>> named, String asked) {
        if (asked.isEmpty() || asked.length() > LONGEST_ASKED) {
            return List.of();
        }
        record Ranked(String value, int slips) {}
        String sought = asked.toLowerCase(Locale.ROOT);
        int tolerated = Math.max(1, sought.length() / 3);
        List<Ranked> near = new ArrayList<>();
        for (Map.Entry<String, String> name : named) {
            String candidate = name.getKey().toLowerCase(Locale.ROOT);
            int slips = beginAlike(candidate, sought) ? 1 : slips(candidate, sought, tolerated);
            // A name as long as the slips allowed would match anything.
            if (slips <= tolerated && slips < Math.max(candidate.length(), 2)) {
                near.add(new Ranked(name.getValue(), candidate.equals(sought) ? 0 : slips));
            }
        }
        near.sort(Comparator.comparingInt(Ranked::slips));
        SequencedSet<String> best = new LinkedHashSet<>();
        near.forEach(ranked -> best.add(ranked.value()));
        return best.stream().limit(MOST).toList();
    }

    private static boolean beginAlike(String one, String other) {
        return Math.min(one.length(), other.length()) >= SHORTEST_PREFIX
                && (one.startsWith(other) || other.startsWith(one));
    }

    private static int slips(String from, String to, int tolerated) {
        if (Math.abs(from.length() - to.length()) > tolerated) {
            return Integer.MAX_VALUE;
        }
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int wrong = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], last[j]) + 1, last[j - 1] + wrong);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return last[to.length()];
    }
}
