package org.mineralwatch.scoring.outbound;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** A row of {@code dependency_score}: the newest published score of a cell. */
@Entity
@Table(name = "dependency_score")
class ScoreRow {
    @Id
    String cell;

    String consumer;
    String mineral;
    String stage;
    long sequence;
    double score;
    String band;
    LocalDate at;

    @Column(name = "recorded_at")
    Instant recordedAt;

    /** The published terms of the score as JSON: where they are the same again, nothing is published. */
    String terms;
}
