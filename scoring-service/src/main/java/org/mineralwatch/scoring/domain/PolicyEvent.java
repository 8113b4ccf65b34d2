package org.mineralwatch.scoring.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A policy event as the model sees it: what it hits, when and how hard. Texts, money and sources play no part.
 *
 * @param id the publisher's own, unique for ever
 * @param announced day it became public
 * @param effectiveFrom first day in force; null for the announcement if enacted, else never
 * @param effectiveUntil last day in force; null for open-ended
 * @param actor who acts, ISO 3166-1 alpha-2 or {@code EU}
 * @param coActors others who act with it
 * @param targets at whom: the consumers of an export measure, the suppliers of an import measure, the partners of a deal
 * @param minerals ids; a group stands for its members
 * @param stages none for every scored stage
 * @param effect what it does
 * @param suppliers whose supply is hit, where the effect names them; null to read it from actor and targets
 * @param consumers who is hit or helped, where the effect names them; null to read it from actor and targets
 * @param supersedes ids of events that this one replaces from its first day
 * @param suspends events eased while this one is in force
 * @param ends ids of events that stop for good on this one's first day
 * @param leadTimeYears from announcement to first supply, 0 to 60; null for that of the effect's kind
 * @param grade evidence
 */
public record PolicyEvent(
        String id,
        EventType type,
        LocalDate announced,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate effectiveUntil,
        String actor,
        SortedSet<String> coActors,
        Parties targets,
        SortedSet<String> minerals,
        SortedSet<Stage> stages,
        Standing standing,
        Effect effect,
        @Nullable Parties suppliers,
        @Nullable Parties consumers,
        SortedSet<String> supersedes,
        List<Suspension> suspends,
        SortedSet<String> ends,
        @Nullable Double leadTimeYears,
        Grade grade) {

    public PolicyEvent {
        Require.eventId(id, "id");
        Require.date(announced, "announced");
        if (effectiveFrom != null) {
            Require.date(effectiveFrom, "effectiveFrom");
        }
        if (effectiveUntil != null) {
            Require.date(effectiveUntil, "effectiveUntil");
            Require.that(
                    effectiveFrom == null || !effectiveFrom.isAfter(effectiveUntil),
                    "effectiveUntil before effectiveFrom",
                    effectiveUntil);
        }
        Require.country(actor, "actor");
        coActors = Require.sorted(coActors);
        coActors.forEach(country -> Require.country(country, "coActors"));
        minerals = Require.sorted(minerals);
        Require.that(!minerals.isEmpty(), "minerals", minerals);
        minerals.forEach(mineral -> Require.mineral(mineral, "minerals"));
        stages = Require.sorted(stages);
        supersedes = Require.sorted(supersedes);
        supersedes.forEach(event -> Require.eventId(event, "supersedes"));
        suspends = List.copyOf(suspends);
        ends = Require.sorted(ends);
        ends.forEach(event -> Require.eventId(event, "ends"));
        if (leadTimeYears != null) {
            Require.within(0.0, 60.0, leadTimeYears, "leadTimeYears");
        }
    }

    /** An event of the five required fields; everything else stands at its default until it is set. */
    public static Builder of(
            String id, EventType type, LocalDate announced, String actor, Collection<String> minerals) {
        return new Builder(id, type, announced, actor, minerals);
    }

    /** Whether it is at work at a stage: it names the stage, or none. */
    boolean isAt(Stage stage) {
        return stages.isEmpty() || stages.contains(stage);
    }

    /** The side whose supply a restriction hits. */
    Parties hitSuppliers() {
        if (suppliers != null) {
            return suppliers;
        }
        return type.isImportSide() ? targets : actingSide();
    }

    /** The side that buys what a restriction hits. */
    Parties hitConsumers() {
        if (consumers != null) {
            return consumers;
        }
        return type.isImportSide() ? actingSide() : targets;
    }

    /** Who is helped by alternative supply. */
    Parties beneficiaries() {
        if (consumers != null) {
            return consumers;
        }
        return type.isHostedByActor() ? targets : actingSide();
    }

    /** Where alternative supply comes from when the effect does not say. */
    String defaultHost() {
        return type.isHostedByActor() || targets.countries().isEmpty()
                ? actor
                : targets.countries().getFirst();
    }

    /** Whether it ends, supersedes or suspends others. */
    boolean isLinked() {
        return !(ends.isEmpty() && supersedes.isEmpty() && suspends.isEmpty());
    }

    /** Ids of the events that it ends, supersedes or suspends. */
    Set<String> references() {
        if (!isLinked()) {
            return Set.of();
        }
        Set<String> references = new TreeSet<>(ends);
        references.addAll(supersedes);
        suspends.forEach(suspension -> references.add(suspension.event()));
        return references;
    }

    private Parties actingSide() {
        return new Parties(false, List.of(actor)).and(coActors);
    }

    /** Sets what differs from the defaults of an event. */
    public static final class Builder {
        private final String id;
        private final EventType type;
        private final LocalDate announced;
        private final String actor;
        private final Collection<String> minerals;
        private @Nullable LocalDate effectiveFrom;
        private @Nullable LocalDate effectiveUntil;
        private Collection<String> coActors = List.of();
        private Parties targets = Parties.EVERYONE;
        private Collection<Stage> stages = List.of();
        private Standing standing = Standing.ENACTED;
        private @Nullable Effect effect;
        private @Nullable Parties suppliers;
        private @Nullable Parties consumers;
        private Collection<String> supersedes = List.of();
        private Collection<Suspension> suspends = List.of();
        private Collection<String> ends = List.of();
        private @Nullable Double leadTimeYears;
        private Grade grade = Grade.C;

        private Builder(String id, EventType type, LocalDate announced, String actor, Collection<String> minerals) {
            this.id = id;
            this.type = type;
            this.announced = announced;
            this.actor = actor;
            this.minerals = minerals;
        }

        public Builder effectiveFrom(@Nullable LocalDate firstDay) {
            this.effectiveFrom = firstDay;
            return this;
        }

        public Builder effectiveUntil(@Nullable LocalDate lastDay) {
            this.effectiveUntil = lastDay;
            return this;
        }

        public Builder coActors(Collection<String> countries) {
            this.coActors = countries;
            return this;
        }

        public Builder targets(Parties parties) {
            this.targets = parties;
            return this;
        }

        public Builder stages(Collection<Stage> named) {
            this.stages = named;
            return this;
        }

        public Builder standing(Standing bindingness) {
            this.standing = bindingness;
            return this;
        }

        public Builder effect(@Nullable Effect given) {
            this.effect = given;
            return this;
        }

        public Builder suppliers(@Nullable Parties namedByEffect) {
            this.suppliers = namedByEffect;
            return this;
        }

        public Builder consumers(@Nullable Parties namedByEffect) {
            this.consumers = namedByEffect;
            return this;
        }

        public Builder supersedes(Collection<String> events) {
            this.supersedes = events;
            return this;
        }

        public Builder suspends(Collection<Suspension> suspensions) {
            this.suspends = suspensions;
            return this;
        }

        public Builder ends(Collection<String> events) {
            this.ends = events;
            return this;
        }

        public Builder leadTimeYears(@Nullable Double years) {
            this.leadTimeYears = years;
            return this;
        }

        public Builder grade(Grade evidence) {
            this.grade = evidence;
            return this;
        }

        /**
         * The event.
         *
         * @throws IllegalArgumentException naming the field that is not as it must be
         */
        public PolicyEvent build() {
            return new PolicyEvent(
                    id,
                    type,
                    announced,
                    effectiveFrom,
                    effectiveUntil,
                    actor,
                    Require.sorted(coActors),
                    targets,
                    Require.sorted(minerals),
                    Require.sorted(stages),
                    standing,
                    Objects.requireNonNullElse(effect, type.defaultEffect()),
                    suppliers,
                    consumers,
                    Require.sorted(supersedes),
                    List.copyOf(suspends),
                    Require.sorted(ends),
                    leadTimeYears,
                    grade);
        }
    }
}
