package org.mineralwatch.ingest.outbound;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mineralwatch.ingest.domain.EventFilter;
import org.mineralwatch.ingest.domain.PolicyEventRevision;

/** Searches the newest revisions of all events that are not retracted. */
@ApplicationScoped
public class PolicyEventCatalogue implements PanacheRepositoryBase<PolicyEventRevisionRow, PolicyEventRevisionRow.Key> {

    /**
     * Events that fit, newest announcement first, those of one day by id.
     *
     * @param after begin behind this place; empty for the first page
     * @param most how many to return at most
     */
    public List<PolicyEventRevision> page(EventFilter filter, Optional<EventFilter.Position> after, int most) {
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
        after.ifPresent(position -> conditions.add(
                "(announced < :day or (announced = :day and eventId > :id))",
                Map.of("day", position.announced(), "id", position.id().value())));
        return find(conditions.joined() + " order by announced desc, eventId", conditions.parameters)
                .page(Page.ofSize(most))
                .list()
                .stream()
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
