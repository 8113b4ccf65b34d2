package org.mineralwatch.alert.benchmark;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.RaiseAlerts;
import org.mineralwatch.alert.Records;
import org.mineralwatch.alert.domain.CausingEvent;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.ScoreMove;
import org.mineralwatch.alert.outbound.ThresholdStore;
import org.mineralwatch.localstack.testing.LocalStackResource;

/**
 * Changes of score against a million thresholds: 1,300 subscribers of all 770 cells. Run with {@code mvn test -pl
 * alert-service -am -Dtest=MillionThresholdsBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class MillionThresholdsBenchmark {
    private static final int CELLS = 770;
    private static final int SUBSCRIBERS = 1300;
    private static final String MINERALS = "abcdefghijklmnopqrstuvwxyz";

    @Inject
    DataSource dataSource;

    @Inject
    ThresholdStore thresholds;

    @Inject
    RaiseAlerts raiseAlerts;

    private final Random random = new Random(20261121);
    private long latest;

    @Test
    void measure() throws SQLException {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
            cells.add(new Cell(
                    i < 400 ? "AQ" : "BV",
                    "bench-" + MINERALS.charAt(i % 20) + MINERALS.charAt(i / 20 % 20),
                    "refining"));
        }
        raiseAlerts.onScores(changes(cells, _ -> 50.005), List.of());
        long began = System.nanoTime();
        watchAll();
        System.out.printf("made 1,001,000 thresholds in %.1f s%n", (System.nanoTime() - began) / 1e9);

        searches("search, nothing crossed", cells, 0);
        searches("search, 0.1 points: about 1.3 crossed", cells, 0.05);
        inMemory();
        for (int round = 0; round < 2; round++) {
            applied("change by change, nothing crossed", cells, 1, 0.001, 1500);
            applied("500 together, nothing crossed", cells, 500, 0.001, 30);
        }
        applied("change by change, each crossing and coming back", cells, 1, 0.3, 1500);
        applied("500 together, each crossing and coming back", cells, 500, 0.3, 12);
    }

    /** Levels of two decimals, none at the score they stand at now; nobody is sent anything. */
    private void watchAll() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into subscription (id, name, state, created_at, follows_from, url, timeout_ms, conditions, tenant, signing,
                        consent, consent_since)
                    select gen_random_uuid(), 'bench', 'gone', now(), now() - interval '1 day', 'http://localhost:1/', 1000,
                        jsonb_build_array(jsonb_build_object('kind', 'threshold', 'direction', 'rising', 'cleared', false,
                            'at', level, 'rearm', level - 0.2)), 'bench', '{v1}', 'pending', now()
                    from (select 1 + random() * 98 as level from generate_series(1, %d))""".formatted(SUBSCRIBERS));
            statement.execute("""
                    insert into threshold_watch (subscription_id, condition, cell, direction, at, rearm, armed)
                    select s.id, 0, o.cell, 'rising', (s.conditions->0->>'at')::float8, (s.conditions->0->>'rearm')::float8,
                        (s.conditions->0->>'at')::float8 > o.score
                    from subscription s cross join observed_score o where s.tenant = 'bench' and o.mineral like 'bench-%'""");
            statement.execute("analyze");
        }
    }

    private void searches(String what, List<Cell> cells, double wide) {
        int found = 0;
        long[] nanos = new long[4000];
        for (int i = 0; i < nanos.length; i++) {
            Cell cell = cells.get(random.nextInt(CELLS));
            ScoreMove move = ScoreMove.byCell(List.of(change(cell, 1, 50.005 + wide * 2)))
                    .getFirst();
            long start = System.nanoTime();
            found += thresholds.withinReach(List.of(move)).size();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-50s p50 %.3f ms  p99 %.3f ms  %.1f found each%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                found / (double) nanos.length);
    }

    /** What an index held by each replica would take in place of the search. */
    private void inMemory() {
        double[][] sorted = new double[CELLS][];
        for (int i = 0; i < CELLS; i++) {
            sorted[i] = random.doubles(SUBSCRIBERS, 1, 99).sorted().toArray();
        }
        long found = 0;
        int rounds = 5_000_000;
        long start = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            double[] levels = sorted[random.nextInt(CELLS)];
            double from = random.nextDouble() * 99;
            int first = Arrays.binarySearch(levels, from);
            int last = Arrays.binarySearch(levels, from + 0.1);
            found += Math.abs(last) - Math.abs(first);
        }
        System.out.printf(
                "%-50s %.0f ns  %.1f found each%n",
                "binary search in memory, 0.1 points",
                (System.nanoTime() - start) / (double) rounds,
                found / (double) rounds);
    }

    private void applied(String what, List<Cell> cells, int together, double step, int batches) throws SQLException {
        long alertsBefore = alerts();
        long start = System.nanoTime();
        for (int batch = 0; batch < batches; batch++) {
            int first = random.nextInt(CELLS);
            double score = 50.005 + (batch % 2 == 0 ? step : -step);
            List<Cell> moved = new ArrayList<>();
            for (int i = 0; i < together; i++) {
                moved.add(cells.get((first + i) % CELLS));
            }
            raiseAlerts.onScores(changes(moved, _ -> score), List.of());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long told = alerts() - alertsBefore;
        System.out.printf(
                "%-50s %.0f changes/s  %.3f ms each  %.0f alerts/s (%d)%n",
                what, batches * (double) together / seconds, seconds * 1e3 / batches / together, told / seconds, told);
    }

    private long alerts() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from alert where tenant = 'bench'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<ScoreChange> changes(List<Cell> cells, IntFunction<Double> score) {
        List<ScoreChange> changes = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            changes.add(change(cells.get(i), ++latest, score.apply(i)));
        }
        return changes;
    }

    private static ScoreChange change(Cell cell, long sequence, double score) {
        var document = Records.score(cell.toString(), sequence, score);
        return new ScoreChange(
                cell,
                sequence,
                Instant.now(),
                score,
                false,
                List.of(),
                List.of(new CausingEvent("2026-11-21-cn-ban", 1)),
                document.toString(),
                "");
    }
}
