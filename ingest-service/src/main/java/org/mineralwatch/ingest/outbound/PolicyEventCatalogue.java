package org.mineralwatch.ingest.outbound;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mineralwatch.ingest.domain.EventFilter;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.PolicyEventRevision;

/** Searches the newest revisions of all events that are not retracted. */
@ApplicationScoped
public class PolicyEventCatalogue implements PanacheRepositoryBase<PolicyEventRevisionRow, PolicyEventRevisionRow.Key> {

    /**
     * Events that fit.
     *
     * @param after begin behind this place; empty for the first page
     * @param most how many to return at most
     */
    public List<PolicyEventRevision> page(
            EventFilter filter, EventFilter.Order order, Optional<EventFilter.Position> after, int most) {
        Conditions conditions = new Conditions();
        conditions.add("newest and not retracted");
        conditions.addOverlap("minerals", filter.minerals());
        conditions.addOverlap("actors", filter.actors());
        conditions.addOverlap("targets", filter.targets());
        conditions.addOverlap("stages", filter.stages());
        conditions.addChoice("type", filter.types());
        conditions.addChoice("standing", filter.standings());
        filter.announcedFrom().ifPresent(day -> conditions.add("announced >= :from", Map.of("from", day)));
        filter.announcedTo().ifPresent(day -> conditions.add("announced <= :to", Map.of("to", day)));
        filter.inForceOn()
                .ifPresent(day -> conditions.add(
                        "inForceFrom <= :inForce and (inForceUntil is null or inForceUntil >= :inForce)",
                        Map.of("inForce", day)));
        filter.recordedFrom()
                .ifPresent(moment -> conditions.add("recordedAt >= :recordedFrom", Map.of("recordedFrom", moment)));
        filter.recordedBefore()
                .ifPresent(moment -> conditions.add("recordedAt < :recordedBefore", Map.of("recordedBefore", moment)));
        for (int i = 0; i < filter.words().size(); i++) {
            conditions.add(
                    "locate(:word" + i + ", words) > 0",
                    Map.of("word" + i, filter.words().get(i)));
        }
        after.ifPresent(position -> conditions.addPosition(position));
        String sorting = switch (order) {
            case ANNOUNCED -> " order by announced desc, eventId";
            case RECORDED -> " order by recordedAt desc, eventId";
        };
        return find(conditions.joined() + sorting, conditions.parameters).page(Page.ofSize(most)).list().stream()
                .map(PolicyEventRevisionRow::toRevision)
                .toList();
    }

    private static final class Conditions {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        void add(String condition) {
            conditions.add(condition);
        }

        void add(String condition, Map<String, Object> values) {
            conditions.add(condition);
            parameters.putAll(values);
        }

        void addOverlap(String column, Set<String> sought) {
            if (!sought.isEmpty()) {
                add("array_intersects(" + column + ", :" + column + ")", Map.of(column, sought.toArray(String[]::new)));
            }
        }

        void addPosition(EventFilter.Position position) {
            switch (position) {
                case EventFilter.Position.Announced(LocalDate day, EventId id) ->
                    add(
                            "(announced < :day or (announced = :day and eventId > :id))",
                            Map.of("day", day, "id", id.value()));
                case EventFilter.Position.Recorded(Instant moment, EventId id) ->
                    add(
                            "(recordedAt < :moment or (recordedAt = :moment and eventId > :id))",
                            Map.of("moment", moment, "id", id.value()));
            }
        }

        void addChoice(String column, Collection<? extends Enum<?>> sought) {
            if (!sought.isEmpty()) {
                add(
                        column + " in :" + column,
                        Map.of(column, sought.stream().map(Enum::name).toList()));
            }
        }

        String joined() {
            return String.join(" and ", conditions);
        }
    }
}
