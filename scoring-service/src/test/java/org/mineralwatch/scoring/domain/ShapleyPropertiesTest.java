package org.mineralwatch.scoring.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mineralwatch.scoring.domain.CellBaseline.Sourcing;
import org.mineralwatch.scoring.domain.World.Country;

class ShapleyPropertiesTest {

    /** Facets and covers in a cell. */
    record Game(CellStructure cell, int[] supplier, double[] loss, double[] cover) {
        int players() {
            return loss.length + cover.length;
        }

        /** The loss index with the players of a coalition at work, as the double sum over suppliers. */
        double value(int coalition) {
            int n = cell.size();
            double[] keep = new double[n];
            Arrays.fill(keep, 1.0);
            for (int f = 0; f < loss.length; f++) {
                if ((coalition & 1 << f) != 0) {
                    keep[supplier[f]] *= 1.0 - loss[f];
                }
            }
            double index = 0.0;
            for (int mix = 0; mix < cell.mixes().length; mix++) {
                double[] b = cell.mixes()[mix];
                double ofMix = 0.0;
                for (int i = 0; i < n; i++) {
                    double qi = 1.0 - (1.0 - cell.hazard()[i]) * keep[i];
                    double ei = cell.hazard()[i] * keep[i];
                    ofMix += cell.named()[i] * b[i] * b[i] * qi;
                    for (int j = 0; j < n; j++) {
                        if (j != i) {
                            double qj = 1.0 - (1.0 - cell.hazard()[j]) * keep[j];
                            double ej = cell.hazard()[j] * keep[j];
                            ofMix += b[i] * b[j] * (qi * qj - ei * ej);
                        }
                    }
                }
                index += cell.weights()[mix] * ofMix;
            }
            for (int k = 0; k < cover.length; k++) {
                if ((coalition & 1 << (loss.length + k)) != 0) {
                    index *= (1.0 - cover[k]) * (1.0 - cover[k]);
                }
            }
            return index;
        }

        /** The definition: the mean of what a player adds, over all orders in which players can join. */
        double[] shapleyByDefinition() {
            int m = players();
            double[] weight = new double[m];
            for (int size = 0; size < m; size++) {
                weight[size] = factorial(size) * factorial(m - size - 1) / factorial(m);
            }
            double[] values = new double[m];
            for (int player = 0; player < m; player++) {
                for (int coalition = 0; coalition < 1 << m; coalition++) {
                    if ((coalition & 1 << player) == 0) {
                        double added = value(coalition | 1 << player) - value(coalition);
                        values[player] += weight[Integer.bitCount(coalition)] * added;
                    }
                }
            }
            return values;
        }

        private static double factorial(int n) {
            return n == 0 ? 1.0 : n * factorial(n - 1);
        }
    }

    @Property(tries = 300)
    void equalsTheDefinitionOverAllCoalitions(@ForAll("games") Game game) {
        double[] expected = game.shapleyByDefinition();

        double[] values = Shapley.values(game.cell(), game.supplier(), game.loss(), game.cover());

        assertThat(values).containsExactly(expected, within(1e-12));
    }

    @Property(tries = 100)
    void addsToWhatAllPlayersTogetherDo(@ForAll("games") Game game) {
        double[] values = Shapley.values(game.cell(), game.supplier(), game.loss(), game.cover());

        double together = game.value((1 << game.players()) - 1) - game.value(0);
        assertThat(Arrays.stream(values).sum()).isCloseTo(together, within(1e-12));
    }

    /** Where there are too many players to integrate exactly, the error is still below what a double can tell. */
    @Property(tries = 20)
    void addsUpAndIsFairWithVeryManyPlayers(@ForAll("crowds") Game game) {
        double[] values = Shapley.values(game.cell(), game.supplier(), game.loss(), game.cover());

        double[] left = game.cell().everythingArrives();
        for (int f = 0; f < game.loss().length; f++) {
            left[game.supplier()[f]] *= 1.0 - game.loss()[f];
        }
        double together = LossIndex.of(game.cell(), game.cell().hazard(), left) - game.value(0);
        assertThat(Arrays.stream(values).sum()).isCloseTo(together, within(1e-12));
        assertThat(values).containsExactly(exactly(game), within(1e-13));
    }

    /** With half as many nodes as players, however many these are. */
    private static double[] exactly(Game game) {
        GaussLegendre diagonal = GaussLegendre.ofSize((game.players() + 1) / 2);
        double[] values = new double[game.players()];
        for (int node = 0; node < diagonal.size(); node++) {
            double[] left = game.cell().everythingArrives();
            for (int f = 0; f < values.length; f++) {
                left[game.supplier()[f]] *= 1.0 - diagonal.node(node) * game.loss()[f];
            }
            double[] slopes = game.cell().lossSlopes(left);
            for (int f = 0; f < values.length; f++) {
                int hit = game.supplier()[f];
                double others = left[hit] / (1.0 - diagonal.node(node) * game.loss()[f]);
                values[f] += diagonal.weight(node) * slopes[hit] * others * game.loss()[f];
            }
        }
        return values;
    }

    @Provide
    Arbitrary<Game> crowds() {
        return Arbitraries.randomValue(random -> {
            CellStructure cell = cell(random);
            int[] supplier = new int[300 + random.nextInt(1200)];
            double[] loss = new double[supplier.length];
            double strongest = random.nextInt(3) == 0 ? 1.0 : random.nextDouble();
            for (int f = 0; f < loss.length; f++) {
                supplier[f] = random.nextInt(cell.size() - 1);
                loss[f] = random.nextInt(20) == 0 ? strongest : strongest * random.nextDouble();
            }
            return new Game(cell, supplier, loss, new double[0]);
        });
    }

    @Provide
    Arbitrary<Game> games() {
        return Arbitraries.randomValue(ShapleyPropertiesTest::game);
    }

    private static Game game(Random random) {
        CellStructure cell = cell(random);
        int[] supplier = new int[random.nextInt(7)];
        double[] loss = new double[supplier.length];
        for (int f = 0; f < loss.length; f++) {
            // Unnamed producers come last, and no event hits them.
            supplier[f] = random.nextInt(cell.size() - 1);
            loss[f] = random.nextInt(8) == 0 ? 1.0 : random.nextDouble();
        }
        double[] cover = random.doubles(random.nextInt(4)).toArray();
        return new Game(cell, supplier, loss, cover);
    }

    private static CellStructure cell(Random random) {
        int n = 1 + random.nextInt(5);
        SortedMap<String, Country> countries = new TreeMap<>();
        SortedMap<String, Tie> ties = new TreeMap<>();
        SortedMap<String, Double> production = new TreeMap<>();
        SortedMap<String, Double> sourcing = new TreeMap<>();
        for (int i = 0; i < n; i++) {
            String country = "A" + (char) ('A' + i);
            countries.put(country, Country.of(random.nextDouble()));
            ties.put(country, Tie.values()[random.nextInt(5)]);
            production.put(country, random.nextDouble());
            sourcing.put(country, random.nextDouble());
        }
        if (random.nextBoolean()) {
            production.put(CellBaseline.UNNAMED, random.nextDouble());
        }
        SortedMap<String, SortedMap<String, Tie>> tiesByConsumer = new TreeMap<>();
        tiesByConsumer.put("US", ties);
        World world = new World(countries, tiesByConsumer, new TreeMap<>(), new TreeMap<>());
        CellBaseline baseline = new CellBaseline(
                Cell.of("US/gallium/refining"),
                Grade.B,
                2025,
                null,
                production,
                random.nextBoolean() ? new Sourcing(sourcing, random.nextDouble()) : null,
                0.0,
                1.0,
                null,
                null);
        return new CellStructure(baseline, world);
    }
}
