package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.Direction;
import org.mineralwatch.alert.domain.EventFilter;
import org.mineralwatch.alert.domain.EventVocabulary;
import org.mineralwatch.alert.domain.Threshold;
import org.mineralwatch.alert.inbound.Faults.Kind;

/** Reads a condition of a posted subscription. */
final class ConditionReading {
    private static final List<String> KINDS = List.of("threshold", "event");
    private static final List<String> THRESHOLD = List.of("kind", "at", "direction", "rearm");
    private static final List<String> EVENT = List.of("kind", "types", "actors", "targets", "standing");

    private final EventVocabulary vocabulary;

    ConditionReading(EventVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The condition; empty where it has faults. */
    Optional<Condition> read(JsonNode value, String pointer, Faults faults) {
        String kind = value.path("kind").asText();
        return switch (kind) {
            case "threshold" ->
                threshold(Members.of(value, pointer, faults, THRESHOLD), faults).map(Condition.class::cast);
            case "event" -> Optional.of(event(Members.of(value, pointer, faults, EVENT), faults));
            // A string from outside has no closed set that the compiler could hold us to.
            default -> {
                unknown(value, pointer, faults);
                yield Optional.empty();
            }
        };
    }

    private static void unknown(JsonNode value, String pointer, Faults faults) {
        if (!value.isObject()) {
            faults.add(Kind.INVALID_VALUE, pointer, "must be an object with a kind");
        } else if (!value.has("kind")) {
            faults.add(Kind.MISSING_MEMBER, pointer + "/kind", "missing: one of " + String.join(", ", KINDS), KINDS);
        } else {
            faults.add(
                    Kind.UNKNOWN_CONDITION,
                    pointer + "/kind",
                    "not a kind of condition; known: " + String.join(", ", KINDS),
                    KINDS);
        }
    }

    private static Optional<Threshold> threshold(Members members, Faults faults) {
        members.require("at", "a number of points, 0 to 100");
        Optional<Double> at = points(members, "at", faults);
        Optional<Double> rearm = points(members, "rearm", faults);
        Optional<Direction> direction =
                members.has("direction") ? direction(members, faults) : Optional.of(Direction.RISING);
        if (at.isEmpty() || direction.isEmpty() || (members.has("rearm") && rearm.isEmpty())) {
            return Optional.empty();
        }
        if (rearm.isEmpty()) {
            return Optional.of(Threshold.withDefaultRearm(at.get(), direction.get()));
        }
        if (!Threshold.isOnRearmSide(at.get(), direction.get(), rearm.get())) {
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer("rearm"),
                    switch (direction.get()) {
                        case RISING -> "must not be above at: a score that rose comes back from above";
                        case FALLING -> "must not be below at: a score that fell comes back from below";
                    });
            return Optional.empty();
        }
        return Optional.of(new Threshold(at.get(), direction.get(), rearm.get()));
    }

    private static Optional<Double> points(Members members, String member, Faults faults) {
        return members.number(member).filter(points -> {
            boolean withinScale = points >= 0 && points <= 100;
            if (!withinScale) {
                faults.add(Kind.INVALID_VALUE, members.pointer(member), "must be points of a score, 0 to 100");
            }
            return withinScale;
        });
    }

    private static Optional<Direction> direction(Members members, Faults faults) {
        return members.text("direction").flatMap(text -> switch (text) {
            case "rising" -> Optional.of(Direction.RISING);
            case "falling" -> Optional.of(Direction.FALLING);
            default -> {
                faults.add(
                        Kind.INVALID_VALUE,
                        members.pointer("direction"),
                        "must be rising or falling",
                        List.of("rising", "falling"));
                yield Optional.empty();
            }
        });
    }

    private EventFilter event(Members members, Faults faults) {
        return new EventFilter(
                words(members, "types", vocabulary.types(), faults),
                SubscriptionReading.parties(members, "actors", faults),
                SubscriptionReading.parties(members, "targets", faults),
                words(members, "standing", vocabulary.standing(), faults));
    }

    private static Set<String> words(Members members, String member, List<String> known, Faults faults) {
        Set<String> words = new LinkedHashSet<>();
        for (Members.Item item : members.texts(member)) {
            if (!known.contains(item.text())) {
                faults.add(
                        Kind.INVALID_VALUE,
                        item.pointer(),
                        "not one of: " + String.join(", ", known),
                        EventVocabulary.nearest(item.text(), known));
            }
            words.add(item.text());
        }
        return words;
    }
}
