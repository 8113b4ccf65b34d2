package org.mineralwatch.scoring.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Rebase.Standard;

/** The day, model and baseline that all stored scores stand for. */
@ApplicationScoped
public class ValuationStore {
    /** Waits for whoever has the lock, and keeps it until the transaction ends. */
    static final String LOCK = "select day, model, baseline_version from valuation for update";

    private static final String READ = "select day, model, baseline_version from valuation";
    private static final String MOVE = "update valuation set day = ?, model = ?, baseline_version = ?";

    private final DataSource dataSource;

    ValuationStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What stored scores stand for; before the first valuation, nothing. */
    public record Valuation(
            @Nullable LocalDate dayOrNone,
            @Nullable String model,
            @Nullable String baselineVersion) {

        /** The one row of a query. */
        static Valuation of(ResultSet row) throws SQLException {
            if (!row.next()) {
                throw new IllegalStateException("the row of valuation is gone");
            }
            return new Valuation(row.getObject(1, LocalDate.class), row.getString(2), row.getString(3));
        }

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
        return ask(LOCK);
    }

    /** Whether scores stand for this model and baseline, and for this day or a later one. */
    public boolean isAt(LocalDate day, String model, String baselineVersion) {
        return ask(READ).isAt(day, model, baselineVersion);
    }

    private Valuation ask(String query) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            return Valuation.of(row);
        } catch (SQLException e) {
            throw new IllegalStateException("ask what scores stand for", e);
        }
    }

    /** Under the lock alone. */
    public void moveTo(LocalDate day, String model, String baselineVersion) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setObject(1, day);
            move.setString(2, model);
            move.setString(3, baselineVersion);
            move.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("move scores to " + day, e);
        }
    }
}
