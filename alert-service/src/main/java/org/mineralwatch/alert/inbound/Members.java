package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mineralwatch.alert.inbound.Faults.Kind;

/**
 * The members of a JSON object, read one by one. Whatever is not as it should be becomes a fault with its pointer, and the
 * reading goes on as if the member were not there.
 */
final class Members {
    private static final int MOST_ITEMS = 500;

    private final JsonNode object;
    private final String pointer;
    private final Faults faults;

    private Members(JsonNode object, String pointer, Faults faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    /**
     * The members of what should be an object.
     *
     * @param pointer JSON pointer to it
     * @param known every member it may have
     */
    static Members of(JsonNode value, String pointer, Faults faults, List<String> known) {
        if (!value.isObject()) {
            faults.add(Kind.INVALID_VALUE, pointer, "must be an object with some of: " + String.join(", ", known));
            return new Members(JsonNodeFactory.instance.objectNode(), pointer, faults);
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                faults.add(
                        Kind.UNKNOWN_MEMBER,
                        pointer + "/" + escaped(name),
                        "not a member of this object; known: " + String.join(", ", known));
            }
        });
        return new Members(value, pointer, faults);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    String pointer(String member) {
        return pointer + "/" + member;
    }

    boolean has(String member) {
        return object.has(member);
    }

    /** A fault where the member is not there at all. */
    void require(String member, String mend) {
        if (!has(member)) {
            faults.add(Kind.MISSING_MEMBER, pointer(member), "missing: " + mend);
        }
    }

    Optional<JsonNode> object(String member) {
        return Optional.ofNullable(object.get(member));
    }

    Optional<String> text(String member) {
        return value(member).flatMap(value -> text(value, pointer(member)));
    }

    private Optional<String> text(JsonNode value, String at) {
        if (!value.isTextual()) {
            faults.add(Kind.INVALID_VALUE, at, "must be a string");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    Optional<Double> number(String member) {
        return value(member).flatMap(value -> {
            if (!value.isNumber()) {
                faults.add(Kind.INVALID_VALUE, pointer(member), "must be a number");
                return Optional.empty();
            }
            return Optional.of(value.doubleValue());
        });
    }

    /** True or false; as given where the member is not there. */
    boolean flag(String member, boolean unlessGiven) {
        return value(member)
                .map(value -> {
                    if (!value.isBoolean()) {
                        faults.add(Kind.INVALID_VALUE, pointer(member), "must be true or false");
                    }
                    return value.asBoolean(unlessGiven);
                })
                .orElse(unlessGiven);
    }

    /** A string of a list, and where it stands. */
    record Item(String text, String pointer) {}

    /** The strings of a list; none where the member is not there. */
    List<Item> texts(String member) {
        List<Item> items = new ArrayList<>();
        for (Element element : elements(member)) {
            text(element.value(), element.pointer()).ifPresent(text -> items.add(new Item(text, element.pointer())));
        }
        return items;
    }

    /** A value of a list, and where it stands. */
    record Element(JsonNode value, String pointer) {}

    /** The values of a list; none where the member is not there. */
    List<Element> elements(String member) {
        Optional<JsonNode> list = value(member);
        if (list.isEmpty()) {
            return List.of();
        }
        JsonNode values = list.get();
        if (!values.isArray() || values.isEmpty() || values.size() > MOST_ITEMS) {
            faults.add(
                    Kind.INVALID_VALUE,
                    pointer(member),
                    "must be a list of 1 to " + MOST_ITEMS + " items; leave it out instead of giving an empty one");
            return List.of();
        }
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            elements.add(new Element(values.get(i), pointer(member) + "/" + i));
        }
        return elements;
    }

    private Optional<JsonNode> value(String member) {
        JsonNode value = object.get(member);
        if (value != null && value.isNull()) {
            faults.add(Kind.INVALID_VALUE, pointer(member), "null is not used: leave the member out");
            return Optional.empty();
        }
        return Optional.ofNullable(value);
    }
}
