package org.mineralwatch.ingest.domain;

import static org.mineralwatch.ingest.domain.EventForm.ANNOUNCED;
import static org.mineralwatch.ingest.domain.EventForm.EFFECTIVE_FROM;
import static org.mineralwatch.ingest.domain.EventForm.EFFECTIVE_UNTIL;
import static org.mineralwatch.ingest.domain.EventForm.ENDS;
import static org.mineralwatch.ingest.domain.EventForm.MINERALS;
import static org.mineralwatch.ingest.domain.EventForm.RELATES_TO;
import static org.mineralwatch.ingest.domain.EventForm.STAGES;
import static org.mineralwatch.ingest.domain.EventForm.STANDING;
import static org.mineralwatch.ingest.domain.EventForm.SUPERSEDES;
import static org.mineralwatch.ingest.domain.EventForm.SUSPENDED_EVENT;
import static org.mineralwatch.ingest.domain.EventForm.SUSPENDS;
import static org.mineralwatch.ingest.domain.EventForm.TYPE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.mineralwatch.ingest.domain.Fault.Kind;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;
import org.mineralwatch.ingest.domain.Minerals.Meaning;

/** What must hold between the members of an event, each of which is sound by itself. */
final class EventRules {
    private static final List<String> PLAIN_REFERENCES = List.of(SUPERSEDES, ENDS, RELATES_TO);

    private EventRules() {}

    static void blameDates(JsonObject event, Examination examination) {
        String until = text(event, EFFECTIVE_UNTIL);
        String from = text(event, EFFECTIVE_FROM);
        boolean enacted = standing(event).equals(Standing.ENACTED.name());
        // ISO dates sort as texts.
        if (until.isEmpty()) {
            return;
        }
        if (!from.isEmpty() && from.compareTo(until) > 0) {
            examination.blame(
                    Kind.DATES_OUT_OF_ORDER,
                    Place.EVENT.member(EFFECTIVE_UNTIL),
                    "the last day in force, " + until + ", lies before the first, " + from
                            + ": swap effectiveFrom and effectiveUntil, or correct one");
        } else if (from.isEmpty() && enacted && text(event, ANNOUNCED).compareTo(until) > 0) {
            examination.blame(
                    Kind.DATES_OUT_OF_ORDER,
                    Place.EVENT.member(EFFECTIVE_UNTIL),
                    "the last day in force, " + until + ", lies before the day announced, " + text(event, ANNOUNCED)
                            + ", which is the first in force when effectiveFrom is missing: give effectiveFrom, or correct one");
        }
    }

    static void blameSuspension(JsonObject event, Examination examination) {
        String type = text(event, TYPE);
        if (event.members().containsKey(SUSPENDS) && !EventType.valueOf(type).suspends()) {
            examination.blame(
                    Kind.MISPLACED_SUSPENSION,
                    Place.EVENT.member(SUSPENDS),
                    "only EASING and PEACE_AGREEMENT suspend, and this is " + type
                            + ": use `ends` or `supersedes`, or post the suspension as an EASING of its own");
        }
    }

    /** @param id of the event itself */
    static void blameSelfReference(JsonObject event, EventId id, Examination examination) {
        JsonValue self = new JsonText(id.value());
        for (String member : PLAIN_REFERENCES) {
            int at = items(event, member).indexOf(self);
            if (at >= 0) {
                blameSelfReference(Place.EVENT.member(member).item(at), examination);
            }
        }
        List<JsonValue> suspensions = items(event, SUSPENDS);
        for (int i = 0; i < suspensions.size(); i++) {
            if (suspended(suspensions.get(i)).equals(id.value())) {
                blameSelfReference(Place.EVENT.member(SUSPENDS).item(i).member(SUSPENDED_EVENT), examination);
            }
        }
    }

    private static void blameSelfReference(Place place, Examination examination) {
        examination.blame(
                Kind.SELF_REFERENCE, place, "is the id of this very event: name the other one, or leave this out");
    }

    /** Ids of the events that this one points to, each once, in the order of the format. */
    static List<String> references(JsonObject event) {
        List<String> ids = new ArrayList<>(0);
        items(event, SUPERSEDES).forEach(id -> ids.add(text(id)));
        items(event, SUSPENDS).forEach(suspension -> ids.add(suspended(suspension)));
        items(event, ENDS).forEach(id -> ids.add(text(id)));
        items(event, RELATES_TO).forEach(id -> ids.add(text(id)));
        return ids.size() < 2 ? ids : ids.stream().distinct().toList();
    }

    /**
     * Bauxite is aluminum at mining, alumina is aluminum at alumina. Alone they stand for their stage; beside stages that
     * leave theirs out, or beside other minerals and no stages, what is meant cannot be told.
     *
     * @param posted the event as it came, with the names its publisher used
     * @param event the same in canonical form
     * @return the event, with the stages that the names stand for
     */
    static JsonObject withStagesOfForms(JsonObject posted, JsonObject event, Examination examination) {
        List<JsonValue> names = items(posted, MINERALS);
        List<JsonValue> ids = items(event, MINERALS);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(ids.get(i))) {
                continue;
            }
            String name = text(names.get(i));
            Optional<Stage> stage = stageOf(name, examination.vocabulary().minerals());
            if (stage.isEmpty()) {
                continue;
            }
            JsonValue stageWord = new JsonText(stage.get().word());
            String means = Wording.quoted(name) + " is " + text(ids.get(i)) + " at "
                    + stage.get().word();
            if (event.members().containsKey(STAGES)) {
                if (!items(event, STAGES).contains(stageWord)) {
                    examination.blame(
                            Kind.MINERAL_STAGE_MISMATCH,
                            Place.EVENT.member(MINERALS).item(i),
                            means + ", which `stages` leaves out: add the stage, or write " + text(ids.get(i)),
                            () -> List.of(text(ids.getFirst())));
                }
            } else if (names.size() > 1) {
                examination.blame(
                        Kind.MINERAL_STAGE_MISMATCH,
                        Place.EVENT.member(MINERALS).item(i),
                        means + ", and the other minerals have no stage: give `stages`, or post an event for each",
                        () -> List.of(text(ids.getFirst())));
            } else {
                return withStages(event, new JsonArray(List.of(stageWord)));
            }
        }
        return event;
    }

    private static Optional<Stage> stageOf(String name, Minerals minerals) {
        return minerals.meaning(name) instanceof Meaning.One one ? one.stage() : Optional.empty();
    }

    private static JsonObject withStages(JsonObject event, JsonArray stages) {
        SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
        for (String name : EventForm.EVENT.names()) {
            JsonValue value = name.equals(STAGES) ? stages : event.members().get(name);
            if (value != null) {
                members.put(name, value);
            }
        }
        return new JsonObject(members);
    }

    static String standing(JsonObject event) {
        String standing = text(event, STANDING);
        return standing.isEmpty() ? Standing.ENACTED.name() : standing;
    }

    /** The text of a member; empty when it is not there. */
    static String text(JsonObject event, String member) {
        JsonValue value = event.members().get(member);
        return value == null ? "" : text(value);
    }

    /** The items of a member; none when it is not there. */
    static List<JsonValue> items(JsonObject event, String member) {
        return event.members().get(member) instanceof JsonArray(List<JsonValue> items) ? items : List.of();
    }

    static String text(JsonValue value) {
        return value instanceof JsonText(String text) ? text : "";
    }

    private static String suspended(JsonValue suspension) {
        return suspension instanceof JsonObject object ? text(object, SUSPENDED_EVENT) : "";
    }
}
