package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.domain.PolicyEventFixtures;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class PolicyEventListTest {
    private static final List<JsonNode> TIMELINE =
            timeline().stream().map(IngestClient::json).toList();

    private final IngestClient publisher = new IngestClient();

    @ParameterizedTest(name = "{0}")
    @MethodSource("filters")
    void aFilterFindsWhatFitsAndNothingElse(String query, Predicate<JsonNode> fits) {
        publisher.postLines(timeline());
        List<String> expected = TIMELINE.stream()
                .filter(fits)
                .sorted(Comparator.comparing(
                                (JsonNode event) -> event.get("announced").asText())
                        .reversed()
                        .thenComparing(event -> event.get("id").asText()))
                .map(event -> event.get("id").asText())
                .toList();

        List<String> found = all(query);

        assertThat(expected).isNotEmpty();
        // Other tests post events too.
        assertThat(found.stream().filter(TIMELINE_IDS::contains)).containsExactlyElementsOf(expected);
    }

    private static final Set<String> TIMELINE_IDS =
            TIMELINE.stream().map(event -> event.get("id").asText()).collect(Collectors.toSet());

    static Stream<Arguments> filters() {
        Set<String> heavy = PolicyEventFixtures.VOCABULARY.minerals().concerning("rare-earths-heavy");
        return Stream.of(
                filter("", event -> true),
                filter("mineral=gallium", event -> names(event, "minerals", Set.of("gallium"))),
                filter("mineral=Ga", event -> names(event, "minerals", Set.of("gallium"))),
                filter("mineral=rare-earths-heavy", event -> names(event, "minerals", heavy)),
                filter(
                        "mineral=dysprosium",
                        event -> names(event, "minerals", Set.of("dysprosium", "rare-earths-heavy", "rare-earths"))),
                filter(
                        "mineral=gallium&mineral=cobalt",
                        event -> names(event, "minerals", Set.of("gallium", "cobalt"))),
                filter(
                        "actor=JP",
                        event -> event.get("actor").asText().equals("JP") || names(event, "coActors", Set.of("JP"))),
                filter("target=US", event -> names(event, "targets", Set.of("US"))),
                filter("target=*", event -> names(event, "targets", Set.of("*"))),
                filter("type=EASING", event -> event.get("type").asText().equals("EASING")),
                filter("stage=magnet", event -> names(event, "stages", Set.of("magnet"))),
                filter(
                        "standing=PROPOSED&standing=WITHDRAWN",
                        event -> Set.of("PROPOSED", "WITHDRAWN")
                                .contains(event.get("standing").asText())),
                filter(
                        "announcedFrom=2025-04-04&announcedTo=2025-10-09",
                        event -> event.get("announced").asText().compareTo("2025-04-04") >= 0
                                && event.get("announced").asText().compareTo("2025-10-09") <= 0),
                filter(
                        "actor=CN&target=US&type=EXPORT_BAN&announcedFrom=2024-01-01",
                        event -> event.get("actor").asText().equals("CN")
                                && names(event, "targets", Set.of("US"))
                                && event.get("type").asText().equals("EXPORT_BAN")
                                && event.get("announced").asText().compareTo("2024-01-01") >= 0));
    }

    private static Arguments filter(String query, Predicate<JsonNode> fits) {
        return Arguments.of(query, fits);
    }

    private static boolean names(JsonNode event, String member, Set<String> sought) {
        return event.path(member).valueStream().anyMatch(item -> sought.contains(item.asText()));
    }

    @Test
    void anEventThatNamesNoTargetNoStageAndNoStandingIsFoundByTheDefaults() {
        String id = freshId();
        publisher.post(cobaltBan("\"id\":\"" + id + "\"", "\"announced\":\"2190-01-01\""));

        assertThat(all("announcedFrom=2190-01-01&target=*&stage=mining&standing=ENACTED"))
                .contains(id);
        assertThat(all("announcedFrom=2190-01-01&stage=battery")).doesNotContain(id);
    }

    @Test
    void pagesStayTrueWhileEventsAreAdded() {
        String id = freshId();
        List<String> present = IntStream.range(10, 20)
                .mapToObj(i -> post(id + "-" + i, "2195-06-%02d".formatted(i)))
                .toList();
        String query = "announcedFrom=2195-06-01&announcedTo=2195-06-30&limit=4";

        JsonNode first = publisher.list(query).body();
        post(id + "-newer", "2195-06-25");
        post(id + "-older", "2195-06-12");
        List<String> seen = ids(first);
        seen.addAll(following(query, first));

        assertThat(seen)
                .containsSubsequence(present.reversed())
                .contains(id + "-older")
                .doesNotContain(id + "-newer")
                .doesNotHaveDuplicates();
        assertThat(ids(first)).hasSize(4);
    }

    private String post(String id, String announced) {
        publisher.post(cobaltBan("\"id\":\"" + id + "\"", "\"announced\":\"" + announced + "\""));
        return id;
    }

    private List<String> all(String query) {
        String paged = query + "&limit=100";
        JsonNode first = publisher.list(paged).body();
        List<String> ids = ids(first);
        ids.addAll(following(paged, first));
        return ids;
    }

    private List<String> following(String query, JsonNode page) {
        List<String> ids = new ArrayList<>();
        JsonNode last = page;
        while (last.has("next")) {
            last = publisher
                    .list(query + "&cursor=" + last.get("next").asText())
                    .body();
            ids.addAll(ids(last));
        }
        return ids;
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("items").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }
}
