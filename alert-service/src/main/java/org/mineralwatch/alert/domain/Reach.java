package org.mineralwatch.alert.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a watch can see of the world as it is known, and what therefore nothing comes of: parts of it that cover no cell, and
 * conditions that fire once at the most, or on events that pass it by.
 *
 * @param covered the cells that it covers
 * @param known every cell there is a score of
 */
public record Reach(Watch watch, Set<Cell> covered, Set<Cell> known, MineralVocabulary vocabulary) {
    private static final int NAMED = 5;

    public Reach {
        covered = Set.copyOf(covered);
        known = Set.copyOf(known);
    }

    /** What a watch sees of the cells there are. */
    public static Reach of(Watch watch, Set<Cell> known, MineralVocabulary vocabulary) {
        Set<Cell> covered =
                known.stream().filter(cell -> watch.covers(cell, vocabulary)).collect(Collectors.toSet());
        return new Reach(watch, covered, known, vocabulary);
    }

    /**
     * What may not be meant, each with the pointer to what it is about.
     *
     * @param events the policy events there have been
     */
    public List<String> warnings(List<Condition> conditions, List<PolicyEvent> events) {
        List<String> warnings = new ArrayList<>();
        if (conditions.stream().anyMatch(condition -> !(condition instanceof EventFilter))) {
            warnOfCells(warnings);
        }
        for (int i = 0; i < conditions.size(); i++) {
            String pointer = "/conditions/" + i + ": ";
            switch (conditions.get(i)) {
                case Threshold threshold
                when !threshold.canFireAgain() ->
                    warnings.add(pointer + "no score goes back past rearm, so it fires once for a cell");
                case BandEntry entry
                when !entry.canBeLeft() ->
                    warnings.add(pointer + "every score is in one of these bands, so none is ever left");
                case EventFilter filter -> warnOfEvents(pointer, filter, events, warnings);
                case Threshold _, BandEntry _, Move _, DatedChange _ -> {}
            }
        }
        return warnings;
    }

    private void warnOfCells(List<String> warnings) {
        if (covered.isEmpty()) {
            warnings.add("/watch: no cell is covered at present, so no condition on scores fires until one is");
        }
        if (known.isEmpty()) {
            return;
        }
        warnOf("consumers", watch.consumers(), name -> cell -> cell.consumer().equals(name), warnings);
        warnOf(
                "minerals",
                watch.minerals(),
                name -> cell -> vocabulary.withAncestors(cell.mineral()).contains(name),
                warnings);
        warnOf("stages", watch.stages(), name -> cell -> cell.stage().equals(name), warnings);
    }

    private interface Part {
        Predicate<Cell> named(String name);
    }

    /** What is named and adds nothing: there is no score of it, or none together with the rest of the watch. */
    private void warnOf(String member, Collection<String> names, Part part, List<String> warnings) {
        for (String name : names.stream().sorted().toList()) {
            if (known.stream().noneMatch(part.named(name))) {
                warnings.add("/watch/" + member + ": no score is kept of " + name
                        + ", so no condition on scores fires for it");
            } else if (!covered.isEmpty() && covered.stream().noneMatch(part.named(name))) {
                warnings.add("/watch/" + member + ": no score is kept of " + name
                        + " together with the rest of the watch, so no condition on scores fires for it");
            }
        }
    }

    private void warnOfEvents(String pointer, EventFilter filter, List<PolicyEvent> events, List<String> warnings) {
        List<PolicyEvent> matching = events.stream().filter(filter::matches).toList();
        if (matching.isEmpty() || matching.stream().anyMatch(event -> watch.covers(event, vocabulary))) {
            return;
        }
        String minerals = matching.stream()
                .flatMap(event -> event.minerals().stream())
                .collect(Collectors.groupingBy(mineral -> mineral, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted((one, other) -> other.getValue().equals(one.getValue())
                        ? one.getKey().compareTo(other.getKey())
                        : other.getValue().compareTo(one.getValue()))
                .limit(NAMED)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        warnings.add(pointer + "none of the " + matching.size()
                + " events so far that match touches what is watched; they are on " + minerals);
    }
}
