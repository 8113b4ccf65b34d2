package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which alerts somebody asks for; what is empty leaves that side open.
 *
 * @param minerals ids of minerals, the members of groups among them
 * @param since raised then or later
 * @param silence that held them back
 */
public record AlertQuery(
        Optional<UUID> subscription,
        Optional<String> consumer,
        Set<String> minerals,
        Optional<String> stage,
        Optional<AlertType> type,
        Optional<Instant> since,
        Optional<UUID> silence) {
    public AlertQuery {
        minerals = Set.copyOf(minerals);
    }
}
