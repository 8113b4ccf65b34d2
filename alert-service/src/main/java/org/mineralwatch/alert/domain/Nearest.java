package org.mineralwatch.alert.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Offers what somebody may have meant: the names fewest letters away. */
final class Nearest {
    private static final int OFFERED = 3;
    private static final int LONGEST_TEXT = 60;

    private Nearest() {}

    /**
     * What the nearest names stand for, at most three, each once, nearest first; nothing for a name that shares too little
     * with the text to be meant.
     *
     * @param meanings what each name stands for
     */
    static List<String> to(String text, Map<String, String> meanings) {
        record Candidate(String name, int distance) {}
        if (text.length() > LONGEST_TEXT) {
            return List.of();
        }
        int farthest = Math.max(1, text.length() / 3);
        return meanings.keySet().stream()
                .map(name -> new Candidate(name, distance(text, name)))
                // A name that would have to be rewritten as a whole is not meant.
                .filter(candidate -> candidate.distance <= farthest && candidate.distance < candidate.name.length())
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(candidate -> meanings.getOrDefault(candidate.name, candidate.name))
                .distinct()
                .limit(OFFERED)
                .toList();
    }

    /** Levenshtein's: letters to insert, remove or replace. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
