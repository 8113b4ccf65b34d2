package org.mineralwatch.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.SortedMap;
import org.mineralwatch.scoring.domain.Rebase;
import org.mineralwatch.scoring.outbound.RebaseStore;

/** Changes of model or baseline, and what they moved. */
@ApplicationScoped
public class ReadRebases {
    private final RebaseStore rebases;

    ReadRebases(RebaseStore rebases) {
        this.rebases = rebases;
    }

    /** The newest so many before a number, by number. */
    public SortedMap<Long, Rebase> newest(long before, int most) {
        return rebases.newest(before, most);
    }

    /** One of them; empty if there is no such number. */
    public Optional<Rebase> one(long number) {
        return Optional.ofNullable(rebases.newest(number + 1, 1).get(number));
    }
}
