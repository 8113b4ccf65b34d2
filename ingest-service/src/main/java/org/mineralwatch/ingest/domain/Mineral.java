package org.mineralwatch.ingest.domain;

import java.util.List;
import java.util.Optional;

/**
 * An entry of the vocabulary of minerals.
 *
 * @param id as events store it
 * @param name in words
 * @param symbol chemical symbol or usual abbreviation; empty when there is none
 * @param kind a mineral, a group that stands for its members, or a named list that stands for nothing
 * @param group id of the group (or broader mineral) it belongs to; empty when it belongs to none
 * @param aliases other names under which it is accepted
 */
public record Mineral(String id, String name, String symbol, Kind kind, Optional<String> group, List<String> aliases) {

    public Mineral {
        aliases = List.copyOf(aliases);
    }

    /** What an entry is. */
    public enum Kind {
        MINERAL,
        GROUP,
        LIST
    }
}
