package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The moments at which something is to happen by date alone: they stand in the rows of what is to happen. */
@ApplicationScoped
public class DueMoments {
    /** On which replicas are told that there is a new one. */
    static final String CHANNEL = "alert_due";

    private final Database database;

    DueMoments(Database database) {
        this.database = database;
    }

    /** The first, be it past. */
    public Optional<Instant> first() {
        return database.first("""
                select least(
                    (select due_at from threshold_watch where due_at is not null order by due_at limit 1),
                    (select due_at from notice order by due_at limit 1),
                    (select due_at from grouped_firing order by due_at limit 1),
                    (select until from silence where ended_at is null and until is not null order by until limit 1)) as first""", _ -> {}, row -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .flatMap(first -> first)
                .map(OffsetDateTime::toInstant);
    }

    /** How many are still to come, or are late. */
    public long count() {
        return database.first("""
                        select (select count(*) from threshold_watch where due_at is not null)
                            + (select count(*) from notice) + (select count(*) from grouped_firing)""", _ -> {}, row -> row.getLong(1)).orElse(0L);
    }

    /** Wakes every replica, when the caller's transaction has committed. */
    void announce() {
        database.list("select pg_notify(?, '')", row -> row.text(CHANNEL), _ -> true);
    }
}
