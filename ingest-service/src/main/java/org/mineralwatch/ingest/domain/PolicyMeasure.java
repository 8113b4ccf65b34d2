package org.mineralwatch.ingest.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.mineralwatch.ingest.domain.JsonValue.JsonArray;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;

/**
 * A sound policy event: what its publisher states, with the members by which it is found, defaults included.
 *
 * <p>The content is canonical: members in the order of the format, minerals by id, numbers in one spelling. Two posts say the
 * same exactly when their contents are the same text.
 *
 * @param id the publisher's own, or made from announcement and title
 * @param actors actor and co-actors
 * @param targets countries, or {@code *}
 * @param stages those it names, or all scored ones
 * @param references ids of events it supersedes, suspends, ends or relates to
 * @param content the event without its id, as a compact JSON object
 */
public record PolicyMeasure(
        EventId id,
        EventType type,
        LocalDate announced,
        List<String> actors,
        List<String> targets,
        List<String> minerals,
        List<String> stages,
        Standing standing,
        List<String> references,
        String content) {

    private static final int USUAL_LENGTH = 1024;

    public PolicyMeasure {
        actors = List.copyOf(actors);
        targets = List.copyOf(targets);
        minerals = List.copyOf(minerals);
        stages = List.copyOf(stages);
        references = List.copyOf(references);
    }

    /**
     * Reads a posted event, finding all its faults at once.
     *
     * <p>Rules between members are looked at only when each member is sound by itself.
     */
    public static MeasureReading read(JsonValue posted, Vocabulary vocabulary) {
        Examination examination = new Examination(vocabulary);
        JsonValue canonical = EventForm.EVENT.read(posted, Place.EVENT, examination);
        if (!examination.isSound()
                || !(posted instanceof JsonObject given)
                || !(canonical instanceof JsonObject event)) {
            return examination.faulty();
        }
        LocalDate announced = LocalDate.parse(EventRules.text(event, EventForm.ANNOUNCED));
        EventId id = event.members().containsKey(EventForm.ID)
                ? new EventId(EventRules.text(event, EventForm.ID))
                : EventId.of(announced, EventRules.text(event, EventForm.TITLE));
        EventRules.blameDates(event, examination);
        EventRules.blameSuspension(event, examination);
        EventRules.blameSelfReference(event, id, examination);
        JsonObject staged = EventRules.withStagesOfForms(given, event, examination);
        return examination.isSound() ? new MeasureReading.Sound(of(id, announced, staged)) : examination.faulty();
    }

    private static PolicyMeasure of(EventId id, LocalDate announced, JsonObject event) {
        List<String> actors = new ArrayList<>();
        actors.add(EventRules.text(event, EventForm.ACTOR));
        actors.addAll(words(event, EventForm.CO_ACTORS, List.of()));
        return new PolicyMeasure(
                id,
                EventType.valueOf(EventRules.text(event, EventForm.TYPE)),
                announced,
                actors,
                words(event, EventForm.TARGETS, List.of(PartiesForm.EVERYONE)),
                words(event, EventForm.MINERALS, List.of()),
                words(event, EventForm.STAGES, Stage.SCORED),
                Standing.valueOf(EventRules.standing(event)),
                EventRules.references(event),
                content(event));
    }

    private static List<String> words(JsonObject event, String member, List<String> byDefault) {
        return event.members().get(member) instanceof JsonArray(List<JsonValue> items)
                ? items.stream().map(EventRules::text).toList()
                : byDefault;
    }

    private static String content(JsonObject event) {
        StringBuilder json = new StringBuilder(USUAL_LENGTH);
        event.writeTo(json, EventForm.ID);
        return json.toString();
    }

    /** The first record of this event. */
    public PolicyEventRevision firstRevision(Instant recordedAt, LocalDate knownAt, String publisher) {
        return revision(1, recordedAt, knownAt, publisher);
    }

    /** A record of this event. */
    public PolicyEventRevision revision(int number, Instant recordedAt, LocalDate knownAt, String publisher) {
        return new PolicyEventRevision(
                id, number, recordedAt, knownAt, publisher, announced, references, false, content);
    }
}
