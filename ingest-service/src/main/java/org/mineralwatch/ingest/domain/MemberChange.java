package org.mineralwatch.ingest.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;

/**
 * What differs between two revisions at one place.
 *
 * @param pointer JSON pointer (RFC 6901) of the member
 * @param before its value in the earlier one; empty when it was not there
 * @param after its value in the later one; empty when it is gone
 */
public record MemberChange(String pointer, Optional<JsonValue> before, Optional<JsonValue> after) {

    /** What differs, member by member, in objects within as well; lists are compared as a whole. */
    public static List<MemberChange> between(JsonObject before, JsonObject after) {
        List<MemberChange> changes = new ArrayList<>();
        collect(before, after, Place.EVENT, changes);
        return changes;
    }

    private static void collect(JsonObject before, JsonObject after, Place place, List<MemberChange> changes) {
        Set<String> names = new LinkedHashSet<>(before.members().keySet());
        names.addAll(after.members().keySet());
        for (String name : names) {
            JsonValue was = before.members().get(name);
            JsonValue is = after.members().get(name);
            Place member = place.member(name);
            if (was instanceof JsonObject former && is instanceof JsonObject latter) {
                collect(former, latter, member, changes);
            } else if (was == null || !was.equals(is)) {
                changes.add(new MemberChange(member.pointer(), Optional.ofNullable(was), Optional.ofNullable(is)));
            }
        }
    }
}
