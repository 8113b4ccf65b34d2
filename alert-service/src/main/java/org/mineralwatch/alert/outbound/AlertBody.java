package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.domain.ActGroup;
import org.mineralwatch.alert.domain.Alert;
import org.mineralwatch.alert.domain.KnownEvent;
import org.mineralwatch.alert.domain.Occasion;
import org.mineralwatch.alert.domain.Trigger;

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
    private final AlertSettings.Links links;

    AlertBody(ObjectMapper json, AlertSettings settings) {
        this.json = json;
        this.links = settings.links();
    }

    /**
     * The alerts with their bodies, in the same order.
     *
     * @param acts what is known of the events behind them
     */
    public List<WrittenAlert> write(List<Alert> alerts, Map<String, KnownEvent> acts) {
        var telling = new OccasionJson(json, links, acts, LIMIT - ENVELOPE);
        Map<Occasion, ObjectNode> shared = new IdentityHashMap<>();
        List<WrittenAlert> written = new ArrayList<>(alerts.size());
        for (Alert alert : alerts) {
            ObjectNode told = shared.computeIfAbsent(alert.occasion(), telling::tell);
            written.add(new WrittenAlert(alert, bytes(envelope(alert, told))));
        }
        return written;
    }

    /** A message that is no alert, for an owner to try an endpoint with. */
    public byte[] test(UUID id, UUID subscription, Instant now) {
        ObjectNode event = message("mineralwatch.test.v1", id, subscription, now);
        event.putObject("data")
                .put("subscription", subscription.toString())
                .put(
                        "text",
                        "A test, sent because somebody asked for it. Alerts look like this and are signed like this.");
        return bytes(event);
    }

    /**
     * A message that asks an endpoint whether it agrees to be sent alerts.
     *
     * @param challenge what proves that somebody reads it
     * @param callback where the receiver may agree by a call
     */
    public byte[] challenge(UUID id, UUID subscription, String challenge, String callback, Instant now) {
        ObjectNode event = message("mineralwatch.endpoint.challenge.v1", id, subscription, now);
        event.putObject("data")
                .put("subscription", subscription.toString())
                .put("challenge", challenge)
                .put("callback", callback)
                .put(
                        "text",
                        "Somebody wants alerts sent here. To agree, answer with the challenge as the member challenge of a"
                                + " JSON object, or call the callback. Whoever does nothing gets none.");
        return bytes(event);
    }

    /** A message that is no alert, with the number of the last that was. */
    public byte[] heartbeat(UUID id, UUID subscription, long lastSequence, Instant now) {
        ObjectNode event = message("mineralwatch.heartbeat.v1", id, subscription, now);
        event.putObject("data").put("subscription", subscription.toString()).put("lastSequence", lastSequence);
        return bytes(event);
    }

    private ObjectNode message(String type, UUID id, UUID subscription, Instant now) {
        ObjectNode event = json.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", id.toString());
        event.put("source", "/alert-service");
        event.put("type", type);
        event.put("subject", subscription.toString());
        event.put("time", now.toString());
        event.put("datacontenttype", "application/json");
        return event;
    }

    private ObjectNode envelope(Alert alert, ObjectNode told) {
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
        if (!(alert.occasion() instanceof ActGroup)) {
            data.set("condition", ConditionJson.write(alert.condition()));
            if (alert.trigger() != Trigger.MET) {
                data.put("trigger", alert.trigger().name().toLowerCase(Locale.ROOT));
            }
        }
        data.setAll(told);
        String itself = links.alert().replace("{alert}", alert.id().toString());
        ObjectNode linked = data.putObject("links");
        if (told.path("links") instanceof ObjectNode others) {
            linked.setAll(others);
        }
        linked.put("alert", itself).put("lineage", itself + "/lineage");
        return event;
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
