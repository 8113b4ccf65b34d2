package org.mineralwatch.alert.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.alert.domain.AlertFixtures.GALLIUM;
import static org.mineralwatch.alert.domain.AlertFixtures.SAMARIUM;
import static org.mineralwatch.alert.domain.AlertFixtures.SOMEBODY;
import static org.mineralwatch.alert.domain.AlertFixtures.anyEvent;
import static org.mineralwatch.alert.domain.AlertFixtures.change;
import static org.mineralwatch.alert.domain.AlertFixtures.chineseBan;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FiringTest {
    private static final Threshold THRESHOLD = Threshold.withDefaultRearm(80, Direction.RISING);

    @Test
    void theIdIsMadeOfTheCausesAlone() {
        var found = firing(SOMEBODY, 0, AlertType.RAISED, change(SAMARIUM, 7, 85));
        var foundAgain = firing(
                SOMEBODY,
                0,
                AlertType.RAISED,
                new ScoreChange(
                        SAMARIUM,
                        7,
                        Instant.EPOCH,
                        85,
                        false,
                        List.of(),
                        List.of(),
                        "{\"read\": \"again\"}",
                        "00-aa-bb-01"));

        assertThat(foundAgain.alertId()).isEqualTo(found.alertId());
        assertThat(found.alertId().version()).isEqualTo(8);
        assertThat(found.alertId().variant()).isEqualTo(2);
        // Stored ids outlive releases: this one must never come out another.
        assertThat(found.alertId()).hasToString("5aec38dc-d286-822f-a686-1c5f76a89f2c");
    }

    @Test
    void anotherCauseMakesAnotherId() {
        var ids = List.of(
                firing(SOMEBODY, 0, AlertType.RAISED, change(SAMARIUM, 7, 85)).alertId(),
                firing(SOMEBODY, 1, AlertType.RAISED, change(SAMARIUM, 7, 85)).alertId(),
                firing(SOMEBODY, 0, AlertType.STANDING, change(SAMARIUM, 7, 85)).alertId(),
                firing(SOMEBODY, 0, AlertType.RAISED, change(SAMARIUM, 8, 85)).alertId(),
                firing(SOMEBODY, 0, AlertType.RAISED, change(GALLIUM, 7, 85)).alertId(),
                firing(new UUID(1, 2), 0, AlertType.RAISED, change(SAMARIUM, 7, 85))
                        .alertId());

        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void anEventFiresOnceInWhateverRevision() {
        var event = chineseBan("samarium");
        var corrected = new PolicyEvent(
                event.id(),
                2,
                event.recordedAt(),
                event.type(),
                "SIGNED",
                event.parties(),
                event.targets(),
                event.affected(),
                event.minerals(),
                event.stages(),
                "{}",
                "");

        var first = Firing.ofEvent(SOMEBODY, 0, anyEvent(), event);
        var second = Firing.ofEvent(SOMEBODY, 0, anyEvent(), corrected);

        assertThat(second.alertId()).isEqualTo(first.alertId());
    }

    private static Firing firing(UUID subscription, int ordinal, AlertType type, ScoreChange change) {
        return Firing.ofScore(subscription, ordinal, THRESHOLD, type, Trigger.MET, change, change.sequence());
    }
}
