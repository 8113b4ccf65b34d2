package org.mineralwatch.alert.domain;

import java.util.List;

/**
 * A mineral, or a group of them.
 *
 * @param id as it is stored everywhere
 * @param symbol empty when it has none
 * @param group true when it stands for others
 * @param parent id of the group it belongs to; empty when it belongs to none
 * @param aliases other names it goes by
 */
public record Mineral(String id, String name, String symbol, boolean group, String parent, List<String> aliases) {
    public Mineral {
        aliases = List.copyOf(aliases);
    }
}
