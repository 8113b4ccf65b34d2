package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
 * @param limit items on the page, if it says so
 */
record EventQuery(
        EventFilter filter, EventFilter.Order order, Optional<EventFilter.Position> after, Optional<Integer> limit) {
    static final int USUAL_LIMIT = 50;
    static final int LARGEST_LIMIT = 500;

    private static final int MOST_WORDS = 10;
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
                "inForceOn",
                "recordedFrom",
                "recordedTo",
                "text",
                "sort",
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
        Optional<LocalDate> inForceOn = query.one("inForceOn", EventQuery::day, "a day such as 2026-11-21");
        String moment = "a moment such as 2026-11-21T10:15:30Z, or a day";
        Optional<Instant> recordedFrom = query.one("recordedFrom", text -> moment(text, 0), moment);
        Optional<Instant> recordedTo = query.one("recordedTo", text -> moment(text, 1), moment);
        List<String> words = query.one(
                        "text", EventQuery::words, "1 to " + MOST_WORDS + " words, of 200 characters together")
                .orElse(List.of());
        EventFilter.Order order =
                query.one("sort", EventQuery::order, "announced or recorded").orElse(EventFilter.Order.ANNOUNCED);
        Optional<Integer> limit =
                query.one("limit", text -> pageSize(text, LARGEST_LIMIT), "a whole number, 1 to " + LARGEST_LIMIT);
        Optional<String> cursor = query.one("cursor", Optional::of, "`next` of the page before");
        query.check();
        return new EventQuery(
                new EventFilter(
                        minerals,
                        actors,
                        targets,
                        types,
                        stages,
                        standings,
                        from,
                        to,
                        inForceOn,
                        recordedFrom,
                        recordedTo,
                        words),
                order,
                cursor.map(text -> position(text, order)),
                limit);
    }

    /** Where the page behind this event begins. */
    String cursorBehind(PolicyEventRevision last) {
        String place = switch (EventFilter.Position.behind(last, order)) {
            case EventFilter.Position.Announced(LocalDate on, EventId ignored) -> on.toString();
            case EventFilter.Position.Recorded(Instant at, EventId ignored) -> at.toString();
        };
        return Cursor.after(order.name(), place, last.id().value()).encoded();
    }

    private static EventFilter.Position position(String cursor, EventFilter.Order order) {
        List<String> key = Cursor.decode(cursor, 3).key();
        if (!key.getFirst().equals(order.name()) || !EventId.isWellFormed(key.getLast())) {
            throw Cursor.invalid();
        }
        EventId id = new EventId(key.getLast());
        return switch (order) {
            case ANNOUNCED -> new EventFilter.Position.Announced(day(key.get(1)).orElseThrow(Cursor::invalid), id);
            case RECORDED ->
                new EventFilter.Position.Recorded(moment(key.get(1), 0).orElseThrow(Cursor::invalid), id);
        };
    }

    private static Optional<EventFilter.Order> order(String word) {
        return Arrays.stream(EventFilter.Order.values())
                .filter(order -> order.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static Optional<List<String>> words(String text) {
        List<String> words = Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        boolean isSensible =
                !words.isEmpty() && words.size() <= MOST_WORDS && text.length() <= 200 && text.indexOf(0) < 0;
        return isSensible ? Optional.of(words) : Optional.empty();
    }

    /**
     * A moment.
     *
     * @param daysOn of a day alone, its first moment (0) or the one behind its last (1) is meant
     */
    private static Optional<Instant> moment(String text, int daysOn) {
        Optional<LocalDate> day = day(text);
        if (day.isPresent()) {
            return day.map(
                    date -> date.plusDays(daysOn).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text);
            return Optional.of(moment.toInstant()).filter(instant -> moment.getYear() > 0 && moment.getYear() <= 9999);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
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
