package org.mineralwatch.alert.domain;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Speaks of scores, events and subscriptions as the tests need them. */
final class AlertFixtures {
    static final Cell SAMARIUM = Cell.parse("US/samarium/refining");
    static final Cell GALLIUM = Cell.parse("US/gallium/refining");
    static final Instant SUBSCRIBED = Instant.parse("2026-11-21T12:00:00Z");
    static final UUID SOMEBODY = UUID.fromString("5b0c2c5e-0a5d-4a43-9a3e-6a1f6f1b7f10");

    private AlertFixtures() {}

    /** The rare earths with two of their groups, and what stands alone. */
    static MineralVocabulary vocabulary() {
        return new MineralVocabulary(List.of(
                new Mineral("rare-earths", "Rare earths (group)", "REE", true, "", List.of("permanent magnets")),
                new Mineral("rare-earths-light", "Light rare earths", "LREE", true, "rare-earths", List.of()),
                new Mineral("rare-earths-heavy", "Heavy rare earths", "HREE", true, "rare-earths", List.of()),
                new Mineral("samarium", "Samarium", "Sm", false, "rare-earths-light", List.of("samarium oxide")),
                new Mineral("neodymium", "Neodymium", "Nd", false, "rare-earths-light", List.of("permanent magnets")),
                new Mineral("dysprosium", "Dysprosium", "Dy", false, "rare-earths-heavy", List.of("permanent magnets")),
                new Mineral("gallium", "Gallium", "Ga", false, "", List.of("GaN")),
                new Mineral("graphite", "Graphite (natural)", "C", false, "", List.of()),
                new Mineral("metallurgical-coal", "Metallurgical coal", "C", false, "", List.of("coking coal"))));
    }

    static ScoreChange change(Cell cell, long sequence, double score) {
        return new ScoreChange(
                cell, sequence, SUBSCRIBED.plusSeconds(sequence), score, false, List.of(), List.of(), "{}", "");
    }

    static ScoreChange rebase(Cell cell, long sequence, double score) {
        return new ScoreChange(
                cell, sequence, SUBSCRIBED.plusSeconds(sequence), score, true, List.of(), List.of(), "{}", "");
    }

    static WatchedThreshold watching(Cell cell, Threshold threshold) {
        return WatchedThreshold.begun(SOMEBODY, 0, cell, Zone.of(threshold));
    }

    /** Somebody with these conditions. */
    static Map<UUID, Recipient> somebody(Condition... conditions) {
        return Map.of(
                SOMEBODY, new Recipient(SOMEBODY, SUBSCRIBED, 0, List.of(conditions), Subscription.Grouping.NONE));
    }

    static Watch everything() {
        return new Watch(Set.of(), Set.of(), Set.of());
    }

    static EventFilter anyEvent() {
        return new EventFilter(Set.of(), Set.of(), Set.of(), Set.of());
    }

    static Subscription subscription(Watch watch, Condition... conditions) {
        return new Subscription(
                SOMEBODY,
                "",
                Subscription.State.ACTIVE,
                SUBSCRIBED,
                SUBSCRIBED,
                new Endpoint(URI.create("https://example.org/hook"), Endpoint.DEFAULT_TIMEOUT),
                Consent.given(Consent.Way.HANDSHAKE, Instant.EPOCH),
                watch,
                List.of(conditions),
                Subscription.Grouping.NONE);
    }

    /** A ban by China on exports of these minerals to the United States, recorded after the subscription. */
    static PolicyEvent chineseBan(String... minerals) {
        return ban("CN", Set.of("US"), Set.of(), SUBSCRIBED.plusSeconds(1), minerals);
    }

    static PolicyEvent ban(
            String actor, Set<String> targets, Set<String> stages, Instant recordedAt, String... minerals) {
        return new PolicyEvent(
                "2026-11-21-ban",
                1,
                recordedAt,
                "EXPORT_BAN",
                "ENACTED",
                Set.of(actor),
                targets,
                Set.of(),
                Set.of(minerals),
                stages,
                "{}",
                "");
    }
}
