package org.mineralwatch.alert.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.alert.domain.Audience.Sight.KNOWN;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.Records;
import org.mineralwatch.alert.domain.Band;
import org.mineralwatch.alert.domain.BandEntry;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.Consent;
import org.mineralwatch.alert.domain.Direction;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.ScoreMove;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.domain.Threshold;
import org.mineralwatch.alert.domain.Turns;
import org.mineralwatch.alert.domain.Watch;
import org.mineralwatch.alert.domain.WatchedThreshold;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** The range search finds all that the domain would turn, in every phase. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class ThresholdStoreTest {
    private static final int ROUNDS = 200;

    @Inject
    Database database;

    @Inject
    ThresholdStore thresholds;

    @Inject
    SubscriptionStore subscriptions;

    @Inject
    ObservedScoreStore scores;

    private final Random random = new Random(20261121);
    private final Instant start = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void theRangeSearchFindsWhateverTurns() {
        Cell cell = Cell.parse(Records.newConsumer() + "/samarium/refining");
        Cell other = Cell.parse(Records.newConsumer() + "/gallium/refining");
        Subscription subscription = subscription();
        List<WatchedThreshold> all = watch(subscription, List.of(cell, other));
        Map<UUID, Recipient> recipients = Map.of(subscription.id(), subscription.recipient(0));
        Map<Cell, ScoreChange> present = Map.of();

        for (int round = 0; round < ROUNDS; round++) {
            ScoreChange change =
                    change(cell, random.nextInt(41) * 2.5, start.plusSeconds(600L * round), random.nextInt(8) == 0);

            List<WatchedThreshold> found = thresholds.withinReach(ScoreMove.byCell(List.of(change)));

            List<WatchedThreshold> ofCell =
                    all.stream().filter(each -> each.cell().equals(cell)).toList();
            assertThat(ofCell).containsAll(found);
            assertThat(found)
                    .containsAll(Turns.of(ofCell, List.of(change), present, recipients, KNOWN).turned().stream()
                            .map(after -> before(after, ofCell))
                            .toList());
            List<WatchedThreshold> turned =
                    Turns.of(found, List.of(change), present, recipients, KNOWN).turned();
            QuarkusTransaction.requiringNew().run(() -> {
                Journey journey = database.journey();
                thresholds.turn(journey, turned);
                journey.make();
            });
            turned.forEach(after -> {
                all.remove(before(after, ofCell));
                all.add(after);
            });
            present = Map.of(cell, change);
        }
        assertThat(thresholds.due(List.of(cell.toString()), start.plusSeconds(1_000_000)))
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .filter(each -> each.cell().equals(cell) && each.dueAt().isPresent())
                        .toList());
    }

    @AfterEach
    void leaveNothingDue() {
        QuarkusTransaction.requiringNew()
                .run(() -> database.update("delete from subscription where tenant = 'test'", _ -> {}));
    }

    private static WatchedThreshold before(WatchedThreshold after, List<WatchedThreshold> all) {
        return all.stream()
                .filter(each -> each.ordinal() == after.ordinal() && each.zone().equals(after.zone()))
                .findFirst()
                .orElseThrow();
    }

    /** Tables that fill faster than their statistics are read by index all the same. */
    @Test
    void statementsFollowTheirIndexWhateverThePlannerBelieves() {
        List<String> plan = QuarkusTransaction.requiringNew()
                .call(() -> database.list(
                        "explain select * from threshold_watch where cell = ? and direction = 'rising' and at <= 80 and armed",
                        row -> row.text("US/gallium/refining"),
                        row -> row.getString(1)));

        assertThat(plan.getFirst()).startsWith("Index Scan using threshold_watch_armed");
        assertThat(plan).anyMatch(line -> line.contains("Index Cond") && line.contains("at <="));
    }

    private Subscription subscription() {
        List<Condition> levels = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double one = random.nextInt(41) * 2.5;
            double two = random.nextInt(41) * 2.5;
            Duration hold = Duration.ofMinutes(random.nextInt(3) * 15L);
            double worsening = random.nextInt(3) * 5;
            levels.add(
                    switch (random.nextInt(5)) {
                        case 0, 1 ->
                            new Threshold(
                                    Math.max(one, two), Direction.RISING, Math.min(one, two), hold, worsening, true);
                        case 2, 3 ->
                            new Threshold(
                                    Math.min(one, two), Direction.FALLING, Math.max(one, two), hold, worsening, true);
                        default ->
                            new BandEntry(
                                    Set.of(Band.values()[random.nextInt(5)], Band.values()[random.nextInt(2)]),
                                    1,
                                    true);
                    });
        }
        return new Subscription(
                UUID.randomUUID(),
                "",
                Subscription.State.ACTIVE,
                start,
                start,
                new Endpoint(URI.create("http://localhost:1/"), Endpoint.DEFAULT_TIMEOUT),
                Consent.given(Consent.Way.HANDSHAKE, Instant.EPOCH),
                new Watch(Set.of(), Set.of(), Set.of()),
                levels,
                Subscription.Grouping.NONE);
    }

    private List<WatchedThreshold> watch(Subscription subscription, List<Cell> cells) {
        List<WatchedThreshold> watched = new ArrayList<>();
        cells.forEach(cell -> watched.addAll(subscription.thresholdsOn(cell)));
        QuarkusTransaction.requiringNew().run(() -> {
            Journey journey = database.journey();
            scores.observe(
                    journey,
                    cells.stream().map(cell -> change(cell, 0, start, false)).toList());
            journey.make();
            subscriptions.add(new Tenant("test"), subscription);
            thresholds.add(watched);
        });
        return watched;
    }

    private static ScoreChange change(Cell cell, double score, Instant at, boolean rebase) {
        return new ScoreChange(cell, 1, at, score, rebase, List.of(), List.of(), "{}", "");
    }
}
