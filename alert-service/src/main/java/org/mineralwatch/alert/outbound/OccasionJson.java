package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.domain.ActGroup;
import org.mineralwatch.alert.domain.Band;
import org.mineralwatch.alert.domain.CausingEvent;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.DateAhead;
import org.mineralwatch.alert.domain.DatedCrossing;
import org.mineralwatch.alert.domain.KnownEvent;
import org.mineralwatch.alert.domain.Movement;
import org.mineralwatch.alert.domain.Occasion;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Trigger;
import org.mineralwatch.alert.domain.Withdrawal;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.contract.ScoreChanged;

/** What happened, as alerts carry it: the members of {@code data} that do not depend on who is told. */
final class OccasionJson {
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_SOURCES = 3;
    private static final List<String> OF_AN_ACT =
            List.of("type", "title", "actor", "announced", "effectiveFrom", "effectiveUntil", "standing");

    private final ObjectMapper json;
    private final ObjectReader scores;
    private final ObjectReader events;
    private final AlertSettings.Links links;
    private final Map<String, KnownEvent> acts;
    private final int limit;

    /**
     * Tells occasions.
     *
     * @param acts what is known of the events behind them
     * @param limit of what is told of one, in bytes
     */
    OccasionJson(ObjectMapper json, AlertSettings.Links links, Map<String, KnownEvent> acts, int limit) {
        this.json = json;
        this.scores = json.readerFor(ScoreChanged.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.events =
                json.readerFor(PolicyEventRecorded.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.links = links;
        this.acts = acts;
        this.limit = limit;
    }

    ObjectNode tell(Occasion occasion) {
        return switch (occasion) {
            case ScoreChange change -> Abridgement.ofScore(tellScore(change), limit);
            case Movement movement -> Abridgement.ofScore(tellMovement(movement), limit);
            case DatedCrossing crossing -> Abridgement.ofScore(tellDate(crossing), limit);
            case PolicyEvent event -> tellEvent(event);
            case Withdrawal withdrawal -> tellWithdrawal(withdrawal);
            case ActGroup group -> Abridgement.ofGroup(tellGroup(group), limit);
        };
    }

    private ObjectNode tellScore(ScoreChange change) {
        ScoreChanged changed = read(scores, change.document());
        ObjectNode told = json.createObjectNode();
        told.set("score", scoreOf(changed));
        ObjectNode cause = json.valueToTree(changed.cause());
        putActs(cause, change.causes());
        told.set("cause", cause);
        told.putObject("links").put("score", scoreLink(change.cell(), changed.at(), changed.known()));
        return told;
    }

    private ObjectNode tellMovement(Movement movement) {
        ObjectNode told = json.createObjectNode();
        told.putObject("move")
                .put("points", movement.change().score() - movement.from())
                .put("from", movement.from())
                .put("since", movement.fromAt().toString());
        return told.setAll(tellScore(movement.change()));
    }

    private ObjectNode tellDate(DatedCrossing crossing) {
        ObjectNode told = json.createObjectNode();
        DateAhead date = crossing.date();
        ObjectNode upcoming = told.putObject("upcoming")
                .put("date", date.at().toString())
                .put("in", crossing.before().toString());
        upcoming.putObject("before")
                .put("score", date.before())
                .put("band", Band.of(date.before()).name());
        upcoming.putObject("after")
                .put("score", date.after())
                .put("band", Band.of(date.after()).name());
        told.setAll(tellScore(crossing.present()));
        ObjectNode cause = told.putObject("cause");
        ArrayNode calendar = cause.putArray("calendar");
        date.events().forEach(calendar::add);
        putActs(cause, crossing.causes());
        return told;
    }

    private ObjectNode scoreOf(ScoreChanged changed) {
        ObjectNode score = json.createObjectNode();
        score.put("cell", changed.cell());
        score.put("consumer", changed.consumer());
        score.put("mineral", changed.mineral());
        score.put("stage", changed.stage());
        score.put("at", changed.at().toString());
        score.put("known", changed.known().toString());
        score.put("score", changed.score());
        score.put("band", changed.band());
        ScoreChanged.Previous previous = changed.previous();
        if (previous != null) {
            score.put("previous", previous.score());
            score.put("previousBand", previous.band());
        }
        score.put("sequence", changed.sequence());
        score.put("recordedAt", changed.recordedAt().toString());
        score.put("baseline", changed.baseline());
        score.set("interval", json.valueToTree(changed.interval()));
        score.put("eventLoss", changed.eventLoss());
        score.set("byEvent", json.valueToTree(changed.byEvent()));
        score.set("bySupplier", json.valueToTree(changed.bySupplier()));
        score.set("heldBack", json.valueToTree(changed.heldBack()));
        score.put("alternativeSupply", changed.alternativeSupply());
        score.put("grade", changed.grade());
        score.put("model", changed.model());
        score.put("baselineVersion", changed.baselineVersion());
        LocalDate nextChange = changed.nextChange();
        if (nextChange != null) {
            score.put("nextChange", nextChange.toString());
        }
        if (changed.ahead() != null) {
            score.set("ahead", json.valueToTree(changed.ahead()));
        }
        return score;
    }

    /** What the events behind it are, and where they were read of; nothing of those nobody read of yet. */
    private void putActs(ObjectNode cause, List<CausingEvent> causes) {
        ArrayNode told = json.createArrayNode();
        for (CausingEvent causing : causes) {
            KnownEvent act = acts.get(causing.id());
            if (act != null && !act.document().isEmpty()) {
                told.add(tellAct(act));
            }
        }
        if (!told.isEmpty()) {
            cause.set("acts", told);
        }
    }

    private ObjectNode tellAct(KnownEvent act) {
        JsonNode document = ScoreDocument.parse(act.document());
        ObjectNode told = json.createObjectNode();
        told.put("id", act.id());
        told.put("revision", document.path("revision").asInt());
        for (String member : OF_AN_ACT) {
            JsonNode value = document.path(member);
            if (value.isTextual()) {
                told.put(member, beginning(value.textValue()));
            }
        }
        ArrayNode sources = told.putArray("sources");
        for (JsonNode source : document.path("sources")) {
            if (sources.size() < MOST_SOURCES) {
                ObjectNode cited = sources.addObject();
                source.properties().forEach(member -> {
                    if (member.getValue().isTextual()) {
                        cited.put(member.getKey(), beginning(member.getValue().textValue()));
                    }
                });
            }
        }
        told.put("link", eventLink(act.id()));
        return told;
    }

    private static String beginning(String text) {
        if (text.length() <= LONGEST_TITLE) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TITLE - 1)) ? LONGEST_TITLE - 1 : LONGEST_TITLE;
        return text.substring(0, end);
    }

    private ObjectNode tellEvent(PolicyEvent event) {
        PolicyEventRecorded recorded = read(events, event.document());
        ObjectNode told = json.createObjectNode();
        told.set("event", json.valueToTree(recorded));
        told.putObject("cause").putArray("events").add(revision(event.id(), event.revision()));
        told.putObject("links").put("event", eventLink(event.id()));
        return Abridgement.ofEvent(told, limit);
    }

    private ObjectNode revision(String event, int revision) {
        return json.createObjectNode().put("id", event).put("revision", revision);
    }

    private ObjectNode tellWithdrawal(Withdrawal withdrawal) {
        ObjectNode told = json.createObjectNode();
        Withdrawal.Told before = withdrawal.told();
        told.putObject("retracts")
                .put("alert", before.id().toString())
                .put("sequence", before.sequence())
                .put("type", before.type().name().toLowerCase(Locale.ROOT))
                .put("link", links.alert().replace("{alert}", before.id().toString()));
        return switch (withdrawal.cause()) {
            case Withdrawal.Cause.Retracted retracted -> {
                told.put("because", "event-retracted");
                if (!retracted.reason().isEmpty()) {
                    told.put("reason", beginning(retracted.reason()));
                }
                ObjectNode cause = told.putObject("cause");
                cause.putArray("events").add(revision(retracted.event(), retracted.revision()));
                putActs(cause, List.of(new CausingEvent(retracted.event(), retracted.revision())));
                told.putObject("links").put("event", eventLink(retracted.event()));
                yield told;
            }
            case Withdrawal.Cause.NotAhead(ScoreChange change) -> {
                told.put("because", "no-longer-ahead");
                yield Abridgement.ofScore(told.setAll(tellScore(change)), limit);
            }
        };
    }

    private ObjectNode tellGroup(ActGroup group) {
        ObjectNode told = json.createObjectNode();
        told.put("groupedBy", "act");
        ArrayNode items = told.putArray("items");
        group.members().stream()
                .sorted(Comparator.comparingDouble(
                                (ActGroup.Member member) -> -member.change().score())
                        .thenComparing(member -> member.change().subject())
                        .thenComparing(ActGroup.Member::ordinal))
                .forEach(member -> items.add(tellMember(member)));
        ObjectNode cause = told.putObject("cause");
        List<CausingEvent> causes = group.causes();
        ArrayNode causing = cause.putArray("events");
        for (CausingEvent event : causes) {
            ObjectNode named = causing.addObject().put("id", event.id());
            if (event.revision() != CausingEvent.BY_DATE) {
                named.put("revision", event.revision());
            }
        }
        putActs(cause, causes);
        told.putObject("links")
                .put(
                        "event",
                        eventLink(
                                causes.isEmpty()
                                        ? group.act()
                                        : causes.getFirst().id()));
        return told;
    }

    private ObjectNode tellMember(ActGroup.Member member) {
        ScoreChanged changed = read(scores, member.change().document());
        ObjectNode told = json.createObjectNode();
        told.set("condition", ConditionJson.write(member.condition()));
        if (member.trigger() != Trigger.MET) {
            told.put("trigger", member.trigger().name().toLowerCase(Locale.ROOT));
        }
        ObjectNode score = scoreOf(changed);
        score.remove(List.of("heldBack", "ahead", "model", "baselineVersion", "alternativeSupply", "known"));
        told.set("score", score);
        told.put("link", scoreLink(member.change().cell(), changed.at(), changed.known()));
        return told;
    }

    private String scoreLink(Cell cell, LocalDate at, LocalDate known) {
        return links.score()
                .replace("{cell}", cell.toString())
                .replace("{at}", at.toString())
                .replace("{known}", known.toString());
    }

    private String eventLink(String event) {
        return links.event()
                .replace(
                        "{event}",
                        URLEncoder.encode(event, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private static <T> T read(ObjectReader reader, String document) {
        try {
            return reader.readValue(document);
        } catch (IOException e) {
            throw new UncheckedIOException("a document that was read before it was stored", e);
        }
    }
}
