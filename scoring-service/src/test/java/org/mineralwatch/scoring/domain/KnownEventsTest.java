package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownEventsTest {
    private static final LocalDate TODAY = LocalDate.of(2025, 1, 1);

    @Test
    void ofAnEventTheNewestRevisionKnownOnTheDayCounts() {
        EventRecord first = EventRecord.of(banOn("gallium").build(), 1, TODAY);
        EventRecord second = EventRecord.of(banOn("germanium").build(), 2, TODAY.plusDays(9));

        assertThat(KnownEvents.resolve(List.of(second, first), TODAY.plusDays(8))
                        .find("ban"))
                .contains(banOn("gallium").build());
        assertThat(KnownEvents.resolve(List.of(second, first), TODAY.plusDays(9))
                        .find("ban"))
                .contains(banOn("germanium").build());
        assertThat(KnownEvents.resolve(List.of(second, first), TODAY.minusDays(1))
                        .size())
                .isZero();
    }

    @Test
    void ofOneRevisionTheOneKnownLaterCounts() {
        EventRecord early = EventRecord.of(banOn("gallium").build(), 1, TODAY);
        EventRecord late = EventRecord.of(banOn("germanium").build(), 1, TODAY.plusDays(1));

        assertThat(KnownEvents.resolve(List.of(late, early), TODAY.plusDays(1)).find("ban"))
                .contains(banOn("germanium").build());
    }

    @Test
    void aRevisionAfterARetractionIsThereAgain() {
        EventRecord retracted = EventRecord.retraction("ban", 2, TODAY);
        EventRecord again = EventRecord.of(banOn("gallium").build(), 3, TODAY);

        assertThat(KnownEvents.resolve(List.of(retracted), TODAY).find("ban")).isEmpty();
        assertThat(KnownEvents.resolve(List.of(again, retracted), TODAY).find("ban"))
                .isPresent();
    }

    /** The order of sums, so that they come to the same bits everywhere. */
    @Test
    void eventsStandInTheOrderOfTheirIds() {
        List<EventRecord> records = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 100; i < 200; i++) {
            ids.add("event-" + i);
            List<String> minerals = i % 2 == 0 ? List.of("dysprosium") : List.of("rare-earths", "dysprosium");
            records.add(EventRecord.firstOf(PolicyEvent.of("event-" + i, EventType.EXPORT_BAN, TODAY, "CN", minerals)
                    .build()));
        }
        Collections.shuffle(records, new Random(1));
        KnownEvents known = KnownEvents.resolve(records, TODAY);

        assertThat(known.naming(List.of("dysprosium")))
                .extracting(LiveEvent::id)
                .isEqualTo(ids);
        assertThat(known.naming(List.of("dysprosium", "rare-earths")))
                .extracting(LiveEvent::id)
                .isEqualTo(ids);
    }

    private static PolicyEvent.Builder banOn(String mineral) {
        return PolicyEvent.of("ban", EventType.EXPORT_BAN, TODAY, "CN", List.of(mineral));
    }
}
