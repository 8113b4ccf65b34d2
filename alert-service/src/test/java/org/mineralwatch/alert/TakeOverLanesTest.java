package org.mineralwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Subscriptions.rising;
import static org.mineralwatch.alert.Subscriptions.subscribe;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.WebhookReceiver.Answer;
import org.mineralwatch.alert.outbound.ReplicaLock;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What becomes of lanes that a replica holds, and of those it only seems to. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class TakeOverLanesTest {

    @Inject
    DataSource dataSource;

    @Inject
    ReplicaLock replica;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final Topics topics = new Topics();
    private String consumer = "";
    private String cell = "";

    @BeforeEach
    void consumesAlone() {
        consumer = newConsumer();
        cell = consumer + "/samarium/refining";
    }

    @AfterEach
    void close() {
        topics.close();
        receiver.close();
    }

    @Test
    void whatAReplicaThatDiedHadClaimedIsTakenOver() throws SQLException {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(_ -> Answer.of(503).with("Retry-After", "3600"));
        topics.cross(cell, 1);
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .first()
                .extracting("attempts")
                .isEqualTo(1));
        receiver.answer(204);

        // As a process leaves it that was killed in the middle of a request: due, held, and nobody there.
        makeDueAndHeldBy(2_000_000_000, subscription);

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .first()
                .extracting("state")
                .isEqualTo("delivered"));
    }

    /** As it is where the answer to a commit was lost: PostgreSQL has the claim, and the replica does not know of it. */
    @Test
    void aLaneHeldByThisReplicaUnknowinglyIsLetGo() throws SQLException {
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(_ -> Answer.of(503).with("Retry-After", "3600"));
        topics.cross(cell, 1);
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .first()
                .extracting("attempts")
                .isEqualTo(1));
        receiver.answer(204);

        makeDueAndHeldBy(replica.heldNumber().orElseThrow(), subscription);

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
    }

    @Test
    void whatAnotherReplicaHoldsIsLeftToIt() throws SQLException {
        int other = 2_000_000_001;
        var subscription = subscribe(receiver, consumer, rising(80));
        receiver.answer(_ -> Answer.of(503).with("Retry-After", "3600"));
        topics.cross(cell, 1);
        await().untilAsserted(() -> assertThat(subscription.deliveries())
                .first()
                .extracting("attempts")
                .isEqualTo(1));
        receiver.answer(204);

        try (Connection alive = dataSource.getConnection();
                var lock = alive.prepareStatement("select pg_advisory_lock(1297547266, ?)")) {
            lock.setInt(1, other);
            lock.execute();
            makeDueAndHeldBy(other, subscription);

            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
            try (var unlock = alive.prepareStatement("select pg_advisory_unlock(1297547266, ?)")) {
                unlock.setInt(1, other);
                unlock.execute();
            }
        }

        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(2));
    }

    @Test
    void aLaneWithNothingPendingIsLetGo() throws SQLException {
        var subscription = subscribe(receiver, consumer, rising(80));

        try (Connection connection = dataSource.getConnection();
                PreparedStatement leave = connection.prepareStatement(
                        "insert into delivery_lane (subscription_id, subject, next_attempt_at) values (?, ?, now())")) {
            leave.setObject(1, UUID.fromString(subscription.id()));
            leave.setString(2, cell);
            leave.executeUpdate();
        }

        await().untilAsserted(() -> assertThat(lanesOf(subscription)).isZero());
        topics.cross(cell, 1);
        await().untilAsserted(() -> assertThat(receiver.received()).hasSize(1));
    }

    private int lanesOf(Subscriptions.Made subscription) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count =
                        connection.prepareStatement("select count(*) from delivery_lane where subscription_id = ?")) {
            count.setObject(1, UUID.fromString(subscription.id()));
            try (var row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void makeDueAndHeldBy(int replica, Subscriptions.Made subscription) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update delivery_lane set holder = ?, next_attempt_at = now() where subscription_id = ?")) {
            update.setInt(1, replica);
            update.setObject(2, UUID.fromString(subscription.id()));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
