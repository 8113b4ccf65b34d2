package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.LiveEvent.Easing;

/** Which cells a record can touch, so that no other need be scored again. */
public final class ReachedCells {
    private final Map<String, List<CellStructure>> byNamedMineral = new HashMap<>();

    public ReachedCells(ScoreModel model) {
        for (CellStructure cell : model.structures()) {
            for (String mineral : cell.minerals()) {
                byNamedMineral.computeIfAbsent(mineral, _ -> new ArrayList<>()).add(cell);
            }
        }
    }

    /**
     * Cells whose score on any day may differ before and after records of these events. Every other cell has the same
     * score, to the last bit.
     *
     * @param changed ids of the events that got records
     * @param before what was known without the records
     * @param after what is known with them
     */
    public SortedSet<Cell> touchedBy(Collection<String> changed, KnownEvents before, KnownEvents after) {
        Search search = new Search();
        List<Appearance> appearances = new ArrayList<>();
        for (String id : changed) {
            LiveEvent old = before.live(id);
            LiveEvent now = after.live(id);
            if (old == null || now == null || !old.event().equals(now.event())) {
                addAppearance(old, before, appearances);
                addAppearance(now, after, appearances);
            }
        }
        // What is reached by an event itself need not be asked again of each that eases it.
        appearances.forEach(appearance -> search.addReachedBy(appearance.live()));
        appearances.forEach(appearance -> search.addCourseChangedBy(appearance.live(), appearance.known()));
        return new TreeSet<>(search.touched);
    }

    private record Appearance(LiveEvent live, KnownEvents known) {}

    private static void addAppearance(@Nullable LiveEvent live, KnownEvents known, List<Appearance> appearances) {
        if (live != null) {
            appearances.add(new Appearance(live, known));
        }
    }

    /** The same for one record. */
    public SortedSet<Cell> touchedBy(EventRecord changed, KnownEvents before, KnownEvents after) {
        return touchedBy(Set.of(changed.id()), before, after);
    }

    /** Gathers cells; looks for all that an event reaches only once. */
    private final class Search {
        private final Set<Cell> touched = new HashSet<>();
        private final Set<LiveEvent> searched = new HashSet<>();

        /** Cells that events touch whose course an event changes. */
        void addCourseChangedBy(LiveEvent live, KnownEvents known) {
            addEasedBy(live, known);
            addEndedBy(live, live.event().ends(), known);
            addEndedBy(live, live.event().supersedes(), known);
            // An announced measure counts only while the one it replaces is not in force.
            for (LiveEvent successor : known.successorsOf(live.id())) {
                if (successor.announced() < successor.start()) {
                    addReachedBy(successor);
                }
            }
        }

        private void addEndedBy(LiveEvent live, Set<String> ids, KnownEvents known) {
            for (String id : ids) {
                LiveEvent ended = known.live(id);
                if (ended != null && live.setsTheEndOf(ended)) {
                    addReachedBy(ended);
                    addEasedBy(ended, known);
                }
            }
        }

        private void addEasedBy(LiveEvent easing, KnownEvents known) {
            for (Suspension suspension : easing.event().suspends()) {
                LiveEvent eased = known.live(suspension.event());
                if (eased != null && !searched.contains(eased)) {
                    Easing relief = new Easing(easing, suspension.relief());
                    addReachedBy(eased, facet -> relief.reaches(facet.buyer()));
                }
            }
        }

        void addReachedBy(LiveEvent live) {
            if (searched.add(live)) {
                addReachedBy(live, _ -> true);
            }
        }

        private void addReachedBy(LiveEvent live, Predicate<Facet> counts) {
            for (String mineral : live.event().minerals()) {
                for (CellStructure cell : byNamedMineral.getOrDefault(mineral, List.of())) {
                    if (!touched.contains(cell.cell()) && reaches(live, cell, counts)) {
                        touched.add(cell.cell());
                    }
                }
            }
        }
    }

    private static boolean reaches(LiveEvent live, CellStructure cell, Predicate<Facet> counts) {
        return switch (live.event().effect()) {
            case Effect.Restriction restriction ->
                live.start() < live.ownEnd()
                        && Facet.of(live, restriction, cell).stream().anyMatch(counts);
            case Effect.Cover cover -> {
                CoverTerm term = CoverTerm.of(live, cover, cell);
                yield term != null && term.start() < live.ownEnd();
            }
            case Effect.None _ -> false;
        };
    }
}
