package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Shortens what does not fit into a webhook, the least telling first, and says in the member {@code abridged} what was
 * shortened: a receiver never takes a part for the whole. The link leads to the rest.
 */
final class Abridgement {
    private static final int MOST_ENTRIES = 128;
    private static final int FEWEST_ENTRIES = 4;
    private static final int LONGEST_TEXT = 400;
    private static final List<String> LEAST_TELLING =
            List.of("note", "sources", "relatesTo", "effect", "suspends", "supersedes", "ends", "value", "summary");

    private final ObjectNode told;
    private final int limit;
    private final Set<String> abridged = new TreeSet<>();

    private Abridgement(ObjectNode told, int limit) {
        this.told = told;
        this.limit = limit;
    }

    /** Keeps the largest contributions to a score, and the first of its causes. */
    static ObjectNode ofScore(ObjectNode told, int limit) {
        Abridgement abridgement = new Abridgement(told, limit);
        ObjectNode score = (ObjectNode) told.path("score");
        for (int entries = MOST_ENTRIES; entries >= FEWEST_ENTRIES && abridgement.isTooLong(); entries /= 2) {
            for (String member : List.of("byEvent", "bySupplier", "heldBack")) {
                abridgement.keepLargest(score, member, entries);
            }
            abridgement.keepFirst(score, "score", "ahead", entries);
            abridgement.keepFirstCauses(entries);
        }
        abridgement.leaveOutActs();
        return abridgement.done();
    }

    /** Leaves out what scores are made of, then keeps the first items and causes. */
    static ObjectNode ofGroup(ObjectNode told, int limit) {
        Abridgement abridgement = new Abridgement(told, limit);
        for (String member : List.of("bySupplier", "byEvent")) {
            if (abridgement.isTooLong()) {
                told.path("items").forEach(item -> ((ObjectNode) item.path("score")).remove(member));
                abridgement.abridged.add("items.score." + member);
            }
        }
        int all = told.path("items").size();
        for (int entries = MOST_ENTRIES; entries >= FEWEST_ENTRIES && abridgement.isTooLong(); entries /= 2) {
            abridgement.keepFirstCauses(entries);
            abridgement.keepFirst(told, "", "items", entries);
        }
        abridgement.leaveOutActs();
        if (told.path("items").size() < all) {
            told.put("itemsInAll", all);
        }
        return abridgement.done();
    }

    private void keepFirstCauses(int entries) {
        for (String member : List.of("events", "calendar", "acts")) {
            keepFirst((ObjectNode) told.path("cause"), "cause", member, entries);
        }
    }

    /** Their texts may be long in bytes, however few they are. */
    private void leaveOutActs() {
        if (isTooLong() && ((ObjectNode) told.path("cause")).remove("acts") != null) {
            abridged.add("cause.acts");
        }
    }

    /** Leaves out what explains an event, then shortens its lists and texts. */
    static ObjectNode ofEvent(ObjectNode told, int limit) {
        Abridgement abridgement = new Abridgement(told, limit);
        ObjectNode event = (ObjectNode) told.path("event");
        for (String member : LEAST_TELLING) {
            if (abridgement.isTooLong() && event.remove(member) != null) {
                abridgement.abridged.add("event." + member);
            }
        }
        for (int entries = MOST_ENTRIES; entries >= FEWEST_ENTRIES && abridgement.isTooLong(); entries /= 2) {
            for (String member : List.of("minerals", "targets", "coActors", "stages")) {
                abridgement.keepFirst(event, "event", member, entries);
            }
        }
        if (abridgement.isTooLong()) {
            abridgement.shortenTexts(event);
        }
        return abridgement.done();
    }

    private boolean isTooLong() {
        return told.toString().getBytes(StandardCharsets.UTF_8).length > limit;
    }

    private void keepLargest(ObjectNode node, String member, int entries) {
        if (node.path(member) instanceof ObjectNode points && points.size() > entries) {
            Set<String> largest = points.properties().stream()
                    .sorted(Comparator.comparingDouble((Map.Entry<String, JsonNode> entry) ->
                                    -Math.abs(entry.getValue().asDouble()))
                            .thenComparing(Map.Entry::getKey))
                    .limit(entries)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            points.retain(largest);
            abridged.add("score." + member);
        }
    }

    private void keepFirst(ObjectNode node, String name, String member, int entries) {
        if (node.path(member) instanceof ArrayNode all && all.size() > entries) {
            ArrayNode first = node.putArray(member);
            for (int i = 0; i < entries; i++) {
                first.add(all.get(i));
            }
            abridged.add(name.isEmpty() ? member : name + "." + member);
        }
    }

    private void shortenTexts(ObjectNode node) {
        node.properties().forEach(member -> {
            if (member.getValue().isTextual() && member.getValue().textValue().length() > LONGEST_TEXT) {
                member.setValue(JsonNodeFactory.instance.textNode(
                        beginning(member.getValue().textValue())));
                abridged.add("event." + member.getKey());
            }
        });
    }

    private static String beginning(String text) {
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end);
    }

    private ObjectNode done() {
        if (!abridged.isEmpty()) {
            ArrayNode named = told.putArray("abridged");
            abridged.forEach(named::add);
        }
        return told;
    }
}
