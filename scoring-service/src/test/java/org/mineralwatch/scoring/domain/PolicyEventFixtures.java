package org.mineralwatch.scoring.domain;

import static org.mineralwatch.scoring.domain.GoldenFixtures.lines;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Effect.Ban;
import org.mineralwatch.scoring.domain.Effect.Cover;
import org.mineralwatch.scoring.domain.Effect.Licensing;
import org.mineralwatch.scoring.domain.Effect.News;
import org.mineralwatch.scoring.domain.Effect.Outage;
import org.mineralwatch.scoring.domain.Effect.PriceMeasure;
import org.mineralwatch.scoring.domain.Effect.Quota;

/** Policy events as the event format writes them. */
final class PolicyEventFixtures {
    private PolicyEventFixtures() {}

    /** The real timeline: first revisions, known on the day announced. */
    static List<EventRecord> realRecords() {
        return lines("policy-events.ndjson").stream()
                .map(line -> EventRecord.firstOf(policyEvent(line)))
                .toList();
    }

    static EventRecord record(JsonNode json) {
        String id = json.get("id").textValue();
        int revision = json.get("revision").intValue();
        LocalDate knownAt = LocalDate.parse(json.get("knownAt").textValue());
        return json.path("retracted").booleanValue()
                ? EventRecord.retraction(id, revision, knownAt)
                : EventRecord.of(policyEvent(json.get("event")), revision, knownAt);
    }

    static PolicyEvent policyEvent(JsonNode json) {
        JsonNode effect = json.path("effect");
        return PolicyEvent.of(
                        json.get("id").textValue(),
                        EventType.valueOf(json.get("type").textValue()),
                        LocalDate.parse(json.get("announced").textValue()),
                        json.get("actor").textValue(),
                        texts(json.path("minerals")))
                .effectiveFrom(date(json.path("effectiveFrom")))
                .effectiveUntil(date(json.path("effectiveUntil")))
                .coActors(texts(json.path("coActors")))
                .targets(json.has("targets") ? Parties.of(texts(json.get("targets"))) : Parties.EVERYONE)
                .stages(texts(json.path("stages")).stream().map(Stage::of).toList())
                .standing(Standing.valueOf(json.path("standing").asText("ENACTED")))
                .effect(effect.isMissingNode() ? null : effect(effect))
                .suppliers(parties(effect.path("suppliers")))
                .consumers(parties(effect.path("consumers")))
                .supersedes(texts(json.path("supersedes")))
                .suspends(suspensions(json.path("suspends")))
                .ends(texts(json.path("ends")))
                .leadTimeYears(number(json.path("leadTimeYears")))
                .grade(Grade.valueOf(json.path("grade").asText("C")))
                .build();
    }

    private static Effect effect(JsonNode json) {
        double scope = json.path("scope").asDouble(1.0);
        String kind = json.get("kind").textValue();
        return switch (kind) {
            case "NONE" -> Effect.NONE;
            case "BAN" -> new Ban(scope, number(json.path("leak")));
            case "LICENSING" ->
                new Licensing(
                        scope,
                        json.path("startLoss").asDouble(Licensing.START_LOSS),
                        json.path("holdDays").asDouble(Licensing.HOLD_DAYS),
                        json.path("halfLifeDays").asDouble(Licensing.HALF_LIFE_DAYS),
                        json.path("civilLoss").asDouble(Licensing.CIVIL_LOSS),
                        perConsumer(json.path("deniedShare")));
            case "QUOTA" ->
                json.has("loss")
                        ? new Quota(scope, json.get("loss").doubleValue())
                        : Quota.ofAmount(
                                scope,
                                json.get("quota").doubleValue(),
                                json.path("days").asDouble(Quota.DAYS),
                                json.get("base").doubleValue());
            case "TARIFF", "EXPORT_TAX" ->
                new PriceMeasure(
                        scope,
                        json.get("rate").doubleValue(),
                        json.path("elasticity").asDouble(PriceMeasure.ELASTICITY));
            case "CONFLICT", "OUTAGE" ->
                new Outage(
                        json.get("loss").doubleValue(),
                        json.path("halfLifeDays").asDouble(Outage.NO_RECOVERY));
            case "NEWS" ->
                new News(
                        json.get("goldstein").doubleValue(),
                        json.path("halfLifeDays").asDouble(News.HALF_LIFE_DAYS));
            default ->
                new Cover(
                        CoverKind.valueOf(kind),
                        perConsumer(json.get("coverage")),
                        number(json.path("success")),
                        number(json.path("rampYears")),
                        json.path("host").textValue());
        };
    }

    private static PerConsumer perConsumer(JsonNode json) {
        if (json.isObject()) {
            Map<String, Double> byConsumer = new HashMap<>();
            json.properties()
                    .forEach(member ->
                            byConsumer.put(member.getKey(), member.getValue().doubleValue()));
            return PerConsumer.of(byConsumer);
        }
        return PerConsumer.ofAll(json.asDouble(0.0));
    }

    private static List<Suspension> suspensions(JsonNode json) {
        List<Suspension> suspensions = new ArrayList<>();
        for (JsonNode item : json) {
            suspensions.add(new Suspension(
                    item.get("event").textValue(), item.path("relief").asDouble(1.0)));
        }
        return suspensions;
    }

    private static @Nullable Parties parties(JsonNode json) {
        return json.isMissingNode() ? null : Parties.of(texts(json));
    }

    private static @Nullable LocalDate date(JsonNode json) {
        return json.isMissingNode() ? null : LocalDate.parse(json.textValue());
    }

    private static @Nullable Double number(JsonNode json) {
        return json.isMissingNode() ? null : json.doubleValue();
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(item -> texts.add(item.textValue()));
        return texts;
    }
}
