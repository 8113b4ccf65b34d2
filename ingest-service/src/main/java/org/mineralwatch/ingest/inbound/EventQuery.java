package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mineralwatch.ingest.domain.EventFilter;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.EventType;
import org.mineralwatch.ingest.domain.Minerals;
import org.mineralwatch.ingest.domain.Minerals.Meaning;
import org.mineralwatch.ingest.domain.PolicyEventRevision;
import org.mineralwatch.ingest.domain.Stage;
import org.mineralwatch.ingest.domain.Standing;
import org.mineralwatch.ingest.domain.Vocabulary;
import org.mineralwatch.rest.Cursor;

/**
 * What a caller of the list of events asks for.
 *
 * @param after the place behind which the page begins; empty for the first
 * @param limit items on the page
 */
record EventQuery(EventFilter filter, Optional<EventFilter.Position> after, int limit) {
    private static final int USUAL_LIMIT = 50;
    private static final int LARGEST_LIMIT = 500;
    private static final String EVERYONE = "*";

    /** Reads a query; what does not do ends the request with a problem. */
    static EventQuery of(MultivaluedMap<String, String> sent, Vocabulary vocabulary) {
        QueryParameters query = new QueryParameters(
                sent,
                "mineral",
                "actor",
                "target",
                "type",
                "stage",
                "standing",
                "announcedFrom",
                "announcedTo",
                "limit",
                "cursor");
        Set<String> minerals = query
                .each(
                        "mineral",
                        name -> meant(name, vocabulary.minerals()),
                        "a mineral or group by id, symbol or alias; /v1/vocabulary lists them")
                .stream()
                .flatMap(id -> vocabulary.minerals().concerning(id).stream())
                .collect(Collectors.toSet());
        Set<String> actors = query.each(
                "actor",
                code -> Optional.of(code).filter(vocabulary.countries()::has),
                "a country by ISO 3166-1 alpha-2, or EU");
        Set<String> targets = query.each(
                "target",
                code -> Optional.of(code)
                        .filter(party ->
                                party.equals(EVERYONE) || vocabulary.countries().has(party)),
                "a country by ISO 3166-1 alpha-2, or EU, or * for events aimed at everyone");
        Set<EventType> types = query.each("type", word -> among(EventType.values(), word), oneOf(EventType.words()));
        Set<String> stages =
                query.each("stage", word -> Optional.of(word).filter(Stage.words()::contains), oneOf(Stage.words()));
        Set<Standing> standings =
                query.each("standing", word -> among(Standing.values(), word), oneOf(Standing.words()));
        Optional<LocalDate> from = query.one("announcedFrom", EventQuery::day, "a day such as 2026-11-21");
        Optional<LocalDate> to = query.one("announcedTo", EventQuery::day, "a day such as 2026-11-21");
        Optional<Integer> limit =
                query.one("limit", text -> pageSize(text, LARGEST_LIMIT), "a whole number, 1 to " + LARGEST_LIMIT);
        Optional<String> cursor = query.one("cursor", Optional::of, "`next` of the page before");
        query.check();
        return new EventQuery(
                new EventFilter(minerals, actors, targets, types, stages, standings, from, to),
                cursor.map(EventQuery::position),
                limit.orElse(USUAL_LIMIT));
    }

    /** Where the page behind this event begins. */
    static String cursorBehind(PolicyEventRevision last) {
        return Cursor.after(last.announced().toString(), last.id().value()).encoded();
    }

    private static EventFilter.Position position(String cursor) {
        List<String> key = Cursor.decode(cursor, 2).key();
        LocalDate announced = day(key.getFirst()).orElseThrow(Cursor::invalid);
        if (!EventId.isWellFormed(key.getLast())) {
            throw Cursor.invalid();
        }
        return new EventFilter.Position(announced, new EventId(key.getLast()));
    }

    private static Optional<String> meant(String name, Minerals minerals) {
        return minerals.meaning(name) instanceof Meaning.One one
                ? Optional.of(one.mineral().id())
                : Optional.empty();
    }

    private static <E extends Enum<E>> Optional<E> among(E[] values, String word) {
        return Arrays.stream(values).filter(value -> value.name().equals(word)).findFirst();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() > 0 && day.getYear() <= 9999);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Integer> pageSize(String text, int largest) {
        return text.matches("[0-9]{1,6}")
                ? Optional.of(Integer.valueOf(text)).filter(size -> size >= 1 && size <= largest)
                : Optional.empty();
    }

    private static String oneOf(List<String> words) {
        return "one of " + String.join(", ", words);
    }
}
