package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.localstack.testing.ApiDescription;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** What the service says of itself: vocabulary, API description, metrics, health. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class DescriptionTest {
    private final IngestClient reader = new IngestClient();

    @Test
    void theVocabularyHasEveryWord() {
        JsonNode vocabulary = read("/v1/vocabulary").body();

        assertThat(vocabulary.get("eventTypes")).hasSize(20);
        assertThat(vocabulary.get("effectKinds")).hasSize(13);
        assertThat(vocabulary.get("minerals")).hasSize(97);
        assertThat(vocabulary.get("stages")).hasSize(10);
        assertThat(vocabulary.get("standings")).hasSize(5);
        assertThat(vocabulary.get("grades")).hasSize(4);
        assertThat(vocabulary.get("countries")).hasSize(250);
        assertThat(entry(vocabulary, "eventTypes", "EXPORT_QUOTA").get("defaultEffect"))
                .isEqualTo(IngestClient.json("{\"kind\":\"QUOTA\",\"parameters\":\"loss 0.3\"}"));
        assertThat(entry(vocabulary, "effectKinds", "TARIFF").at("/members/0"))
                .isEqualTo(IngestClient.json(
                        "{\"name\":\"rate\",\"meaning\":\"The tax: 0.25 is 25 percent\",\"required\":true,"
                                + "\"takes\":\"number\",\"minimum\":0.0,\"maximum\":20.0}"));
        assertThat(entry(vocabulary, "minerals", "aluminum"))
                .isEqualTo(IngestClient.json(
                        "{\"id\":\"aluminum\",\"name\":\"Aluminum\",\"symbol\":\"Al\",\"kind\":\"mineral\","
                                + "\"aliases\":[\"aluminium\",\"bauxite\",\"alumina\",\"primary aluminium\"],"
                                + "\"stageByAlias\":{\"alumina\":\"alumina\",\"bauxite\":\"mining\"}}"));
        assertThat(entry(vocabulary, "minerals", "platinum-group-metals").get("members"))
                .hasSize(5);
        assertThat(entry(vocabulary, "countries", "CD").get("name").asText()).isEqualTo("Congo - Kinshasa");
    }

    @Test
    void everyCallIsDescribedWithASummary() {
        JsonNode description = read("/q/openapi?format=json").body();

        List<String> calls = List.of(
                "/paths/~1v1~1events/post",
                "/paths/~1v1~1events/get",
                "/paths/~1v1~1events~1{id}/get",
                "/paths/~1v1~1events~1{id}/put",
                "/paths/~1v1~1events~1{id}~1retraction/post",
                "/paths/~1v1~1events~1{id}~1revisions/get",
                "/paths/~1v1~1events~1{id}~1related/get",
                "/paths/~1v1~1rejections/get",
                "/paths/~1v1~1rejections~1{id}/get",
                "/paths/~1v1~1rejections~1{id}~1retry/post",
                "/paths/~1v1~1vocabulary/get");
        assertThat(calls)
                .allSatisfy(call -> assertThat(description.at(call + "/summary").asText())
                        .as(call)
                        .isNotEmpty());
        assertThat(description.at("/paths/~1v1~1events/post/requestBody/content"))
                .as("all ways to post")
                .hasSize(4);
    }

    @Test
    void everyCallHasExamplesOfWhatIsSentAndOfEveryAnswer() {
        JsonNode description = read("/q/openapi?format=json").body();

        assertThat(ApiDescription.gaps(description)).isEmpty();
    }

    @Test
    void theExamplesOfTheDescriptionWorkAsTheyStand() {
        Answer ban = reader.post(EventExamples.BAN);
        Answer easing = reader.post(EventExamples.EASING);

        assertThat(List.of(ban, easing))
                .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 201));
    }

    @Test
    void verdictsAreCounted() {
        double before = created();

        reader.post(cobaltBan("\"id\":\"" + freshId() + "\""));

        assertThat(created()).isGreaterThanOrEqualTo(before + 1);
    }

    private double created() {
        return read("/q/metrics")
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith("policy_event_recorded_total{verdict=\"created\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    @Test
    void itIsReady() {
        assertThat(read("/q/health/ready").status()).isEqualTo(200);
    }

    private Answer read(String path) {
        return reader.send(HttpRequest.newBuilder(reader.at(path)).build());
    }

    private static JsonNode entry(JsonNode vocabulary, String list, String id) {
        return vocabulary
                .get(list)
                .valueStream()
                .filter(entry -> entry.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
