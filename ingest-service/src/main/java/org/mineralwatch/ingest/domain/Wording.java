package org.mineralwatch.ingest.domain;

import java.util.List;

/** Turns what was sent into words that can stand in a sentence, however long or unprintable it was. */
final class Wording {
    private static final int LONGEST_QUOTE = 60;
    private static final char REPLACEMENT = '\uFFFD';

    private Wording() {}

    /** The text between back quotes, cut when it is long. */
    static String quoted(String text) {
        String shown = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
        return "`" + printable(shown) + "`";
    }

    /** Control characters and halves of surrogate pairs replaced: these break logs, terminals and encoders. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                shown.append(c).append(text.charAt(++i));
            } else {
                shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return shown.toString();
    }

    /** "a, b and c". */
    static String listed(List<String> words) {
        return switch (words.size()) {
            case 0 -> "";
            case 1 -> words.getFirst();
            default -> String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
        };
    }
}
