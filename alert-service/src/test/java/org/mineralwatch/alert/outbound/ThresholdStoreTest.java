package org.mineralwatch.alert.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.Records;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.Direction;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.ScoreMove;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.domain.Threshold;
import org.mineralwatch.alert.domain.Watch;
import org.mineralwatch.alert.domain.WatchedThreshold;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** The range search finds what the domain would turn: no more and no less. */
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

    @Test
    void theRangeSearchFindsExactlyWhatTurns() {
        Cell cell = Cell.parse(Records.newConsumer() + "/samarium/refining");
        Cell other = Cell.parse(Records.newConsumer() + "/gallium/refining");
        List<WatchedThreshold> all = watch(List.of(cell, other));

        for (int round = 0; round < ROUNDS; round++) {
            double score = random.nextInt(41) / 2.0;
            ScoreMove move = ScoreMove.byCell(List.of(change(cell, score))).getFirst();

            List<WatchedThreshold> found = thresholds.withinReach(List.of(move));

            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(each -> each.cell().equals(cell) && each.turn(score) != Threshold.Turn.UNMOVED)
                            .toList());
            List<WatchedThreshold> turned =
                    found.stream().map(each -> each.after(each.turn(score))).toList();
            QuarkusTransaction.requiringNew().run(() -> thresholds.turn(turned));
            all.removeAll(found);
            all.addAll(turned);
        }
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

    private List<WatchedThreshold> watch(List<Cell> cells) {
        List<Threshold> levels = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double one = random.nextInt(41) / 2.0;
            double two = random.nextInt(41) / 2.0;
            levels.add(
                    random.nextBoolean()
                            ? new Threshold(Math.max(one, two), Direction.RISING, Math.min(one, two))
                            : new Threshold(Math.min(one, two), Direction.FALLING, Math.max(one, two)));
        }
        var subscription = new Subscription(
                UUID.randomUUID(),
                "",
                Subscription.State.ACTIVE,
                Instant.now(),
                Instant.now(),
                new Endpoint(URI.create("http://localhost:1/"), Endpoint.DEFAULT_TIMEOUT),
                new Watch(Set.of(), Set.of(), Set.of()),
                List.copyOf(levels));
        List<WatchedThreshold> watched = new ArrayList<>();
        cells.forEach(cell -> watched.addAll(subscription.thresholdsOn(cell)));
        QuarkusTransaction.requiringNew().run(() -> {
            scores.observe(cells.stream().map(cell -> change(cell, 0)).toList());
            subscriptions.add(new Tenant("test"), subscription);
            thresholds.add(watched);
        });
        return watched;
    }

    private static ScoreChange change(Cell cell, double score) {
        return new ScoreChange(cell, 1, Instant.now(), score, false, "{}", "");
    }
}
