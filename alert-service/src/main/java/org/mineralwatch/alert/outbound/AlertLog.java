package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mineralwatch.alert.domain.AlertPlace;
import org.mineralwatch.alert.domain.AlertQuery;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.DeliveryRecord;
import org.mineralwatch.alert.domain.Lineage;
import org.mineralwatch.alert.domain.StoredAlert;
import org.mineralwatch.alert.domain.Tenant;

/**
 * Reads alerts. They are read in the order of their transactions and no further than the oldest that is still running: a
 * transaction that commits late is never before a place somebody has read to.
 */
@ApplicationScoped
public class AlertLog {
    private static final String PAGE = """
            select transaction::text as transaction, position, id, type, body from alert a
            where tenant = ? and (transaction, position) > (?::text::xid8, ?)
              and transaction < pg_snapshot_xmin(pg_current_snapshot())
              and (?::text = '' or subscription_id = nullif(?::text, '')::uuid)
              and (?::text = '' or type = ?) and raised_at >= ?
              and (?::text = '' or silenced_by = nullif(?::text, '')::uuid)
              and (? or exists (select from unnest(cells) as c(cell)
                  where (?::text = '' or split_part(cell, '/', 1) = ?)
                    and (cardinality(?::text[]) = 0 or split_part(cell, '/', 2) = any(?))
                    and (?::text = '' or split_part(cell, '/', 3) = ?)))
            order by transaction, position limit ?""";

    private final Database database;
    private final DeliveryLog deliveries;
    private final ObjectMapper json;

    AlertLog(Database database, DeliveryLog deliveries, ObjectMapper json) {
        this.database = database;
        this.deliveries = deliveries;
        this.json = json;
    }

    /** The oldest alerts after a place that are asked for. */
    public List<StoredAlert> page(Tenant tenant, AlertQuery query, AlertPlace after, int limit) {
        String subscription = query.subscription().map(UUID::toString).orElse("");
        String type = query.type().map(AlertLog::name).orElse("");
        String consumer = query.consumer().orElse("");
        String silence = query.silence().map(UUID::toString).orElse("");
        String stage = query.stage().orElse("");
        boolean anyCell =
                consumer.isEmpty() && stage.isEmpty() && query.minerals().isEmpty();
        return database.list(
                PAGE,
                row -> {
                    row.text(tenant.name())
                            .text(Long.toString(after.transaction()))
                            .number(after.position());
                    row.text(subscription).text(subscription).text(type).text(type);
                    row.instant(query.since().orElse(Instant.EPOCH))
                            .text(silence)
                            .text(silence)
                            .flag(anyCell);
                    row.text(consumer).text(consumer).texts(query.minerals()).texts(query.minerals());
                    row.text(stage).text(stage).number(limit);
                },
                AlertLog::read);
    }

    /** Whether alerts after a place have been stored that cannot be read yet: an older transaction is still running. */
    public boolean isWaiting(Tenant tenant, AlertPlace after) {
        return database.first(
                        """
                        select 1 from alert where tenant = ? and (transaction, position) > (?::text::xid8, ?)
                          and transaction >= pg_snapshot_xmin(pg_current_snapshot()) limit 1""",
                        row -> row.text(tenant.name())
                                .text(Long.toString(after.transaction()))
                                .number(after.position()),
                        _ -> true)
                .isPresent();
    }

    /** Whether any alerts have been stored that cannot be read yet. */
    public boolean isWaiting() {
        return database.first(
                        "select 1 from alert where transaction >= pg_snapshot_xmin(pg_current_snapshot()) limit 1",
                        _ -> {},
                        _ -> true)
                .isPresent();
    }

    /** Behind all that can be read by now. */
    public AlertPlace newest() {
        return database.first(
                        "select pg_snapshot_xmin(pg_current_snapshot())::text",
                        _ -> {},
                        row -> new AlertPlace(Long.parseLong(row.getString(1)), 0))
                .orElseThrow();
    }

    /** One alert. */
    public Optional<StoredAlert> find(Tenant tenant, UUID id) {
        return database.first(
                "select transaction::text as transaction, position, id, type, body from alert where id = ? and tenant = ?",
                row -> row.uuid(id).text(tenant.name()),
                AlertLog::read);
    }

    private static StoredAlert read(ResultSet row) throws SQLException {
        return new StoredAlert(
                new AlertPlace(Long.parseLong(row.getString("transaction")), row.getLong("position")),
                row.getObject("id", UUID.class),
                AlertType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getBytes("body"));
    }

    private static String name(AlertType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** Where one alert came from and where it went. */
    public Optional<Lineage> lineage(Tenant tenant, UUID id) {
        return database.first(
                """
                select id, subscription_id, sequence, type, subject, raised_at, body, silenced_by from alert where id = ? and tenant = ?""",
                row -> row.uuid(id).text(tenant.name()),
                row -> new Lineage(
                        id,
                        row.getObject("subscription_id", UUID.class),
                        row.getLong("sequence"),
                        AlertType.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                        row.getString("subject"),
                        row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                        events(id),
                        scores(row.getBytes("body")),
                        deliveries(tenant, id),
                        retraction(tenant, id),
                        Optional.ofNullable(row.getObject("silenced_by", UUID.class))));
    }

    private List<Lineage.EventStep> events(UUID alert) {
        return database.list(
                """
                select c.event_id, c.revision, coalesce(e.retracted, false) as retracted,
                    coalesce(r.recorded_at, case when c.revision = 0 then e.recorded_at end) as recorded_at
                from alert_cause c left join policy_event e on e.id = c.event_id
                left join policy_event_revision r on r.id = c.event_id and r.revision = c.revision
                where c.alert_id = ? order by recorded_at, c.event_id""",
                row -> row.uuid(alert),
                row -> new Lineage.EventStep(
                        row.getString("event_id"),
                        row.getInt("revision"),
                        Optional.ofNullable(row.getObject("recorded_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        row.getBoolean("retracted")));
    }

    private List<Lineage.ScoreStep> scores(byte[] body) {
        try {
            JsonNode told = json.readTree(body).path("data");
            List<Lineage.ScoreStep> scores = new ArrayList<>();
            if (told.has("score")) {
                scores.add(score(told.path("score")));
            }
            told.path("items").forEach(item -> scores.add(score(item.path("score"))));
            return scores;
        } catch (IOException e) {
            throw new UncheckedIOException("an alert that was written before it was stored", e);
        }
    }

    private static Lineage.ScoreStep score(JsonNode score) {
        return new Lineage.ScoreStep(
                score.path("cell").asText(),
                score.path("sequence").asLong(),
                Instant.parse(score.path("recordedAt").asText()),
                score.path("score").asDouble());
    }

    private List<DeliveryRecord.WithAttempts> deliveries(Tenant tenant, UUID alert) {
        return database
                .list(
                        "select id from delivery where alert_id = ? order by id",
                        row -> row.uuid(alert),
                        row -> row.getObject(1, UUID.class))
                .stream()
                .flatMap(delivery -> deliveries.find(tenant, delivery).stream())
                .toList();
    }

    private Optional<UUID> retraction(Tenant tenant, UUID alert) {
        return database.first(
                "select id from alert where id = ? and tenant = ?",
                row -> row.uuid(Lineage.retractionOf(alert)).text(tenant.name()),
                row -> row.getObject(1, UUID.class));
    }
}
