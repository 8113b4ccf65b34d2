package org.mineralwatch.alert.inbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.alert.domain.AlertQuery;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.EventVocabulary;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.alert.domain.Parties;

/** Reads what callers ask of alerts. */
@ApplicationScoped
class AlertFilter {
    private static final Set<String> OF_BOTH =
            Set.of("subscription", "consumer", "mineral", "stage", "type", "silence");
    private static final Set<String> OF_LISTS = Set.of("since", "cursor", "limit");

    private final MineralVocabulary minerals;
    private final EventVocabulary events;

    AlertFilter(MineralVocabulary minerals, EventVocabulary events) {
        this.minerals = minerals;
        this.events = events;
    }

    /** A misspelt parameter must not pass for none. */
    void allows(UriInfo request, boolean isList) {
        for (String parameter : request.getQueryParameters().keySet()) {
            if (!OF_BOTH.contains(parameter) && !(isList && OF_LISTS.contains(parameter))) {
                throw ListRequest.invalid(
                        parameter,
                        "not a parameter of this call",
                        EventVocabulary.nearest(parameter, List.copyOf(isList ? union() : OF_BOTH)));
            }
        }
    }

    private static Set<String> union() {
        var all = new TreeSet<>(OF_BOTH);
        all.addAll(OF_LISTS);
        return all;
    }

    AlertQuery read(
            @Nullable String subscription,
            @Nullable String consumer,
            @Nullable String mineral,
            @Nullable String stage,
            @Nullable String type,
            @Nullable String since,
            @Nullable String silence) {
        return new AlertQuery(
                Optional.ofNullable(subscription).map(text -> uuid("subscription", text)),
                Optional.ofNullable(consumer).map(AlertFilter::consumer),
                mineral == null ? Set.of() : minerals(mineral),
                Optional.ofNullable(stage).map(this::stage),
                Optional.ofNullable(type).map(AlertFilter::type),
                Optional.ofNullable(since).map(AlertFilter::moment),
                Optional.ofNullable(silence).map(text -> uuid("silence", text)));
    }

    private static UUID uuid(String parameter, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw ListRequest.invalid(parameter, "not an id of a " + parameter, List.of());
        }
    }

    static String consumer(String code) {
        if (!Parties.isKnown(code)) {
            throw ListRequest.invalid(
                    "consumer",
                    "not a country code of ISO 3166-1 (two capital letters), nor EU",
                    Parties.nearest(code));
        }
        return code;
    }

    private Set<String> minerals(String name) {
        return switch (minerals.meaning(name)) {
            case MineralVocabulary.Meaning.One(String id) -> minerals.membersOf(List.of(id));
            case MineralVocabulary.Meaning.Several(List<String> ids) -> minerals.membersOf(ids);
            case MineralVocabulary.Meaning.None(List<String> nearest) ->
                throw ListRequest.invalid("mineral", "not a mineral or group by id, symbol, alias or name", nearest);
        };
    }

    private String stage(String stage) {
        if (!events.stages().contains(stage)) {
            throw ListRequest.invalid(
                    "stage",
                    "not a stage; known: " + String.join(", ", events.stages()),
                    EventVocabulary.nearest(stage, events.stages()));
        }
        return stage;
    }

    private static AlertType type(String name) {
        List<String> names = Arrays.stream(AlertType.values())
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains(name)) {
            throw ListRequest.invalid(
                    "type",
                    "not a type of alert; known: " + String.join(", ", names),
                    EventVocabulary.nearest(name, names));
        }
        return AlertType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notAMoment) {
            throw ListRequest.invalid("since", "not a moment, as 2026-11-28T00:00:00Z is", List.of());
        }
    }
}
