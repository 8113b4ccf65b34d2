package org.mineralwatch.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A webhook as it came in.
 *
 * @param at when
 * @param refusal why it did not verify; empty if it did
 * @param event its body, a CloudEvent; missing if it is no JSON
 */
record ReceivedWebhook(Instant at, String refusal, JsonNode event) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** What a person gets to see of it: two or three lines. */
    List<String> lines(Terminal terminal) {
        var lines = new ArrayList<String>();
        var verdict = refusal.isEmpty()
                ? terminal.good("webhook verified")
                : terminal.bad("webhook NOT verified: " + refusal);
        lines.add("  %s  %s  %s".formatted(CLOCK.format(at), verdict, terminal.bold(what())));
        detail(terminal).ifPresent(line -> lines.add("                " + line));
        var cause = cause();
        if (!cause.isEmpty()) {
            lines.add("                " + terminal.dim("because of " + cause));
        }
        return lines;
    }

    /** The same in one line for a log, without anything that is secret. */
    String logLine() {
        return "%s verified=%s id=%s type=%s subject=%s subscription=%s sequence=%s cause=%s%s"
                .formatted(
                        at,
                        refusal.isEmpty(),
                        event.path("id").asText("?"),
                        event.path("type").asText("?"),
                        event.path("subject").asText("?"),
                        data().path("subscription").asText("?"),
                        data().path("sequence").asText("?"),
                        cause(),
                        refusal.isEmpty() ? "" : " refusal=\"" + refusal + "\"");
    }

    private String what() {
        var type = event.path("type").asText("?");
        var shortType = type.replaceAll("^mineralwatch\\.alert\\.|\\.v\\d+$", "");
        return shortType + "  " + event.path("subject").asText("?");
    }

    private Optional<String> detail(Terminal terminal) {
        var score = data().path("score");
        if (score.has("score")) {
            return Optional.of(before(score, terminal) + after(score, terminal) + conditionText());
        }
        var policyEvent = data().path("event");
        if (policyEvent.has("title")) {
            return Optional.of(
                    Terminal.left(policyEvent.path("title").asText(), 80).stripTrailing());
        }
        return Optional.empty();
    }

    private static String before(JsonNode score, Terminal terminal) {
        if (!score.has("previous")) {
            return "";
        }
        var band = score.path("previousBand").asText("");
        return "%s → "
                .formatted(terminal.band(
                        band, "%.1f %s".formatted(score.path("previous").asDouble(), band)));
    }

    private static String after(JsonNode score, Terminal terminal) {
        var band = score.path("band").asText("");
        return terminal.band(band, "%.1f %s".formatted(score.path("score").asDouble(), band));
    }

    private String conditionText() {
        var condition = data().path("condition");
        return condition.path("kind").asText("").equals("threshold")
                ? "   (threshold %s %s)"
                        .formatted(
                                condition.path("at").asText("?"),
                                condition.path("direction").asText(""))
                : "";
    }

    /** Ids of the events behind it. */
    private String cause() {
        var cause = data().path("cause");
        var events = ids(cause.path("events"));
        var calendar = ids(cause.path("calendar"));
        return calendar.isEmpty() ? events : "the calendar: " + calendar;
    }

    private static String ids(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.isTextual() ? one.asText() : one.path("id").asText("?"))
                .collect(Collectors.joining(", "));
    }

    private JsonNode data() {
        return event.path("data");
    }
}
