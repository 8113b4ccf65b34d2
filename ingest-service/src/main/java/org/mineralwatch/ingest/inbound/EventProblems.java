package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.EventRelations;
import org.mineralwatch.ingest.domain.Fault;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;
import org.mineralwatch.ingest.domain.MeasureReading;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.Verdict;
import org.mineralwatch.rest.BodyLimit;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.Problem.FieldError;
import org.mineralwatch.rest.ProblemException;

/** Says what is wrong with a posted event, as a problem. */
final class EventProblems {
    private static final int UNPROCESSABLE = 422;

    private EventProblems() {}

    /** Faults of one kind make a problem of that kind, {@code unknown-mineral} say; of several, {@code invalid-event}. */
    static Problem invalid(MeasureReading.Faulty reading) {
        List<Fault> faults = reading.faults();
        Set<Fault.Kind> kinds = faults.stream().map(Fault::kind).collect(Collectors.toSet());
        String kind = kinds.size() == 1
                ? faults.getFirst().kind().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "invalid-event";
        String title = Character.toUpperCase(kind.charAt(0)) + kind.substring(1).replace('-', ' ');
        return Problem.of(kind, title, UNPROCESSABLE, detail(reading))
                .withErrors(faults.stream()
                        .map(fault -> new FieldError(fault.pointer(), fault.detail(), fault.suggestions()))
                        .toList());
    }

    private static String detail(MeasureReading.Faulty reading) {
        Fault first = reading.faults().getFirst();
        String where = first.pointer().isEmpty() ? "the event " : first.pointer() + " ";
        if (reading.found() == 1) {
            return where + first.detail() + ". Nothing was stored";
        }
        String listed = reading.found() > reading.faults().size()
                ? ", of which the first " + reading.faults().size() + " are in errors"
                : ", see errors";
        return "The event has " + reading.found() + " faults" + listed + ". Nothing was stored";
    }

    /** The event as posted to an address that has its id, which the body need not repeat. */
    static JsonValue underId(EventId id, JsonValue posted) {
        if (!(posted instanceof JsonObject object)) {
            return posted;
        }
        JsonValue given = object.members().get("id");
        if (given == null) {
            SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
            members.put("id", new JsonText(id.value()));
            members.putAll(object.members());
            return new JsonObject(members, object.repeated());
        }
        if (given.equals(new JsonText(id.value()))) {
            return posted;
        }
        String detail =
                "is not the id in the address, " + id + ": leave it out, or send to the address of the event you mean";
        throw new ProblemException(
                Problem.of("id-mismatch", "Id mismatch", UNPROCESSABLE, "/id " + detail + ". Nothing was stored")
                        .withErrors(List.of(new FieldError("/id", detail))));
    }

    /** A batch is an array. */
    static Problem noBatch(JsonValue posted) {
        String detail = "is " + posted.inWords() + ": a batch is an array of CloudEvents";
        return Problem.of(
                        "invalid-value", "Invalid value", UNPROCESSABLE, "The body " + detail + ". Nothing was stored")
                .withErrors(List.of(new FieldError("", detail)));
    }

    /** It has moved on. */
    static Problem stale(PolicyEventRevision current) {
        return Problem.of(
                "precondition-failed",
                "Precondition failed",
                412,
                "The event " + current.id() + " is at revision " + current.revision()
                        + ", which If-Match does not name. Nothing was stored; read it, and send the correction of what is there now"
                        + " with its ETag");
    }

    /** It is withdrawn. */
    static Problem retracted(PolicyEventRevision retraction) {
        return Problem.of(
                "event-retracted",
                "Event retracted",
                409,
                "The event " + retraction.id() + " was retracted by revision " + retraction.revision()
                        + ". Nothing was stored; GET it for the reason, or PUT the event to revive it");
    }

    /** The id is taken. */
    static Problem conflict(Verdict.Conflict conflict) {
        if (conflict.stored().isRetraction()) {
            return retracted(conflict.stored());
        }
        List<String> differing =
                differing(conflict.posted().content(), conflict.stored().content());
        return Problem.of(
                        "event-conflict",
                        "Event conflict",
                        409,
                        "The event " + conflict.posted().id() + " is there with other content: "
                                + String.join(", ", differing) + (differing.size() == 1 ? " differs" : " differ")
                                + ". Nothing was stored; post this one under another id, or as a correction of that event")
                .withErrors(differing.stream()
                        .map(member -> new FieldError("/" + member, "differs from what is stored under this id"))
                        .toList());
    }

    private static List<String> differing(String posted, String stored) {
        JsonObject one = JsonReader.canonicalObject(posted);
        JsonObject other = JsonReader.canonicalObject(stored);
        Set<String> names = new TreeSet<>(one.members().keySet());
        names.addAll(other.members().keySet());
        return names.stream()
                .filter(name -> !Optional.ofNullable(one.members().get(name))
                        .equals(Optional.ofNullable(other.members().get(name))))
                .toList();
    }

    /** It is not JSON. */
    static Problem malformed(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
        String mend = e instanceof StreamConstraintsException
                ? "; an event is " + JsonReader.DEEPEST
                        + " levels deep at most, and its numbers have 1000 digits at most"
                : "; correct it there";
        return Problem.of(
                "malformed-json", "Malformed JSON", 400, "This is not JSON, " + place + e.getOriginalMessage() + mend);
    }

    /** A line is longer than a body may be. */
    static Problem lineTooLong() {
        return Problem.of(
                "line-too-long",
                "Line too long",
                413,
                "A line has at most " + BodyLimit.BYTES + " bytes, and an event seldom more than 2,000; shorten it,"
                        + " or see whether a line feed is missing");
    }

    /** Its publisher is over its rate. */
    static Problem tooMany() {
        return Problem.of(
                "rate-exceeded",
                "Rate exceeded",
                429,
                "More events a second than this publisher may post. Nothing was stored; send the same request again after the time"
                        + " in Retry-After, or post many as a stream of application/x-ndjson");
    }

    /** More is waiting than we want to keep waiting. */
    static Problem overloaded() {
        return Problem.of(
                "overloaded",
                "Overloaded",
                503,
                "More events wait to be written than there is room for, or the service stops. Nothing was stored; send it again after"
                        + " the time in Retry-After");
    }

    /** A crowd no page can hold. */
    static Problem tooManyRelated(EventRelations cut) {
        int complete = cut.related().getLast().distance() - 1;
        String mend = complete == 0
                ? "so many are linked with it at once that they cannot be listed"
                : "ask for ?distance=" + complete + ", or go on from one of those found";
        return Problem.of(
                "too-many-related",
                "Too many related",
                400,
                "More than " + cut.related().size() + " events are linked with this one, near and far: " + mend);
    }

    /** Nobody has posted it. */
    static Problem unknown(String id) {
        return Problem.of(
                "unknown-event",
                "Unknown event",
                404,
                EventId.isWellFormed(id)
                        ? "No event has the id " + id + "; GET /v1/events lists those that are there"
                        : "No event can have this id: " + "ids are letters, digits and . _ : ~ -, at most "
                                + EventId.LONGEST);
    }
}
