package org.mineralwatch.scoring.domain;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Effect.Cover;

/** What one alternative supply covers of a consumer's demand, over time. */
final class CoverTerm {
    private final LiveEvent live;
    private final int start;
    private final int rampDays;
    private final double full;

    private CoverTerm(LiveEvent live, int start, int rampDays, double full) {
        this.live = live;
        this.start = start;
        this.rampDays = rampDays;
        this.full = full;
    }

    /** The cover in a cell whose mineral the event names; null if it does not reach the cell or covers nothing. */
    static @Nullable CoverTerm of(LiveEvent live, Cover cover, CellStructure cell) {
        PolicyEvent event = live.event();
        if (!event.isAt(cell.cell().stage()) || !event.beneficiaries().include(cell.consumer())) {
            return null;
        }
        CoverKind kind = cover.kind();
        double lead = event.leadTimeYears() == null ? kind.leadTimeYears() : event.leadTimeYears();
        double ramp = cover.rampYears() == null ? kind.rampYears() : cover.rampYears();
        double success = cover.success() == null ? kind.success(event.standing()) : cover.success();
        String host = cover.host() == null ? event.defaultHost() : cover.host();
        double full = success * cover.coverage().forConsumer(cell.consumer()) * (1.0 - cell.hazardOf(host));
        if (!(full > 0.0)) {
            return null;
        }
        return new CoverTerm(live, live.announced() + Days.inYears(lead), Days.inYears(ramp), full);
    }

    LiveEvent live() {
        return live;
    }

    String event() {
        return live.id();
    }

    /** Part of demand covered on a day, 0 to 1. */
    double on(int day) {
        if (day < start || day >= live.end()) {
            return 0.0;
        }
        return rampDays == 0 ? full : full * Math.min(1.0, (double) (day - start) / rampDays);
    }

    /** First day of supply. */
    int start() {
        return start;
    }

    /** First day of full supply. */
    int complete() {
        return start + rampDays;
    }

    /** Acts whose date moves this cover on a day; none where it only ramps. */
    SortedSet<String> actsOn(int day) {
        SortedSet<String> acts = new TreeSet<>();
        if (day == live.end()) {
            LiveEvent endedBy = live.endedBy();
            acts.add(endedBy == null ? live.id() : endedBy.id());
        } else if (day == start) {
            acts.add(live.id());
        }
        return acts;
    }
}
