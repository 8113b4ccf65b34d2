package org.mineralwatch.ingest.domain;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;

/**
 * The id of an event: its publisher's own, unique for ever.
 *
 * @param value letters, digits and {@code . _ : ~ -}, beginning with a letter or digit, at most 120 characters
 */
public record EventId(String value) implements Comparable<EventId> {
    /** The most characters an id has. */
    public static final int LONGEST = 120;

    public EventId {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("event id: " + value);
        }
    }

    /** True for a text that can be an id. */
    public static boolean isWellFormed(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isLetterOrDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && "._:~-".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The id of an event that came without one: the day announced and the title in small letters, digits and hyphens. The
     * same event posted again gets the same id; a title without Latin letters or digits counts by its hash.
     */
    public static EventId of(LocalDate announced, String title) {
        String slug = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String id = announced + "-" + (slug.equals("-") ? Integer.toHexString(title.hashCode()) : slug);
        return new EventId(id.substring(0, Math.min(id.length(), LONGEST))
                .replaceAll("-+$", "")
                .replaceAll("--+", "-"));
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
