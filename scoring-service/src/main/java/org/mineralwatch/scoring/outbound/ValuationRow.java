package org.mineralwatch.scoring.outbound;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The one row of {@code valuation}: the day and baseline that all scores stand for, and the lock to write them. */
@Entity
@Table(name = "valuation")
class ValuationRow {
    @Id
    @Column(name = "only_row")
    boolean onlyRow;

    @Nullable
    LocalDate day;

    @Nullable
    String model;

    @Column(name = "baseline_version")
    @Nullable
    String baselineVersion;
}
