package org.mineralwatch.scoring.outbound;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.scoring.domain.CoverKind;
import org.mineralwatch.scoring.domain.Effect;
import org.mineralwatch.scoring.domain.EventRecord;
import org.mineralwatch.scoring.domain.EventType;
import org.mineralwatch.scoring.domain.Grade;
import org.mineralwatch.scoring.domain.Parties;
import org.mineralwatch.scoring.domain.PerConsumer;
import org.mineralwatch.scoring.domain.PolicyEvent;
import org.mineralwatch.scoring.domain.Stage;
import org.mineralwatch.scoring.domain.Standing;
import org.mineralwatch.scoring.domain.Suspension;

/** Reads values of {@code policy-events.v1} into the model's own terms; members it does not know are passed over. */
@ApplicationScoped
public class PolicyEventReading {

    /** What a value turned out to be. */
    public sealed interface Reading {
        /** A record of a policy event. */
        record Usable(EventRecord record) implements Reading {}

        /** Nothing this service can use; the reason in one sentence. */
        record Unusable(String reason) implements Reading {}
    }

    private final ObjectReader reader;

    PolicyEventReading(ObjectMapper json) {
        this.reader = json.copy()
                .addMixIn(PolicyEventRecorded.class, ReadByTheModel.class)
                .registerModule(new SimpleModule().addDeserializer(LocalDate.class, new DayReading()))
                .readerFor(PolicyEventRecorded.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** Members that play no part in scores are passed over, whatever they hold. */
    @JsonIgnoreProperties({
        "recordedAt",
        "publisher",
        "cloudEvent",
        "reason",
        "title",
        "summary",
        "relatesTo",
        "value",
        "sources",
        "note"
    })
    private interface ReadByTheModel {}

    /** Reads one value; whatever the bytes, it answers. */
    public Reading read(byte[] value) {
        if (hasZeroByte(value)) {
            return new Reading.Unusable("not JSON in UTF-8: it has a byte of zero");
        }
        try {
            PolicyEventRecorded recorded = reader.readValue(value);
            if (recorded == null) {
                return new Reading.Unusable("the value is JSON null, not a policy event");
            }
            return new Reading.Usable(toRecord(recorded));
        } catch (JsonMappingException e) {
            return new Reading.Unusable(
                    "not a policy event at " + e.getPathReference() + ": " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            return new Reading.Unusable("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Reading.Unusable("not readable: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return new Reading.Unusable("not a valid policy event: " + e.getMessage());
        }
    }

    /** JSON in UTF-16 or UTF-32 would be understood, but is no text that PostgreSQL can keep. */
    private static boolean hasZeroByte(byte[] value) {
        for (byte one : value) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    private static EventRecord toRecord(PolicyEventRecorded recorded) {
        String id = present(recorded.id(), "id");
        var knownAt = present(recorded.knownAt(), "knownAt");
        if (Boolean.TRUE.equals(recorded.retracted())) {
            return EventRecord.retraction(id, recorded.revision(), knownAt);
        }
        return EventRecord.of(toEvent(id, recorded), recorded.revision(), knownAt);
    }

    /** In the model's terms; refuses what those do not allow. */
    static PolicyEvent toEvent(String id, PolicyEventRecorded recorded) {
        PolicyEventRecorded.Effect effect = recorded.effect();
        return PolicyEvent.of(
                        id,
                        EventType.valueOf(present(recorded.type(), "type")),
                        present(recorded.announced(), "announced"),
                        present(recorded.actor(), "actor"),
                        items(present(recorded.minerals(), "minerals"), "minerals"))
                .effectiveFrom(recorded.effectiveFrom())
                .effectiveUntil(recorded.effectiveUntil())
                .coActors(items(recorded.coActors(), "coActors"))
                .targets(
                        recorded.targets() == null
                                ? Parties.EVERYONE
                                : Parties.of(items(recorded.targets(), "targets")))
                .stages(items(recorded.stages(), "stages").stream()
                        .map(Stage::of)
                        .toList())
                .standing(recorded.standing() == null ? Standing.ENACTED : Standing.valueOf(recorded.standing()))
                .effect(effect == null ? null : toEffect(effect))
                .suppliers(effect == null ? null : parties(effect.suppliers(), "effect.suppliers"))
                .consumers(effect == null ? null : parties(effect.consumers(), "effect.consumers"))
                .supersedes(items(recorded.supersedes(), "supersedes"))
                .suspends(items(recorded.suspends(), "suspends").stream()
                        .map(eased -> new Suspension(
                                present(eased.event(), "suspends.event"), requireNonNullElse(eased.relief(), 1.0)))
                        .toList())
                .ends(items(recorded.ends(), "ends"))
                .leadTimeYears(recorded.leadTimeYears())
                .grade(recorded.grade() == null ? Grade.C : Grade.valueOf(recorded.grade()))
                .build();
    }

    private static Effect toEffect(PolicyEventRecorded.Effect effect) {
        double scope = requireNonNullElse(effect.scope(), 1.0);
        return switch (present(effect.kind(), "effect.kind")) {
            case "NONE" -> Effect.NONE;
            case "BAN" -> new Effect.Ban(scope, effect.leak());
            case "LICENSING" ->
                new Effect.Licensing(
                        scope,
                        requireNonNullElse(effect.startLoss(), Effect.Licensing.START_LOSS),
                        requireNonNullElse(effect.holdDays(), Effect.Licensing.HOLD_DAYS),
                        requireNonNullElse(effect.halfLifeDays(), Effect.Licensing.HALF_LIFE_DAYS),
                        requireNonNullElse(effect.civilLoss(), Effect.Licensing.CIVIL_LOSS),
                        effect.deniedShare() == null ? PerConsumer.ZERO : perConsumer(effect.deniedShare()));
            case "QUOTA" ->
                effect.loss() != null
                        ? new Effect.Quota(scope, effect.loss())
                        : Effect.Quota.ofAmount(
                                scope,
                                present(effect.quota(), "effect.quota"),
                                requireNonNullElse(effect.days(), Effect.Quota.DAYS),
                                present(effect.base(), "effect.base"));
            case "TARIFF", "EXPORT_TAX" ->
                new Effect.PriceMeasure(
                        scope,
                        present(effect.rate(), "effect.rate"),
                        requireNonNullElse(effect.elasticity(), Effect.PriceMeasure.ELASTICITY));
            case "CONFLICT", "OUTAGE" ->
                new Effect.Outage(
                        present(effect.loss(), "effect.loss"),
                        requireNonNullElse(effect.halfLifeDays(), Effect.Outage.NO_RECOVERY));
            case "NEWS" ->
                new Effect.News(
                        present(effect.goldstein(), "effect.goldstein"),
                        requireNonNullElse(effect.halfLifeDays(), Effect.News.HALF_LIFE_DAYS));
            case "DEAL", "INVESTMENT", "DISCOVERY", "STOCKPILE" ->
                new Effect.Cover(
                        CoverKind.valueOf(effect.kind()),
                        perConsumer(present(effect.coverage(), "effect.coverage")),
                        effect.success(),
                        effect.rampYears(),
                        effect.host());
            default -> throw new IllegalArgumentException("effect.kind: " + effect.kind() + " is not known");
        };
    }

    private static @Nullable Parties parties(@Nullable List<String> countries, String name) {
        return countries == null ? null : Parties.of(items(countries, name));
    }

    private static PerConsumer perConsumer(Object numberOrMap) {
        return switch (numberOrMap) {
            case Number all -> PerConsumer.ofAll(all.doubleValue());
            case Map<?, ?> byConsumer -> {
                Map<String, Double> fractions = new HashMap<>();
                byConsumer.forEach((consumer, fraction) -> {
                    if (!(fraction instanceof Number number)) {
                        throw new IllegalArgumentException(consumer + ": not a number");
                    }
                    fractions.put(String.valueOf(consumer), number.doubleValue());
                });
                yield PerConsumer.of(fractions);
            }
            default -> throw new IllegalArgumentException("neither a number nor one per consumer");
        };
    }

    /** Those of a list that may be left out, but may not have a gap. */
    private static <T> List<T> items(@Nullable List<T> items, String name) {
        if (items == null) {
            return List.of();
        }
        items.forEach(item -> present(item, "an item of " + name));
        return items;
    }

    private static <T> T present(@Nullable T member, String name) {
        if (member == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return member;
    }
}
