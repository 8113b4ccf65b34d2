package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.Occasion;
import org.mineralwatch.alert.domain.PolicyEvent;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.mineralwatch.contract.ScoreChanged;

/**
 * Writes alerts as CloudEvents in structured mode, under 20 kB each. What many alerts share, the score or the event they
 * tell of, is made once.
 */
@ApplicationScoped
public class AlertBody {
    /** Media type of a body. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    /** No body has as many bytes. */
    public static final int LIMIT = 20_000;

    /** What an envelope, a condition with every country in it and the links take at the most. */
    private static final int ENVELOPE = 6_000;

    private final ObjectMapper json;
    private final ObjectReader scores;
    private final ObjectReader events;
    private final AlertSettings.Links links;

    AlertBody(ObjectMapper json, AlertSettings settings) {
        this.json = json;
        this.scores = json.readerFor(ScoreChanged.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.events =
                json.readerFor(PolicyEventRecorded.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.links = settings.links();
    }

    /** The alerts with their bodies, in the same order. */
    public List<WrittenAlert> write(List<Alert> alerts) {
        Map<Occasion, ObjectNode> shared = new IdentityHashMap<>();
        List<WrittenAlert> written = new ArrayList<>(alerts.size());
        for (Alert alert : alerts) {
            ObjectNode told = shared.computeIfAbsent(alert.occasion(), this::tell);
            written.add(new WrittenAlert(alert, bytes(envelope(alert, told))));
        }
        return written;
    }

    /** A message that is no alert, for an owner to try an endpoint with. */
    public byte[] test(UUID id, UUID subscription, Instant now) {
        ObjectNode event = json.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", id.toString());
        event.put("source", "/alert-service");
        event.put("type", "mineralwatch.test.v1");
        event.put("subject", subscription.toString());
        event.put("time", now.toString());
        event.put("datacontenttype", "application/json");
        event.putObject("data")
                .put("subscription", subscription.toString())
                .put(
                        "text",
                        "A test, sent because somebody asked for it. Alerts look like this and are signed like this.");
        return bytes(event);
    }

    private static ObjectNode envelope(Alert alert, ObjectNode told) {
        ObjectNode event = told.objectNode();
        event.put("specversion", "1.0");
        event.put("id", alert.id().toString());
        event.put("source", "/alert-service");
        event.put("type", "mineralwatch.alert." + alert.type().name().toLowerCase(Locale.ROOT) + ".v1");
        event.put("subject", alert.occasion().subject());
        event.put("time", alert.raisedAt().toString());
        event.put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        data.put("subscription", alert.subscription().toString());
        data.put("sequence", alert.sequence());
        data.set("condition", ConditionJson.write(alert.condition()));
        data.setAll(told);
        return event;
    }

    /** What happened: the members of {@code data} that do not depend on who is told. */
    private ObjectNode tell(Occasion occasion) {
        return switch (occasion) {
            case ScoreChange change -> tellScore(change);
            case PolicyEvent event -> tellEvent(event);
        };
    }

    private ObjectNode tellScore(ScoreChange change) {
        ScoreChanged changed = read(scores, change.document());
        ObjectNode told = json.createObjectNode();
        told.set("score", scoreOf(changed));
        told.set("cause", json.valueToTree(changed.cause()));
        told.putObject("links").put("score", scoreLink(change.cell(), changed.at(), changed.known()));
        return Abridgement.ofScore(told, LIMIT - ENVELOPE);
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
        return score;
    }

    private ObjectNode tellEvent(PolicyEvent event) {
        PolicyEventRecorded recorded = read(events, event.document());
        ObjectNode told = json.createObjectNode();
        told.set("event", json.valueToTree(recorded));
        told.putObject("cause")
                .putArray("events")
                .addObject()
                .put("id", event.id())
                .put("revision", event.revision());
        told.putObject("links").put("event", links.event().replace("{event}", escaped(event.id())));
        return Abridgement.ofEvent(told, LIMIT - ENVELOPE);
    }

    private String scoreLink(Cell cell, LocalDate at, LocalDate known) {
        return links.score()
                .replace("{cell}", cell.toString())
                .replace("{at}", at.toString())
                .replace("{known}", known.toString());
    }

    private static String escaped(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static <T> T read(ObjectReader reader, String document) {
        try {
            return reader.readValue(document);
        } catch (IOException e) {
            throw new UncheckedIOException("a document that was read before it was stored", e);
        }
    }

    private byte[] bytes(ObjectNode event) {
        try {
            byte[] body = json.writeValueAsBytes(event);
            if (body.length >= LIMIT) {
                throw new IllegalStateException("an alert of " + body.length + " bytes");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException("an alert that cannot be written", e);
        }
    }
}
