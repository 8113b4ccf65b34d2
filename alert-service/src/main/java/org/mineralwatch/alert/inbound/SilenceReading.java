package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.mineralwatch.alert.KeepSilence;
import org.mineralwatch.alert.domain.AlertType;
import org.mineralwatch.alert.domain.EventVocabulary;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.alert.domain.Parties;
import org.mineralwatch.alert.domain.Silence;
import org.mineralwatch.alert.inbound.Faults.Kind;

/** Reads a posted silence, strictly and to the end: all that is wrong with it is told at once. */
@ApplicationScoped
class SilenceReading {
    private static final int LONGEST_COMMENT = 500;
    private static final List<String> MEMBERS = List.of("matcher", "until", "untilCleared", "unlessWorseBy", "comment");
    private static final List<String> MATCHER =
            List.of("consumer", "mineral", "group", "stage", "subscription", "type");
    private static final List<String> TYPES = Arrays.stream(AlertType.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .toList();

    private final JsonBody json;
    private final MineralVocabulary minerals;
    private final EventVocabulary events;

    SilenceReading(JsonBody json, MineralVocabulary minerals, EventVocabulary events) {
        this.json = json;
        this.minerals = minerals;
        this.events = events;
    }

    /**
     * Reads a body.
     *
     * @throws JsonProcessingException when it is not JSON
     */
    KeepSilence.Draft read(byte[] body, Instant now) throws JsonProcessingException {
        Faults faults = new Faults("silence");
        JsonNode tree = json.tree(body);
        Members members = Members.of(tree, "", faults, MEMBERS);
        members.require("matcher", "an object with at least one of " + String.join(", ", MATCHER));
        Optional<Silence.Matcher> matcher = members.object("matcher")
                .map(value -> matcher(Members.of(value, members.pointer("matcher"), faults, MATCHER), faults));
        Optional<Instant> until = members.text("until").flatMap(text -> until(text, members, now, faults));
        boolean untilClears = members.flag("untilCleared", false);
        OptionalDouble unlessWorse = members.number("unlessWorseBy")
                .map(points -> points(points, members, faults))
                .orElse(OptionalDouble.empty());
        String comment = members.text("comment").orElse("");
        if (comment.length() > LONGEST_COMMENT || comment.chars().anyMatch(Character::isISOControl)) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("comment"),
                    "must have at most " + LONGEST_COMMENT + " characters and no control characters");
        }
        if (!faults.isEmpty() || matcher.isEmpty()) {
            throw faults.problem();
        }
        return new KeepSilence.Draft(comment, matcher.get(), until, untilClears, unlessWorse);
    }

    private static OptionalDouble points(double points, Members members, Faults faults) {
        if (!(points > 0 && points <= 100)) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("unlessWorseBy"),
                    "must be points of a score, above 0 and up to 100");
        }
        return OptionalDouble.of(points);
    }

    private static Optional<Instant> until(String text, Members members, Instant now, Faults faults) {
        try {
            Instant until = Instant.parse(text);
            if (until.isAfter(now)) {
                return Optional.of(until);
            }
            faults.add(Kind.INVALID_VALUE, members.pointer("until"), "must lie ahead; it is " + now + " now");
        } catch (DateTimeException notAMoment) {
            faults.add(Kind.INVALID_VALUE, members.pointer("until"), "not a moment, as 2026-11-28T00:00:00Z is");
        }
        return Optional.empty();
    }

    private Silence.Matcher matcher(Members members, Faults faults) {
        Optional<String> consumer = members.text("consumer");
        consumer.filter(code -> !Parties.isKnown(code))
                .ifPresent(code -> faults.add(
                        Kind.UNKNOWN_COUNTRY,
                        members.pointer("consumer"),
                        "not a country code of ISO 3166-1 (two capital letters), nor EU",
                        Parties.nearest(code)));
        String member = members.has("group") ? "group" : "mineral";
        if (members.has("group") && members.has("mineral")) {
            faults.add(Kind.INVALID_VALUE, members.pointer("group"), "give a mineral or a group, not both");
        }
        Optional<String> mineral = members.text(member).flatMap(name -> meant(name, members.pointer(member), faults));
        Optional<String> stage = members.text("stage");
        stage.filter(name -> !events.stages().contains(name))
                .ifPresent(name -> faults.add(
                        Kind.UNKNOWN_STAGE,
                        members.pointer("stage"),
                        "not a stage; known: " + String.join(", ", events.stages()),
                        EventVocabulary.nearest(name, events.stages())));
        Optional<UUID> subscription = members.text("subscription").flatMap(text -> subscription(text, members, faults));
        Optional<AlertType> type = members.text("type").flatMap(text -> type(text, members, faults));
        Set<String> meant = mineral.map(id -> minerals.membersOf(List.of(id))).orElse(Set.of());
        var matcher = new Silence.Matcher(consumer, mineral, meant, stage, subscription, type);
        if (faults.isEmpty() && matcher.isOpen()) {
            faults.add(
                    Kind.MISSING_MEMBER,
                    members.pointer(""),
                    "give at least one of " + String.join(", ", MATCHER) + ": a silence of everything is a mistake");
        }
        return matcher;
    }

    private Optional<String> meant(String name, String pointer, Faults faults) {
        return switch (minerals.meaning(name)) {
            case MineralVocabulary.Meaning.One(String id) -> Optional.of(id);
            case MineralVocabulary.Meaning.Several(List<String> candidates) -> {
                faults.add(
                        Kind.UNKNOWN_MINERAL,
                        pointer,
                        "stands for several minerals; name the one you mean",
                        candidates);
                yield Optional.empty();
            }
            case MineralVocabulary.Meaning.None(List<String> nearest) -> {
                faults.add(
                        Kind.UNKNOWN_MINERAL, pointer, "not a mineral or group by id, symbol, alias or name", nearest);
                yield Optional.empty();
            }
        };
    }

    private static Optional<UUID> subscription(String text, Members members, Faults faults) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            faults.add(Kind.INVALID_VALUE, members.pointer("subscription"), "not an id of a subscription");
            return Optional.empty();
        }
    }

    private static Optional<AlertType> type(String text, Members members, Faults faults) {
        if (!TYPES.contains(text)) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("type"),
                    "not a type of alert; known: " + String.join(", ", TYPES),
                    EventVocabulary.nearest(text, TYPES));
            return Optional.empty();
        }
        return Optional.of(AlertType.valueOf(text.toUpperCase(Locale.ROOT)));
    }
}
