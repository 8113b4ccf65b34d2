package org.mineralwatch.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.testing.LocalStackResource;
import org.mineralwatch.scoring.ExplainScores.Moved;
import org.mineralwatch.scoring.ExplainScores.OfEvent;
import org.mineralwatch.scoring.SupposeScenarios.Answer;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.BaselineRule;
import org.mineralwatch.scoring.domain.Cell;
import org.mineralwatch.scoring.domain.Horizon;
import org.mineralwatch.scoring.domain.Impact;
import org.mineralwatch.scoring.domain.Movement;
import org.mineralwatch.scoring.domain.Scenario;
import org.mineralwatch.scoring.domain.ScenarioOutcome.MovedCell;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Stage;
import org.mineralwatch.scoring.domain.SupplyOverride;
import org.mineralwatch.scoring.domain.Versions;
import org.mineralwatch.scoring.domain.Whole;
import org.mineralwatch.scoring.outbound.BaselineVersions;
import org.mineralwatch.scoring.outbound.PolicyEventRecordStore;
import org.mineralwatch.scoring.outbound.PostedEventReading;

/** Whatever is asked as known on a day is answered from the baseline known on that day. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "scoring"))
class KnownBaselineTest {
    private static final double ROUNDING = 1e-9;
    private static final String BAN = "known-baseline-ban";
    private static final Cell GALLIUM = Cell.of("US/gallium/refining");
    private static final LocalDate BEFORE = LocalDate.of(2013, 5, 31);
    private static final LocalDate SECOND_KNOWN = LocalDate.of(2013, 6, 1);

    @Inject
    TestClock clock;

    @Inject
    PolicyEventRecordStore records;

    @Inject
    PostedEventReading reading;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private ScoreModels models;
    private Versions<BaselineRule> rules;

    @BeforeEach
    void aBanThatBothBaselinesKnow() {
        rules = BaselineVersions.rules(SECOND_KNOWN);
        var baselines = new TreeMap<LocalDate, Baseline>();
        rules.byKnownFrom().forEach((knownFrom, rule) -> baselines.put(knownFrom, rule.baseline()));
        models = new ScoreModels(baselines);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    "policy-events.v1", BAN, PolicyEventFixtures.recorded(BAN, LocalDate.of(2013, 4, 1), """
                            "type":"EXPORT_LICENSING","title":"t","announced":"2013-04-01","effectiveUntil":"2013-12-31",\
                            "actor":"CN","targets":["US"],"minerals":["gallium"]""")));
            producer.flush();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> records.upToDate().knownOn(BEFORE).find(BAN).isPresent());
    }

    @Test
    void whatTheBaselineMovesIsToldApartAndTheSumIsExact() {
        LocalDate from = LocalDate.of(2013, 5, 1);

        Moved moved = explainScores()
                .movement(GALLIUM, from, from, SECOND_KNOWN, SECOND_KNOWN)
                .orElseThrow();

        Movement movement = moved.movement();
        assertThat(moved.versionFrom()).isEqualTo(versionOn(from)).isNotEqualTo(moved.versionTo());
        assertThat(moved.versionTo()).isEqualTo(versionOn(SECOND_KNOWN));
        assertThat(movement.start().points()).isEqualTo(score(from, from));
        assertThat(movement.end().points()).isEqualTo(score(SECOND_KNOWN, SECOND_KNOWN));
        assertThat(movement.structural()).isNegative();
        assertThat(movement.rebase()).isNotZero();
        assertThat(movement.calendar()).isNotZero();
        assertThat(movement.knowledge()).isZero();
        assertThat(movement.structural() + movement.calendar() + movement.knowledge() + movement.rebase())
                .isCloseTo(movement.change(), within(ROUNDING));
        assertThat(movement.structural() + movement.rebase())
                .isCloseTo(score(SECOND_KNOWN, SECOND_KNOWN) - score(SECOND_KNOWN, BEFORE), within(ROUNDING));
    }

    @Test
    void onOneBaselineNothingIsRebased() {
        Movement movement = explainScores()
                .movement(GALLIUM, BEFORE.minusDays(1), BEFORE.minusDays(1), SECOND_KNOWN, BEFORE)
                .orElseThrow()
                .movement();

        assertThat(movement.rebase()).isZero();
        assertThat(movement.structural()).isZero();
    }

    @Test
    void theImpactOfAnEventIsThatOnTheBaselineOfItsKnown() {
        Impact.OnCell before = impact(BEFORE);
        Impact.OnCell after = impact(SECOND_KNOWN);

        assertThat(before.score()).isEqualTo(score(SECOND_KNOWN, BEFORE));
        assertThat(after.score()).isEqualTo(score(SECOND_KNOWN, SECOND_KNOWN));
        assertThat(after.without()).isLessThan(before.without());
    }

    @Test
    void aScenarioComparesOnTheBaselineOfItsKnown() {
        MovedCell before = scenario(BEFORE);
        MovedCell after = scenario(SECOND_KNOWN);

        assertThat(before.before().points()).isEqualTo(score(SECOND_KNOWN, BEFORE));
        assertThat(after.before().points()).isEqualTo(score(SECOND_KNOWN, SECOND_KNOWN));
        // Others have what China has less, and the second version names other makers.
        assertThat(before.after().bySupplier().keySet())
                .isNotEqualTo(after.after().bySupplier().keySet());
    }

    @Test
    void calendarWholesAndExplanationsAreThoseOfTheBaselineOfTheirKnown() {
        ReadCalendar calendar = new ReadCalendar(models, records, clock);
        ReadWholes wholes = new ReadWholes(models, records, clock);

        for (LocalDate known : List.of(BEFORE, SECOND_KNOWN)) {
            assertThat(calendar.ahead(GALLIUM::equals, LocalDate.of(2013, 12, 30), LocalDate.of(2014, 1, 2), known)
                            .getFirst()
                            .moves()
                            .getFirst()
                            .before())
                    .isEqualTo(score(LocalDate.of(2013, 12, 31), known));
            assertThat(wholes.comparison(GALLIUM::equals, SECOND_KNOWN, known))
                    .singleElement()
                    .satisfies(one -> assertThat(one.points()).isEqualTo(score(SECOND_KNOWN, known)));
            assertThat(wholes.wholes(
                            List.of("US"), List.of(ReadWholes.ECONOMY), Whole.Weighting.EQUAL, SECOND_KNOWN, known))
                    .singleElement()
                    .satisfies(one -> assertThat(one.whole()).isPresent());
            assertThat(explainScores()
                            .cell(GALLIUM, SECOND_KNOWN, known)
                            .orElseThrow()
                            .explanation()
                            .score()
                            .points())
                    .isEqualTo(score(SECOND_KNOWN, known));
        }
    }

    private ExplainScores explainScores() {
        return new ExplainScores(models, BaselineVersions.sources(SECOND_KNOWN), records);
    }

    private String versionOn(LocalDate known) {
        return models.knownOn(known).baseline().version();
    }

    private double score(LocalDate at, LocalDate known) {
        return new ReadScores(models, records, clock)
                .one(GALLIUM, new ReadScores.Days(Optional.of(at), Optional.of(known)))
                .orElseThrow()
                .score()
                .points();
    }

    private Impact.OnCell impact(LocalDate known) {
        OfEvent impact = explainScores().event(BAN, SECOND_KNOWN, known, GALLIUM::equals);
        assertThat(impact).isInstanceOf(OfEvent.Moves.class);
        return ((OfEvent.Moves) impact).impact().cells().getFirst();
    }

    private MovedCell scenario(LocalDate known) {
        var supposeScenarios = new SupposeScenarios(models, rules, records, reading);
        var lessOfChina = new SupplyOverride(null, "gallium", Stage.REFINING, new TreeMap<>(Map.of("CN", 0.5)));
        Answer answer = supposeScenarios.suppose(
                new Scenario(List.of(), List.of(), List.of(lessOfChina)),
                known,
                new Horizon.Named(new TreeSet<>(List.of(SECOND_KNOWN))),
                GALLIUM::equals);
        assertThat(answer).isInstanceOf(Answer.Compared.class);
        return ((Answer.Compared) answer).outcome().moved().getFirst();
    }
}
