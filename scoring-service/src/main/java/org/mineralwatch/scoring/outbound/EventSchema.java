package org.mineralwatch.scoring.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.scoring.domain.Fault;
import org.mineralwatch.scoring.domain.Nearest;

/**
 * Holds an event against the JSON Schema of the event format, and says of each fault where it is and how to mend it. Knows
 * the keywords that the schema uses, and of countries and dates also whether there are such.
 */
final class EventSchema {
    private static final String FILE = "/org/mineralwatch/contract/policy-event.schema.json";
    private static final String DEFINITIONS = "#/$defs/";

    /** Years outside these are slips of the pen, or ways to say "never" and "always". */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2199;

    private final JsonNode schema;
    private final Set<String> countries;
    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    EventSchema(ObjectMapper json) {
        try (InputStream in = EventSchema.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new MalformedFactException(FILE, "missing");
            }
            schema = json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
        Set<String> codes = new TreeSet<>(Arrays.asList(Locale.getISOCountries()));
        codes.add("EU");
        codes.add("XK");
        countries = codes;
    }

    /** Everything that is wrong with an event that stands at a place; none if it is sound. */
    List<Fault> faults(JsonNode event, String place) {
        List<Fault> faults = new ArrayList<>();
        check(schema, event, place, faults);
        return faults;
    }

    private void check(JsonNode rule, JsonNode value, String place, List<Fault> faults) {
        JsonNode reference = rule.get("$ref");
        if (reference != null) {
            String name = reference.textValue().substring(DEFINITIONS.length());
            check(schema.get("$defs").get(name), value, place, faults);
            if (name.equals("country") && value.isTextual()) {
                checkCountry(value.textValue(), place, faults);
            }
            return;
        }
        if (rule.has("anyOf")) {
            checkAnyOf(rule.get("anyOf"), value, place, faults);
            return;
        }
        if (rule.has("const")) {
            if (!rule.get("const").equals(value)) {
                faults.add(new Fault(place, value + " is not " + rule.get("const")));
            }
            return;
        }
        if (rule.has("enum")) {
            checkChoice(texts(rule.get("enum")), value, place, faults);
            return;
        }
        String type = rule.path("type").asText("object");
        if (!isOf(type, value)) {
            faults.add(new Fault(place, value.getNodeType() + " is not what is needed: give " + inWords(type)));
            return;
        }
        switch (type) {
            case "string" -> checkText(rule, value.textValue(), place, faults);
            case "number" -> checkNumber(rule, value.doubleValue(), place, faults);
            case "array" -> checkItems(rule, value, place, faults);
            default -> checkMembers(rule, value, place, faults);
        }
    }

    /** The faults of the alternative that was most likely meant: that of the right type, with the fewest of them. */
    private void checkAnyOf(JsonNode alternatives, JsonNode value, String place, List<Fault> faults) {
        List<Fault> fewest = List.of();
        boolean fits = false;
        for (JsonNode alternative : alternatives) {
            List<Fault> found = new ArrayList<>();
            check(alternative, value, place, found);
            if (found.isEmpty()) {
                return;
            }
            boolean deeper = found.stream().noneMatch(fault -> fault.place().equals(place));
            if (fewest.isEmpty() || (deeper && (!fits || found.size() < fewest.size()))) {
                fewest = found;
                fits = deeper;
            }
        }
        faults.addAll(fewest);
    }

    private static void checkChoice(List<String> choices, JsonNode value, String place, List<Fault> faults) {
        if (!value.isTextual() || !choices.contains(value.textValue())) {
            faults.add(new Fault(
                    place,
                    value + " is not known: give one of " + String.join(", ", choices),
                    Nearest.among(choices, value.asText())));
        }
    }

    private void checkCountry(String code, String place, List<Fault> faults) {
        if (code.length() == 2 && !countries.contains(code)) {
            faults.add(new Fault(
                    place,
                    code + " is no country: give its ISO 3166-1 code of two letters, or EU",
                    Nearest.among(countries, code)));
        }
    }

    private void checkText(JsonNode rule, String text, String place, List<Fault> faults) {
        int longest = rule.path("maxLength").asInt(Integer.MAX_VALUE);
        int length = text.codePointCount(0, text.length());
        if (length < rule.path("minLength").asInt(0)) {
            faults.add(new Fault(place, "is empty: leave the member out, or say something"));
        } else if (length > longest) {
            faults.add(new Fault(place, "has " + length + " characters: " + longest + " are the most"));
        } else if (rule.path("format").asText("").equals("date")) {
            checkDate(text, place, faults);
        } else if (rule.has("pattern")
                && !patterns.computeIfAbsent(rule.get("pattern").textValue(), Pattern::compile)
                        .matcher(text)
                        .find()) {
            faults.add(new Fault(
                    place,
                    "\"" + text + "\" has not the form " + rule.get("pattern").textValue()));
        }
    }

    private static void checkDate(String text, String place, List<Fault> faults) {
        try {
            int year = LocalDate.parse(text).getYear();
            if (year < FIRST_YEAR || year > LAST_YEAR) {
                faults.add(new Fault(
                        place,
                        text + " lies outside the years " + FIRST_YEAR + " to " + LAST_YEAR
                                + ": correct it; for an open end leave effectiveUntil out"));
            }
        } catch (DateTimeParseException notADay) {
            faults.add(new Fault(place, "\"" + text + "\" is no day of the calendar: write it as 2026-11-28"));
        }
    }

    private static void checkNumber(JsonNode rule, double number, String place, List<Fault> faults) {
        boolean sound = Double.isFinite(number)
                && number >= rule.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                && number > rule.path("exclusiveMinimum").asDouble(Double.NEGATIVE_INFINITY)
                && number <= rule.path("maximum").asDouble(Double.POSITIVE_INFINITY);
        if (!sound) {
            String range = Stream.of("minimum", "exclusiveMinimum", "maximum")
                    .filter(rule::has)
                    .map(bound -> bound + " " + rule.get(bound))
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("a finite number");
            faults.add(new Fault(place, number + " is out of range: " + range));
        }
    }

    private void checkItems(JsonNode rule, JsonNode array, String place, List<Fault> faults) {
        if (array.size() < rule.path("minItems").asInt(0)) {
            faults.add(new Fault(place, "is empty: leave the member out, or give an item"));
        }
        Set<JsonNode> seen = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            check(rule.get("items"), array.get(i), place + "/" + i, faults);
            if (rule.path("uniqueItems").booleanValue() && !seen.add(array.get(i))) {
                faults.add(new Fault(place + "/" + i, array.get(i) + " is there already: leave this one out"));
            }
        }
    }

    private void checkMembers(JsonNode rule, JsonNode object, String place, List<Fault> faults) {
        for (String name : texts(rule.path("required"))) {
            if (!object.has(name)) {
                faults.add(new Fault(place + "/" + name, "`" + name + "` is missing"));
            }
        }
        if (rule.has("oneOf") && rule.get("oneOf").get(0).has("properties")) {
            checkByKind(rule.get("oneOf"), object, place, faults);
            return;
        }
        if (object.size() < rule.path("minProperties").asInt(0)) {
            faults.add(new Fault(place, "is empty: leave the member out, or give a number for each consumer"));
        }
        JsonNode known = rule.path("properties");
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String at = place + "/" + escaped(member.getKey());
            JsonNode ofMember = known.get(member.getKey());
            if (ofMember == null) {
                ofMember = byPattern(rule.path("patternProperties"), member.getKey());
                if (ofMember != null && !member.getKey().equals("*")) {
                    checkCountry(member.getKey(), at, faults);
                }
            }
            if (ofMember == null) {
                List<String> names = names(known);
                faults.add(new Fault(
                        at,
                        "\"" + member.getKey() + "\" is not known here: correct its name or leave it out; known are "
                                + String.join(", ", names),
                        Nearest.among(names, member.getKey())));
            } else {
                check(ofMember, member.getValue(), at, faults);
            }
        }
        if (rule.has("oneOf")) {
            checkOneSet(rule.get("oneOf"), object, place, faults);
        }
    }

    /** Effects: the kind says which members there are. */
    private void checkByKind(JsonNode alternatives, JsonNode object, String place, List<Fault> faults) {
        JsonNode kind = object.get("kind");
        if (kind == null) {
            return;
        }
        List<String> kinds = new ArrayList<>();
        for (JsonNode alternative : alternatives) {
            JsonNode allowed = alternative.at("/properties/kind");
            List<String> ofAlternative =
                    allowed.has("const") ? List.of(allowed.get("const").textValue()) : texts(allowed.get("enum"));
            if (ofAlternative.contains(kind.asText())) {
                checkMembers(alternative, object, place, faults);
                return;
            }
            kinds.addAll(ofAlternative);
        }
        checkChoice(kinds, kind, place + "/kind", faults);
    }

    /** Members that stand for each other: one set of them, and only one. */
    private static void checkOneSet(JsonNode sets, JsonNode object, String place, List<Fault> faults) {
        long there = StreamSupport.stream(sets.spliterator(), false)
                .filter(set -> texts(set.get("required")).stream().allMatch(object::has))
                .count();
        if (there != 1) {
            faults.add(new Fault(
                    place,
                    "give "
                            + String.join(
                                    ", or ",
                                    StreamSupport.stream(sets.spliterator(), false)
                                            .map(set -> String.join(" and ", texts(set.get("required"))))
                                            .toList())
                            + ", and only one of these"));
        }
    }

    private @Nullable JsonNode byPattern(JsonNode rules, String name) {
        for (Map.Entry<String, JsonNode> rule : rules.properties()) {
            if (patterns.computeIfAbsent(rule.getKey(), Pattern::compile)
                    .matcher(name)
                    .find()) {
                return rule.getValue();
            }
        }
        return null;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
    }

    private static String inWords(String type) {
        return switch (type) {
            case "string" -> "a text";
            case "number" -> "a number";
            case "array" -> "a list";
            default -> "an object";
        };
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode array) {
        Collection<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.textValue()));
        return List.copyOf(texts);
    }

    /** A member's name in a JSON pointer. */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
