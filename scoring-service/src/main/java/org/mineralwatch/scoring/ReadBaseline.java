package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.mineralwatch.scoring.domain.Baseline;
import org.mineralwatch.scoring.domain.CellBaseline;
import org.mineralwatch.scoring.domain.FactRow;
import org.mineralwatch.scoring.domain.FactSources;
import org.mineralwatch.scoring.domain.ScoreModel;

/** The facts that scores rest on, row by row with their sources, and the cells made of them. */
@ApplicationScoped
public class ReadBaseline {
    private final ScoreModel model;
    private final FactSources sources;

    ReadBaseline(ScoreModel model, FactSources sources) {
        this.model = model;
        this.sources = sources;
    }

    /** All cells and what is known without any event. */
    public Baseline baseline() {
        return model.baseline();
    }

    /** Rows by table, in the order of their lines. */
    public SortedMap<String, List<FactRow>> tables() {
        return sources.tables();
    }

    /** The cells that fit, in order. */
    public List<CellBaseline> cells(Predicate<CellBaseline> fits) {
        return model.baseline().cells().values().stream().filter(fits).toList();
    }
}
