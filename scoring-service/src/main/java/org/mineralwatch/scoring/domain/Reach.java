package org.mineralwatch.scoring.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.CellBaseline.Bloc;
import org.mineralwatch.scoring.domain.CellBaseline.Upstream;
import org.mineralwatch.scoring.domain.Effect.BorderMeasure;

/**
 * Which suppliers of a cell a restriction hits, and how much of their output. Either the restriction is on the cell's own
 * stage (direct), or it is on the stage before and the supplier buys there (passed through).
 */
final class Reach {
    private final LiveEvent live;
    private final PolicyEvent event;
    private final CellStructure cell;
    private final boolean atBorder;

    /** Blocs whose supply is hit, of which most events name none. */
    private final List<String> namedBlocs;

    private Reach(LiveEvent live, CellStructure cell) {
        this.live = live;
        this.event = live.event();
        this.cell = cell;
        this.atBorder = event.effect() instanceof BorderMeasure;
        this.namedBlocs = namedBlocs(live, cell.world());
    }

    private static List<String> namedBlocs(LiveEvent live, World world) {
        List<String> named = List.of();
        for (String bloc : world.members().keySet()) {
            if (live.suppliers().name(bloc)) {
                named = named.isEmpty() ? new ArrayList<>(1) : named;
                named.add(bloc);
            }
        }
        return named;
    }

    /**
     * A supplier that is hit.
     *
     * @param supplier its index in the cell
     * @param exposed part of its output that is hit, above 0 to 1
     * @param buyer whose purchases are hit: the consumer, or the supplier itself when passed through
     */
    record Hit(int supplier, double exposed, String buyer) {}

    /** The suppliers hit, in order; the event must name the cell's mineral. */
    static List<Hit> of(LiveEvent live, CellStructure cell) {
        return new Reach(live, cell).hits();
    }

    private List<Hit> hits() {
        boolean direct = event.isAt(cell.cell().stage()) && live.consumers().include(cell.consumer());
        Upstream upstream = upstreamHit();
        if (!direct && upstream == null) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < cell.size(); i++) {
            Hit hit = direct ? directHit(i) : null;
            if (hit == null && upstream != null) {
                hit = passedThrough(i, upstream);
            }
            if (hit != null) {
                hits.add(hit);
            }
        }
        return hits;
    }

    /** What the suppliers buy at a stage that the restriction is on; null if it passes nothing through. */
    private @Nullable Upstream upstreamHit() {
        Upstream upstream = cell.baseline().upstream();
        boolean hit = upstream != null && !event.type().isImportSide() && event.isAt(upstream.stage());
        return hit ? upstream : null;
    }

    private @Nullable Hit directHit(int index) {
        String supplier = cell.supplier(index);
        if (supplier.equals(CellBaseline.UNNAMED)) {
            return null;
        }
        if (supplier.equals(cell.consumer())) {
            double exposed = atBorder ? 0.0 : ownOutputHit(supplier);
            return exposed > 0.0 ? new Hit(index, Math.min(1.0, exposed), supplier) : null;
        }
        boolean hit = isHit(supplier) && !cell.world().isMember(supplier, cell.consumer());
        return hit ? new Hit(index, 1.0, cell.consumer()) : null;
    }

    /** A measure on everyone means everyone else: the consumer's own output is hit only if it is named. */
    private double ownOutputHit(String consumer) {
        if (isNamed(consumer)) {
            return 1.0;
        }
        Bloc bloc = cell.baseline().bloc();
        return bloc == null ? 0.0 : sumOf(bloc.members(), this::isNamed);
    }

    private @Nullable Hit passedThrough(int index, Upstream upstream) {
        String refiner = cell.supplier(index);
        SortedMap<String, Double> origins = upstream.shares().get(refiner);
        if (origins == null || !live.consumers().include(refiner)) {
            return null;
        }
        // A country's border measure does not stand between its own material and its own refineries.
        double exposed = sumOf(origins, origin -> isHit(origin) && !(atBorder && isHome(origin, refiner)));
        return exposed > 0.0 ? new Hit(index, Math.min(1.0, exposed), refiner) : null;
    }

    private boolean isHome(String origin, String refiner) {
        return origin.equals(refiner) || cell.world().isMember(origin, refiner);
    }

    private boolean isHit(String country) {
        return live.suppliers().everyone() || isNamed(country);
    }

    /** A bloc among the suppliers stands for its members too. */
    private boolean isNamed(String country) {
        if (live.suppliers().name(country)) {
            return true;
        }
        for (String bloc : namedBlocs) {
            if (cell.world().isMember(country, bloc)) {
                return true;
            }
        }
        return false;
    }

    private static double sumOf(Map<String, Double> shares, Predicate<String> counts) {
        double sum = 0.0;
        for (var share : shares.entrySet()) {
            if (counts.test(share.getKey())) {
                sum += share.getValue();
            }
        }
        return sum;
    }
}
