package org.mineralwatch.alert.domain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The words a policy event can be described with, in the order of their publication.
 *
 * @param types event types
 * @param standing how binding an act can be
 * @param stages of the supply chain, scored or not
 */
public record EventVocabulary(List<String> types, List<String> standing, List<String> stages) {
    public EventVocabulary {
        types = List.copyOf(types);
        standing = List.copyOf(standing);
        stages = List.copyOf(stages);
    }

    /** The words somebody may have meant, nearest first; case does not count. */
    public static List<String> nearest(String text, List<String> words) {
        return Nearest.to(
                text.toLowerCase(Locale.ROOT),
                words.stream().collect(Collectors.toMap(word -> word.toLowerCase(Locale.ROOT), word -> word)));
    }
}
