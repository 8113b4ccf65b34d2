package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mineralwatch.alert.domain.Band;
import org.mineralwatch.alert.domain.BandEntry;
import org.mineralwatch.alert.domain.Condition;
import org.mineralwatch.alert.domain.DatedChange;
import org.mineralwatch.alert.domain.Direction;
import org.mineralwatch.alert.domain.EventFilter;
import org.mineralwatch.alert.domain.EventVocabulary;
import org.mineralwatch.alert.domain.Move;
import org.mineralwatch.alert.domain.Threshold;
import org.mineralwatch.alert.inbound.Faults.Kind;

/** Reads a condition of a posted subscription. */
final class ConditionReading {
    private static final List<String> KINDS = List.of("threshold", "band", "move", "event", "calendar");
    private static final List<String> THRESHOLD =
            List.of("kind", "at", "direction", "rearm", "hold", "worsening", "cleared");
    private static final List<String> BAND = List.of("kind", "bands", "rearm", "cleared");
    private static final List<String> MOVE = List.of("kind", "points", "within", "direction");
    private static final List<String> EVENT = List.of("kind", "types", "actors", "targets", "standing");
    private static final List<String> CALENDAR = List.of("kind", "before", "at", "direction", "rearm");
    private static final Map<String, Direction> DIRECTIONS =
            Map.of("rising", Direction.RISING, "falling", Direction.FALLING);

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
            case "band" ->
                band(Members.of(value, pointer, faults, BAND), faults).map(Condition.class::cast);
            case "move" ->
                move(Members.of(value, pointer, faults, MOVE), faults).map(Condition.class::cast);
            case "event" -> Optional.of(event(Members.of(value, pointer, faults, EVENT), faults));
            case "calendar" ->
                calendar(Members.of(value, pointer, faults, CALENDAR), faults).map(Condition.class::cast);
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
        Optional<Threshold> level = level(members, faults);
        Optional<Duration> hold = members.has("hold")
                ? duration(members, "hold", Duration.ofSeconds(1), Threshold.LONGEST_HOLD, "PT6H", faults)
                : Optional.of(Duration.ZERO);
        Optional<Double> worsening = members.has("worsening")
                ? points(members, "worsening", faults)
                        .filter(points -> isPositive(members, "worsening", points, faults))
                : Optional.of(0.0);
        boolean cleared = members.flag("cleared", true);
        if (level.isEmpty() || hold.isEmpty() || worsening.isEmpty()) {
            return Optional.empty();
        }
        Threshold bare = level.get();
        Threshold threshold =
                new Threshold(bare.at(), bare.direction(), bare.rearm(), hold.get(), worsening.get(), cleared);
        if (!threshold.canWorsen()) {
            faults.add(
                    Kind.NEVER_FIRES,
                    members.pointer("worsening"),
                    "no score is so much further than at: the scale ends at "
                            + (bare.direction() == Direction.RISING ? 100 : 0));
        }
        return Optional.of(threshold);
    }

    /** The members {@code at}, {@code direction} and {@code rearm}. */
    private static Optional<Threshold> level(Members members, Faults faults) {
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

    private static Optional<BandEntry> band(Members members, Faults faults) {
        members.require("bands", "a list of " + String.join(", ", Band.names()));
        Set<Band> bands = EnumSet.noneOf(Band.class);
        for (Members.Item item : members.texts("bands")) {
            Band.named(item.text())
                    .ifPresentOrElse(
                            bands::add,
                            () -> faults.add(
                                    Kind.INVALID_VALUE,
                                    item.pointer(),
                                    "not a band; known: " + String.join(", ", Band.names()),
                                    EventVocabulary.nearest(item.text(), Band.names())));
        }
        Optional<Double> rearm = members.has("rearm")
                ? points(members, "rearm", faults).filter(points -> {
                    boolean isSmall = points <= BandEntry.LARGEST_REARM;
                    if (!isSmall) {
                        faults.add(
                                Kind.INVALID_VALUE,
                                members.pointer("rearm"),
                                "must be 0 to 20: so many points outside a band the score has left it");
                    }
                    return isSmall;
                })
                : Optional.of(BandEntry.DEFAULT_REARM);
        boolean cleared = members.flag("cleared", true);
        if (bands.isEmpty() || rearm.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BandEntry(bands, rearm.get(), cleared));
    }

    private static Optional<Move> move(Members members, Faults faults) {
        members.require("points", "a number of points, above 0");
        members.require("within", "a duration, as P7D");
        Optional<Double> points =
                points(members, "points", faults).filter(value -> isPositive(members, "points", value, faults));
        Optional<Duration> within = duration(members, "within", Move.SHORTEST, Move.LONGEST, "P7D", faults);
        Optional<Set<Direction>> directions = members.has("direction")
                ? direction(members, faults).map(Set::of)
                : Optional.of(Set.of(Direction.values()));
        if (points.isEmpty() || within.isEmpty() || directions.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Move(points.get(), within.get(), directions.get()));
    }

    private static Optional<DatedChange> calendar(Members members, Faults faults) {
        members.require("before", "a list of periods, as P30D");
        List<Period> before = new ArrayList<>();
        for (Members.Item item : members.texts("before")) {
            period(item, faults).ifPresent(before::add);
        }
        Optional<Threshold> level = Optional.empty();
        if (members.has("at")) {
            level = level(members, faults);
            if (level.isEmpty()) {
                return Optional.empty();
            }
        } else {
            for (String member : List.of("direction", "rearm")) {
                if (members.has(member)) {
                    faults.add(
                            Kind.MISSING_MEMBER,
                            members.pointer("at"),
                            "missing: " + member + " is nothing without it");
                }
            }
        }
        return before.isEmpty() ? Optional.empty() : Optional.of(new DatedChange(before, level));
    }

    private static Optional<Period> period(Members.Item item, Faults faults) {
        try {
            Period period = Period.parse(item.text());
            if (DatedChange.isWithinReach(period)) {
                return Optional.of(period);
            }
        } catch (DateTimeException e) {
            faults.add(
                    Kind.INVALID_VALUE,
                    item.pointer(),
                    "not an ISO 8601 period of days, weeks, months or years, as P30D is",
                    List.of("P30D"));
            return Optional.empty();
        }
        faults.add(
                Kind.INVALID_VALUE,
                item.pointer(),
                "must be P1D to " + DatedChange.LONGEST + ": dates are known no longer ahead");
        return Optional.empty();
    }

    private static Optional<Duration> duration(
            Members members, String member, Duration shortest, Duration longest, String example, Faults faults) {
        return members.text(member).flatMap(text -> {
            try {
                Duration duration = Duration.parse(text);
                if (duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0) {
                    return Optional.of(duration);
                }
            } catch (DateTimeException e) {
                faults.add(
                        Kind.INVALID_VALUE,
                        members.pointer(member),
                        "not an ISO 8601 duration, as " + example + " is",
                        List.of(example));
                return Optional.empty();
            }
            faults.add(
                    Kind.INVALID_VALUE,
                    members.pointer(member),
                    "must be within " + shortest + " to " + longest + " (" + longest.toDays() + " days)");
            return Optional.empty();
        });
    }

    private static boolean isPositive(Members members, String member, double points, Faults faults) {
        if (points == 0) {
            faults.add(Kind.INVALID_VALUE, members.pointer(member), "must be above 0: any change is that much");
        }
        return points > 0;
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
        return members.text("direction").flatMap(text -> {
            Optional<Direction> direction = Optional.ofNullable(DIRECTIONS.get(text));
            if (direction.isEmpty()) {
                faults.add(
                        Kind.INVALID_VALUE,
                        members.pointer("direction"),
                        "must be rising or falling",
                        List.of("rising", "falling"));
            }
            return direction;
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
