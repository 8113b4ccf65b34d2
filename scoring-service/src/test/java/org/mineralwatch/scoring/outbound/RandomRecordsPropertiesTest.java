package org.mineralwatch.scoring.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.DateAhead;
import org.mineralwatch.scoring.domain.EventRecord;
import org.mineralwatch.scoring.domain.KnownEvents;
import org.mineralwatch.scoring.domain.PolicyEvent;
import org.mineralwatch.scoring.domain.ReachedCells;
import org.mineralwatch.scoring.domain.Score;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.outbound.PolicyEventReading.Reading;

/** Whatever stands on the topic is told to be unusable, or can be stored and scored on every day. */
class RandomRecordsPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final PolicyEventReading READING = new PolicyEventReading(JSON);
    private static final ScoreModel MODEL = new ScoreModel(new BaselineFacts().baseline());
    private static final ReachedCells REACHED = new ReachedCells(MODEL);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int RECORDS = 8;

    @Property(tries = 400)
    void whatIsReadCanBeStoredAndScoredAndTheRestSaysWhy(@ForAll Random random) {
        RandomRecords values = new RandomRecords(random);
        List<EventRecord> usable = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = values.next();
            switch (READING.read(value)) {
                case Reading.Unusable(String reason) -> assertThat(reason).isNotBlank();
                case Reading.Usable(EventRecord record) -> {
                    String stored = new String(value, StandardCharsets.UTF_8);
                    assertThat(stored).doesNotContain("\0");
                    assertThat(READING.read(stored.getBytes(StandardCharsets.UTF_8)))
                            .isEqualTo(new Reading.Usable(record));
                    usable.add(record);
                }
            }
        }

        KnownEvents nothing = KnownEvents.resolve(List.of(), TODAY);
        KnownEvents known = KnownEvents.resolve(usable, TODAY);
        List<Cell> touched = new ArrayList<>(REACHED.touchedBy(
                usable.stream().map(EventRecord::id).distinct().toList(), nothing, known));
        SortedSet<LocalDate> days = daysOf(usable);
        for (int i = 0; i < Math.min(4, touched.size()); i++) {
            Cell cell = touched.get(random.nextInt(touched.size()));
            for (LocalDate day : days) {
                assertSound(Valued.of(MODEL, cell, known, day));
            }
            assertThat(DateAhead.of(MODEL.exposure(cell, known), TODAY)).allSatisfy(date -> {
                assertThat(date.before()).isBetween(0.0, 100.0);
                assertThat(date.after()).isBetween(0.0, 100.0);
            });
            assertThat(MODEL.exposure(cell, known).calendar().turns())
                    .allSatisfy(turn -> assertThat(turn.date().getYear()).isLessThanOrEqualTo(9999));
        }
    }

    private static void assertSound(Valued valued) {
        Score score = valued.score();
        assertThat(score.points()).as("%s on %s", score.cell(), score.at()).isBetween(0.0, 100.0);
        assertThat(score.baseline()
                        + score.byEvent().values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                .isCloseTo(score.points(), within(1e-9));
        assertThat(score.interval().low()).isLessThanOrEqualTo(score.points() + 1e-9);
        assertThat(score.interval().high()).isBetween(score.points() - 1e-9, 100.0 + 1e-9);
        assertThat(score.eventLoss()).isBetween(0.0, 1.0);
        assertThat(score.heldBack().values()).allMatch(Double::isFinite);
        assertThat(valued.nextChange().map(LocalDate::getYear).orElse(0)).isLessThanOrEqualTo(9999);
    }

    /** Today, and the days on which something begins or ends, where scores can be asked for. */
    private static SortedSet<LocalDate> daysOf(List<EventRecord> records) {
        SortedSet<LocalDate> days = new TreeSet<>(List.of(TODAY, LocalDate.of(2075, 12, 31)));
        for (EventRecord record : records) {
            PolicyEvent event = record.event();
            if (event != null) {
                add(event.announced(), days);
                add(event.effectiveFrom(), days);
                add(event.effectiveUntil(), days);
            }
        }
        return days;
    }

    private static void add(@Nullable LocalDate day, SortedSet<LocalDate> days) {
        if (day != null && day.getYear() > 2000 && day.getYear() < 2075) {
            days.addAll(List.of(day.minusDays(1), day, day.plusDays(1), day.plusDays(400)));
        }
    }
}
