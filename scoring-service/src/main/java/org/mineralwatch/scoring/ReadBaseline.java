package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.CellBaseline;
import org.mineralwatch.scoring.domain.FactRow;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.ScoreModels;
import org.mineralwatch.scoring.domain.Versions;

/** The facts that scores rest on, row by row with their sources, and the cells made of them: in the version known today. */
@ApplicationScoped
public class ReadBaseline {
    private final ScoreModels models;
    private final Versions<FactSources> sources;
    private final Clock clock;

    ReadBaseline(ScoreModels models, Versions<FactSources> sources, Clock clock) {
        this.models = models;
        this.sources = sources;
        this.clock = clock;
    }

    /** All cells and what is known without any event. */
    public Baseline baseline() {
        return knownOn(LocalDate.now(clock));
    }

    /** The same as known on a day. */
    public Baseline knownOn(LocalDate day) {
        return models.knownOn(day).baseline();
    }

    /** Rows by table, in the order of their lines. */
    public SortedMap<String, List<FactRow>> tables() {
        return sources.knownOn(LocalDate.now(clock)).tables();
    }

    /** The cells that fit, in order. */
    public List<CellBaseline> cells(Predicate<CellBaseline> fits) {
        return baseline().cells().values().stream().filter(fits).toList();
    }
}
