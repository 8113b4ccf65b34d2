package org.mineralwatch.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.json;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;

class MemberChangeTest {

    @Test
    void whatIsTheSameInOtherWordsDoesNotDiffer() {
        assertThat(between("{\"a\":1,\"b\":{\"c\":[1,2]}}", "{\"b\":{\"c\":[1.0,2]},\"a\":1e0}"))
                .isEmpty();
    }

    @Test
    void objectsAreComparedWithinAndListsAsAWhole() {
        List<MemberChange> changes = between(
                "{\"effect\":{\"kind\":\"BAN\",\"scope\":1},\"minerals\":[\"cobalt\"],\"note\":\"a\"}",
                "{\"effect\":{\"kind\":\"BAN\",\"scope\":0.5},\"minerals\":[\"cobalt\",\"copper\"],\"a/b~c\":true}");

        assertThat(changes)
                .extracting(MemberChange::pointer)
                .containsExactly("/effect/scope", "/minerals", "/note", "/a~1b~0c");
        assertThat(changes.get(1).before()).contains(json("[\"cobalt\"]"));
        assertThat(changes.get(1).after()).contains(json("[\"cobalt\",\"copper\"]"));
        assertThat(changes.get(2).after()).isEmpty();
        assertThat(changes.get(3).before()).isEmpty();
    }

    private static List<MemberChange> between(String before, String after) {
        return MemberChange.between((JsonObject) json(before), (JsonObject) json(after));
    }
}
