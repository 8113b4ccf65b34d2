package org.mineralwatch.alert.domain;

import java.util.Set;

/**
 * The part of the world a subscription looks at. An empty set leaves that side open.
 *
 * @param consumers ISO 3166-1 alpha-2, or {@code EU}
 * @param minerals ids of minerals and groups; a group stands for its members
 * @param stages stages of the supply chain
 */
public record Watch(Set<String> consumers, Set<String> minerals, Set<String> stages) {
    public Watch {
        consumers = Set.copyOf(consumers);
        minerals = Set.copyOf(minerals);
        stages = Set.copyOf(stages);
    }

    /** True where the cell is in the part looked at. */
    public boolean covers(Cell cell, MineralVocabulary vocabulary) {
        return (consumers.isEmpty() || consumers.contains(cell.consumer()))
                && (stages.isEmpty() || stages.contains(cell.stage()))
                && (minerals.isEmpty()
                        || vocabulary.withAncestors(cell.mineral()).stream().anyMatch(minerals::contains));
    }

    /**
     * True where the event touches the part looked at: a mineral, a group it belongs to or a member of it, a stage or all
     * stages, and a consumer as actor or target.
     */
    public boolean covers(PolicyEvent event, MineralVocabulary vocabulary) {
        return (consumers.isEmpty() || consumers.stream().anyMatch(event::concerns))
                && (stages.isEmpty()
                        || event.stages().isEmpty()
                        || stages.stream().anyMatch(event.stages()::contains))
                && (minerals.isEmpty()
                        || event.minerals().stream()
                                .anyMatch(named ->
                                        minerals.stream().anyMatch(watched -> vocabulary.related(watched, named))));
    }
}
