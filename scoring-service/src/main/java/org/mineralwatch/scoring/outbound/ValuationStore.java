package org.mineralwatch.scoring.outbound;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Rebase.Standard;

/** The day, model and baseline that all stored scores stand for. */
@ApplicationScoped
public class ValuationStore implements PanacheRepositoryBase<ValuationRow, Boolean> {

    /** What stored scores stand for; before the first valuation, nothing. */
    public record Valuation(
            @Nullable LocalDate dayOrNone,
            @Nullable String model,
            @Nullable String baselineVersion) {

        /** Whether nothing was ever valued. */
        public boolean isFirst() {
            return dayOrNone == null;
        }

        /** The day valued. */
        public LocalDate day() {
            return Objects.requireNonNull(dayOrNone, "nothing was valued yet");
        }

        /** Model and baseline; empty where nothing was ever valued. */
        public Optional<Standard> standard() {
            return model == null || baselineVersion == null
                    ? Optional.empty()
                    : Optional.of(new Standard(model, baselineVersion));
        }

        public boolean standsFor(String otherModel, String otherBaselineVersion) {
            return otherModel.equals(model) && otherBaselineVersion.equals(baselineVersion);
        }

        /** Whether scores stand for this model and baseline, and for this day or a later one. */
        public boolean isAt(LocalDate wanted, String wantedModel, String wantedBaselineVersion) {
            return dayOrNone != null && !dayOrNone.isBefore(wanted) && standsFor(wantedModel, wantedBaselineVersion);
        }
    }

    /** Takes the lock of all scores until the transaction ends. */
    public Valuation lock() {
        ValuationRow row = findById(true, LockModeType.PESSIMISTIC_WRITE);
        return new Valuation(row.day, row.model, row.baselineVersion);
    }

    /** Whether scores stand for this model and baseline, and for this day or a later one. */
    @Transactional
    public boolean isAt(LocalDate day, String model, String baselineVersion) {
        return count("day >= ?1 and model = ?2 and baselineVersion = ?3", day, model, baselineVersion) == 1;
    }

    /** Under the lock alone. */
    public void moveTo(LocalDate day, String model, String baselineVersion) {
        ValuationRow row = findById(true);
        row.day = day;
        row.model = model;
        row.baselineVersion = baselineVersion;
    }
}
