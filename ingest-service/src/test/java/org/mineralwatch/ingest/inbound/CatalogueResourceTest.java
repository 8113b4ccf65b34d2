package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mineralwatch.ingest.FindPolicyEvents;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class CatalogueResourceTest {
    private static final String CSV = "text/csv";

    private final IngestClient client = new IngestClient();
    private final String id = freshId();

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"effectiveFrom\":\"2150-03-01\",\"effectiveUntil\":\"2150-03-31\"|2150-02-28|false",
                "\"effectiveFrom\":\"2150-03-01\",\"effectiveUntil\":\"2150-03-31\"|2150-03-01|true",
                "\"effectiveFrom\":\"2150-03-01\",\"effectiveUntil\":\"2150-03-31\"|2150-03-31|true",
                "\"effectiveFrom\":\"2150-03-01\",\"effectiveUntil\":\"2150-03-31\"|2150-04-01|false",
                "\"announced\":\"2150-03-01\"|2150-02-28|false",
                "\"announced\":\"2150-03-01\"|2199-01-01|true",
                "\"announced\":\"2150-03-01\",\"standing\":\"PROPOSED\"|2199-01-01|false",
                "\"effectiveFrom\":\"2150-03-01\",\"standing\":\"SIGNED\"|2150-03-02|true",
                "\"effectiveFrom\":\"2150-03-01\",\"standing\":\"WITHDRAWN\"|2150-03-02|false"
            })
    void anEventIsFoundOnTheDaysItIsInForce(String members, String day, boolean found) {
        client.post(cobaltBan("\"id\":\"" + id + "\"", announced(members) + members));

        assertThat(ids("inForceOn=" + day + "&recordedFrom=2020-01-01&sort=recorded")
                        .contains(id))
                .isEqualTo(found);
    }

    /** First, as the fixture looks at the first name alone. */
    private static String announced(String members) {
        return members.contains("announced") ? "" : "\"announced\":\"2150-01-05\",";
    }

    @Test
    void wordsAreFoundInTitleSummaryAndNoteWhateverTheirCase() {
        String word = "w" + id.substring(5, 13);
        client.post(cobaltBan(
                "\"id\":\"" + id + "\"",
                "\"title\":\"Title of " + word.toUpperCase(Locale.ROOT) + "\"",
                "\"summary\":\"100% sum_mary\"",
                "\"note\":\"Anmerkung \u00dcbersee\""));

        assertThat(ids("text=" + word)).containsExactly(id);
        assertThat(ids("text=" + word + "%20SUM_MARY%20100%25%20%C3%BCbersee")).containsExactly(id);
        assertThat(ids("text=" + word + "%20sumXmary")).isEmpty();
        assertThat(ids("text=" + word + "%20export_ban"))
                .as("a type is no word")
                .isEmpty();
    }

    @Test
    void theLatestRecordedComeFirstAndPagesStayTrue() {
        List<String> posted = IntStream.range(0, 9)
                .mapToObj(n -> {
                    client.post(cobaltBan("\"id\":\"" + id + "-" + n + "\"", "\"note\":\"" + id + "\""));
                    return id + "-" + n;
                })
                .toList();
        String query = "sort=recorded&limit=2&text=" + id;
        JsonNode page = client.list(query).body();
        List<String> seen = ids(page);
        client.post(cobaltBan("\"id\":\"" + id + "-late\"", "\"note\":\"" + id + "\""));
        while (page.has("next")) {
            page = client.list(query + "&cursor=" + page.get("next").asText()).body();
            seen.addAll(ids(page));
        }

        assertThat(seen).containsExactlyElementsOf(posted.reversed());
        assertThat(client.list("cursor=" + client.list(query).body().get("next").asText())
                        .status())
                .as("a cursor of another order")
                .isEqualTo(400);
    }

    @Test
    void eventsAreFoundByWhenTheyWereRecorded() {
        String recordedAt = client.post(cobaltBan("\"id\":\"" + id + "\"", "\"note\":\"" + id + "\""))
                .body()
                .get("recordedAt")
                .asText();

        assertThat(ids("text=" + id + "&recordedFrom=" + recordedAt)).containsExactly(id);
        assertThat(ids("text=" + id + "&recordedTo=" + recordedAt)).isEmpty();
        assertThat(ids("text=" + id + "&recordedFrom=" + recordedAt.substring(0, 10) + "&recordedTo="
                        + recordedAt.substring(0, 10)))
                .containsExactly(id);
    }

    @Test
    void allThatFitIsExportedLineByLine() {
        client.postLines(timeline());

        Answer export = client.get("/v1/events?mineral=gallium", "accept", "application/x-ndjson");

        assertThat(export.header("content-type")).startsWith("application/x-ndjson");
        assertThat(export.lines())
                .extracting(event -> event.get("id").asText())
                .containsExactlyElementsOf(ids("mineral=gallium"));
    }

    @Test
    void anExportIsAsLongAsItMustBe() {
        List<String> lines = IntStream.range(0, 1203)
                .mapToObj(n -> cobaltBan("\"id\":\"" + id + "-" + n + "\"", "\"note\":\"" + id + "\""))
                .toList();
        client.postLines(lines);

        assertThat(client.get("/v1/events?text=" + id, "accept", "application/x-ndjson")
                        .lines())
                .extracting(event -> event.get("id").asText())
                .hasSize(1203)
                .doesNotHaveDuplicates();
        assertThat(client.get("/v1/events?limit=7&text=" + id, "accept", "application/x-ndjson")
                        .lines())
                .hasSize(7);
    }

    @Test
    void aTableHasARowForEachEvent() {
        client.post(cobaltBan(
                "\"id\":\"" + id + "\"",
                "\"title\":\"Says \\\"no\\\", twice\"",
                "\"note\":\"" + id + "\\nsecond line\"",
                "\"minerals\":[\"cobalt\",\"copper\"]"));

        Answer export = client.get("/v1/events?text=" + id, "accept", CSV);

        assertThat(export.header("content-type")).startsWith(CSV);
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(export.response().body())) {
            assertThat(rows.stream()).singleElement().satisfies(row -> {
                assertThat(row.getField("id")).isEqualTo(id);
                assertThat(row.getField("revision")).isEqualTo("1");
                assertThat(row.getField("title")).isEqualTo("Says \"no\", twice");
                assertThat(row.getField("minerals")).isEqualTo("cobalt copper");
                assertThat(row.getField("note")).isEqualTo(id + "\nsecond line");
                assertThat(row.getField("effectiveUntil")).isEmpty();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatReferToEachOtherIsFoundBothWays() {
        client.post(cobaltBan("\"id\":\"" + id + "\"", "\"supersedes\":[\"" + id + "-old\",\"" + id + "-gone\"]"));
        client.post(cobaltBan("\"id\":\"" + id + "-old\""));
        client.post(cobaltBan(
                "\"id\":\"" + id + "-eased\"",
                "\"type\":\"EASING\"",
                "\"suspends\":[{\"event\":\"" + id + "\"}]",
                "\"relatesTo\":[\"" + id + "-old\"]"));

        JsonNode related = client.get("/v1/events/" + id + "/related").body();

        assertThat(related.get("items"))
                .extracting(
                        item -> item.get("relation").asText(),
                        item -> item.get("direction").asText(),
                        item -> item.get("id").asText(),
                        item -> item.path("dangling").asBoolean())
                .containsExactly(
                        tuple("supersedes", "to", id + "-gone", true),
                        tuple("supersedes", "to", id + "-old", false),
                        tuple("suspends", "from", id + "-eased", false));
        assertThat(related.at("/items/2/event/type").asText()).isEqualTo("EASING");
        assertThat(client.get("/v1/events/" + id + "-gone/related").status()).isEqualTo(404);
    }

    @Test
    void chainsAreFollowedBothWaysToTheirEndsAndCirclesEnd() {
        client.post(cobaltBan("\"id\":\"" + id + "-a\"", "\"supersedes\":[\"" + id + "-b\"]"));
        client.post(cobaltBan("\"id\":\"" + id + "-b\"", "\"ends\":[\"" + id + "-c\"]"));
        client.post(cobaltBan("\"id\":\"" + id + "-c\"", "\"relatesTo\":[\"" + id + "-a\",\"" + id + "-missing\"]"));
        client.post(cobaltBan("\"id\":\"" + id + "-d\"", "\"relatesTo\":[\"" + id + "-c\"]"));
        client.post(cobaltBan("\"id\":\"" + id + "-e\"", "\"supersedes\":[\"" + id + "-d\"]"));

        JsonNode related = client.get("/v1/events/" + id + "-b/related").body();
        JsonNode near = client.get("/v1/events/" + id + "-b/related?distance=1").body();

        assertThat(related.get("items"))
                .extracting(
                        item -> item.get("distance").asInt(),
                        item -> item.get("id").asText().substring(id.length()),
                        item -> item.get("relation").asText(),
                        item -> item.get("direction").asText(),
                        item -> item.get("via").asText().substring(id.length()))
                .containsExactly(
                        tuple(1, "-c", "ends", "to", "-b"),
                        tuple(1, "-a", "supersedes", "from", "-b"),
                        tuple(2, "-missing", "relatesTo", "to", "-c"),
                        tuple(2, "-d", "relatesTo", "from", "-c"),
                        tuple(3, "-e", "supersedes", "from", "-d"));
        assertThat(near.get("items")).hasSize(2);
        assertThat(client.get("/v1/events/" + id + "-b/related?distance=0").status())
                .isEqualTo(400);
    }

    @Test
    void aCrowdIsToldHowFarItCanBeListed() {
        List<String> lines = new ArrayList<>(List.of(
                cobaltBan("\"id\":\"" + id + "\""),
                cobaltBan("\"id\":\"" + id + "-hub\"", "\"relatesTo\":[\"" + id + "\"]")));
        for (int n = 0; n < FindPolicyEvents.MOST_RELATED; n++) {
            lines.add(cobaltBan("\"id\":\"" + id + "-" + n + "\"", "\"relatesTo\":[\"" + id + "-hub\"]"));
        }
        client.postLines(lines);

        Answer all = client.get("/v1/events/" + id + "/related");
        Answer near = client.get("/v1/events/" + id + "/related?distance=1");

        assertThat(all.status()).isEqualTo(400);
        assertThat(all.body().get("type").asText()).endsWith("/too-many-related");
        assertThat(all.body().get("detail").asText()).contains("?distance=1");
        assertThat(ids(near.body())).containsExactly(id + "-hub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inForceOn=today",
                "recordedFrom=2026-13-01",
                "recordedTo=x",
                "sort=id",
                "text=",
                "text=%00",
                "text=a%20b%20c%20d%20e%20f%20g%20h%20i%20j%20k",
                "sort=announced&sort=recorded"
            })
    void aParameterThatDoesNotDoIsToldSo(String query) {
        Answer answer = client.list(query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("type").asText()).endsWith("/invalid-parameter");
    }

    private List<String> ids(String query) {
        return ids(client.list(query + "&limit=500").body());
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.get("items").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }
}
