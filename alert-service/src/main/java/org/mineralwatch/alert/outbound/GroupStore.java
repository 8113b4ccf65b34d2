package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.mineralwatch.alert.domain.ActGroup;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.Firing;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Trigger;

/** The table {@code grouped_firing}: what waits to be told together, as what one act did. */
@ApplicationScoped
public class GroupStore {
    private final Database database;
    private final DueMoments dueMoments;

    GroupStore(Database database, DueMoments dueMoments) {
        this.database = database;
        this.dueMoments = dueMoments;
    }

    /** Something that waits. */
    public record Waiting(Firing firing, ScoreChange change, String act) {}

    /** Lets firings wait until then, but for those that wait already. */
    public void add(List<Waiting> waiting, Instant until) {
        if (waiting.isEmpty()) {
            return;
        }
        database.update(
                """
                insert into grouped_firing
                    (id, subscription_id, act, type, condition, trigger, document, traceparent, due_at)
                select *, ?::timestamptz from unnest(?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                row -> row.instant(until)
                        .uuids(waiting, each -> each.firing().alertId())
                        .uuids(waiting, each -> each.firing().subscription())
                        .texts(waiting, Waiting::act)
                        .texts(waiting, each -> each.firing().type().name().toLowerCase(Locale.ROOT))
                        .integers(waiting, each -> each.firing().ordinal())
                        .texts(waiting, each -> each.firing().trigger().name())
                        .texts(waiting, each -> each.change().document())
                        .texts(waiting, each -> each.change().traceparent()));
        dueMoments.announce();
    }

    /** Subscriptions of groups that are due by now. */
    public List<UUID> subscriptionsDue(Instant now, int atMost) {
        return database.list("""
                select distinct subscription_id from (
                    select subscription_id from grouped_firing where due_at <= ? order by due_at limit ?)""", row -> row.instant(now).number(atMost), row -> row.getObject(1, UUID.class));
    }

    private record Group(UUID subscription, String act, AlertType type) {}

    private record Stored(Group group, int ordinal, UUID id, Trigger trigger, ScoreChange change) {}

    /** Takes the groups that are due of subscriptions that the caller has locked, whole, and answers what they tell. */
    public List<Firing> take(Collection<Recipient> recipients, Instant now) {
        List<Stored> taken = database.list(
                """
                delete from grouped_firing g where g.subscription_id = any(?) and exists (
                    select from grouped_firing due where due.subscription_id = g.subscription_id and due.act = g.act
                      and due.type = g.type and due.due_at <= ?)
                returning g.*""",
                row -> row.uuids(
                                recipients.stream().map(Recipient::subscription).toList())
                        .instant(now),
                GroupStore::read);
        Map<UUID, Recipient> bySubscription = new LinkedHashMap<>();
        recipients.forEach(recipient -> bySubscription.put(recipient.subscription(), recipient));
        Map<Group, List<ActGroup.Member>> groups = new LinkedHashMap<>();
        for (Stored stored : taken) {
            Recipient recipient = bySubscription.get(stored.group().subscription());
            if (recipient != null) {
                groups.computeIfAbsent(stored.group(), _ -> new ArrayList<>())
                        .add(new ActGroup.Member(
                                stored.id(),
                                stored.ordinal(),
                                recipient.condition(stored.ordinal()),
                                stored.trigger(),
                                stored.change()));
            }
        }
        return groups.entrySet().stream()
                .map(group -> ActGroup.of(group.getKey().act(), group.getValue())
                        .firing(group.getKey().subscription(), group.getKey().type()))
                .toList();
    }

    private static Stored read(ResultSet row) throws SQLException {
        return new Stored(
                new Group(
                        row.getObject("subscription_id", UUID.class),
                        row.getString("act"),
                        AlertType.valueOf(row.getString("type").toUpperCase(Locale.ROOT))),
                row.getInt("condition"),
                row.getObject("id", UUID.class),
                Trigger.valueOf(row.getString("trigger")),
                ScoreDocument.read(row.getString("document"), row.getString("traceparent")));
    }
}
