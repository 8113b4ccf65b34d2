package org.mineralwatch.alert.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.Attempt;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.Lane;
import org.mineralwatch.alert.domain.Verdict;

/** Records attempts: a row for each, the state of its delivery, and what its lane does next. */
@ApplicationScoped
public class AttemptStore {
    private final Database database;
    private final LaneStore lanes;

    AttemptStore(Database database, LaneStore lanes) {
        this.database = database;
        this.lanes = lanes;
    }

    /**
     * Records attempts of different lanes. Locks subscriptions, then lanes, each in order, as everybody does.
     *
     * <p>An attempt of a delivery that was removed meanwhile leaves no trace; one of a lane that another replica took over
     * is recorded, and the lane stays with that replica.
     *
     * @return how many of the lanes have more to deliver, now or later
     */
    public int record(List<Attempt> attempts) {
        List<Attempt> last = attempts.stream()
                .filter(attempt -> disabledState(attempt) != null)
                .toList();
        Set<UUID> disabled =
                last.stream().map(attempt -> attempt.delivery().subscription()).collect(Collectors.toSet());
        Map<UUID, Instant> failing = beginningToFail(attempts);
        Set<UUID> mended = mended(attempts);
        Set<UUID> changed = new HashSet<>(disabled);
        changed.addAll(failing.keySet());
        changed.addAll(mended);
        if (!changed.isEmpty()) {
            lockSubscriptions(changed);
            noteFailing(failing, mended);
        }
        Map<Lane, Integer> holders = lockLanes(attempts, disabled);
        if (!disabled.isEmpty()) {
            disable(last, disabled);
        }
        List<Attempt> there = attempts.stream()
                .filter(attempt -> holders.containsKey(attempt.delivery().lane()))
                .toList();
        if (there.isEmpty()) {
            return 0;
        }
        addAttempts(there);
        List<Attempt> held = there.stream()
                .filter(attempt -> attempt.delivery().replica()
                        == holders.getOrDefault(attempt.delivery().lane(), 0))
                .toList();
        return held.isEmpty()
                ? 0
                : lanes.release(held.stream().map(AttemptStore::released).toList());
    }

    /** Endpoints that took the last request and not this one, and since when. */
    private static Map<UUID, Instant> beginningToFail(List<Attempt> attempts) {
        Map<UUID, Instant> failing = new HashMap<>();
        attempts.stream()
                .filter(attempt -> !isTaken(attempt)
                        && attempt.delivery().destination().failingSince().isEmpty())
                .forEach(attempt -> failing.putIfAbsent(attempt.delivery().subscription(), attempt.endedAt()));
        return failing;
    }

    /** Endpoints that did not take the last request, and this one. */
    private static Set<UUID> mended(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> isTaken(attempt)
                        && attempt.delivery().destination().failingSince().isPresent())
                .map(attempt -> attempt.delivery().subscription())
                .collect(Collectors.toSet());
    }

    private static boolean isTaken(Attempt attempt) {
        return attempt.verdict() instanceof Verdict.Delivered;
    }

    private void noteFailing(Map<UUID, Instant> failing, Set<UUID> mended) {
        List<Map.Entry<UUID, Instant>> since = List.copyOf(failing.entrySet());
        database.update("""
                update subscription s set failing_since = f.since from unnest(?::uuid[], ?::timestamptz[]) as f(id, since)
                where s.id = f.id and s.failing_since is null""", row -> row.uuids(since, Map.Entry::getKey).instants(since, Map.Entry::getValue));
        if (!mended.isEmpty()) {
            database.update("update subscription set failing_since = null where id = any(?)", row -> row.uuids(mended));
        }
    }

    private void lockSubscriptions(Set<UUID> subscriptions) {
        database.list(
                "select 1 from subscription where id = any(?) order by id for no key update",
                row -> row.uuids(subscriptions),
                row -> row.getInt(1));
    }

    /** Nothing more is sent to an endpoint that is gone or took none of all attempts. What is pending is kept. */
    private void disable(List<Attempt> last, Set<UUID> subscriptions) {
        database.update(
                """
                update subscription s set state = d.state from unnest(?::uuid[], ?::text[]) as d(id, state)
                where s.id = d.id and s.state = 'active'""",
                row -> row.uuids(last, attempt -> attempt.delivery().subscription())
                        .texts(last, AttemptStore::disabledState));
        database.update(
                "update delivery_lane set next_attempt_at = null where subscription_id = any(?)",
                row -> row.uuids(subscriptions));
    }

    private static @Nullable String disabledState(Attempt attempt) {
        return switch (attempt.verdict()) {
            case Verdict.Gone _ -> "gone";
            case Verdict.Exhausted _ -> "exhausted";
            case Verdict.Delivered _, Verdict.RetryAt _ -> null;
        };
    }

    /** Locks the lanes of the attempts, and all of subscriptions to be disabled; answers who holds them, 0 for nobody. */
    private Map<Lane, Integer> lockLanes(List<Attempt> attempts, Set<UUID> disabled) {
        Set<Lane> lanes = new HashSet<>();
        attempts.forEach(attempt -> lanes.add(attempt.delivery().lane()));
        if (!disabled.isEmpty()) {
            lanes.addAll(database.list(
                    "select subscription_id, subject from delivery_lane where subscription_id = any(?)",
                    row -> row.uuids(disabled),
                    LaneStore::lane));
        }
        List<Lane> each = List.copyOf(lanes);
        Map<Lane, Integer> holders = new HashMap<>();
        database.list(
                        """
                        select l.subscription_id, l.subject, coalesce(l.holder, 0) as holder
                        from unnest(?::uuid[], ?::text[]) as a(subscription_id, subject)
                        join delivery_lane l on l.subscription_id = a.subscription_id and l.subject = a.subject
                        order by l.subscription_id, l.subject for update of l""",
                        row -> row.uuids(each, Lane::subscription).texts(each, Lane::subject),
                        row -> Map.entry(LaneStore.lane(row), row.getInt("holder")))
                .forEach(lane -> holders.put(lane.getKey(), lane.getValue()));
        return holders;
    }

    private void addAttempts(List<Attempt> attempts) {
        database.update(
                """
                with made as (
                    select * from unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::bigint[], ?::integer[], ?::text[],
                            ?::text[], ?::text[], ?::text[])
                        as m(delivery_id, started_at, ended_at, duration_us, status, failure, detail, response, state)),
                settled as (
                    update delivery d set attempts = d.attempts + 1,
                        state = case when d.state = 'pending' then made.state else d.state end,
                        settled_at = case when d.state = 'pending' and made.state <> 'pending' then made.ended_at
                            else d.settled_at end
                    from made where d.id = made.delivery_id
                    returning d.id, d.attempts, made.started_at, made.duration_us, made.status, made.failure, made.detail,
                        made.response)
                insert into delivery_attempt
                    (delivery_id, number, started_at, duration_us, status, failure, detail, response)
                select * from settled""",
                row -> row.uuids(attempts, attempt -> attempt.delivery().id())
                        .instants(attempts, Attempt::startedAt)
                        .instants(attempts, Attempt::endedAt)
                        .longs(attempts, attempt -> attempt.took().toNanos() / 1000)
                        .integers(attempts, AttemptStore::status)
                        .texts(attempts, AttemptStore::failure)
                        .texts(attempts, AttemptStore::detail)
                        .texts(attempts, AttemptStore::response)
                        .texts(attempts, AttemptStore::deliveryState));
    }

    private static @Nullable Integer status(Attempt attempt) {
        return switch (attempt.result()) {
            case AttemptResult.Answered answered -> answered.status();
            case AttemptResult.Failed _ -> null;
        };
    }

    private static @Nullable String failure(Attempt attempt) {
        return switch (attempt.result()) {
            case AttemptResult.Answered _ -> null;
            case AttemptResult.Failed failed -> failed.failure().name();
        };
    }

    private static String detail(Attempt attempt) {
        return switch (attempt.result()) {
            case AttemptResult.Answered answered -> answered.note();
            case AttemptResult.Failed failed -> storable(failed.detail());
        };
    }

    private static String response(Attempt attempt) {
        return switch (attempt.result()) {
            case AttemptResult.Answered answered -> storable(answered.response());
            case AttemptResult.Failed _ -> "";
        };
    }

    /** PostgreSQL takes any text but the character 0. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static String deliveryState(Attempt attempt) {
        return switch (attempt.verdict()) {
            case Verdict.Delivered _ -> "delivered";
            case Verdict.Exhausted _ -> "exhausted";
            // Kept for the day its subscription is resumed.
            case Verdict.Gone _, Verdict.RetryAt _ -> "pending";
        };
    }

    private static LaneStore.Released released(Attempt attempt) {
        Instant dueAt = switch (attempt.verdict()) {
            case Verdict.RetryAt retry -> retry.when();
            case Verdict.Delivered _, Verdict.Gone _, Verdict.Exhausted _ -> attempt.endedAt();
        };
        return new LaneStore.Released(attempt.delivery().lane(), dueAt);
    }
}
