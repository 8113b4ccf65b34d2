package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mineralwatch.ingest.IngestClient.JSON_TYPE;
import static org.mineralwatch.ingest.IngestClient.freshId;
import static org.mineralwatch.ingest.domain.PolicyEventFixtures.cobaltBan;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.ingest.IngestClient.Answer;
import org.mineralwatch.ingest.TopicReader;
import org.mineralwatch.localstack.testing.LocalStackResource;

@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class CloudEventsTest {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final IngestClient publisher = new IngestClient();
    private final String id = "/odd id/\u00fc/" + freshId();

    @Test
    void aStructuredEventIsRecordedWithAllItsAttributes() {
        Answer answer = publisher.postTo("/v1/events", STRUCTURED, structured(cobaltBan()));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        String event = answer.body().get("id").asText();
        assertThat(event).matches("ce-[0-9a-f]{32}");
        assertThat(answer.header("location")).endsWith("/v1/events/" + event);
        assertThat(answer.body().get("cloudEvent"))
                .isEqualTo(IngestClient.json("{\"id\":\"" + id + "\",\"source\":\"https://example.org/gazette\","
                        + "\"type\":\"org.example.decree\",\"subject\":\"cobalt\",\"time\":\"2027-02-01T08:00:00Z\","
                        + "\"lang\":\"fr\",\"pages\":3,\"urgent\":true}"));
        assertThat(answer.body().get("minerals")).isEqualTo(IngestClient.json("[\"cobalt\"]"));
        assertThat(publisher.read(event).body()).isEqualTo(answer.body());
        try (var topic = new TopicReader(bootstrapServers, "policy-events.v1")) {
            await().untilAsserted(() -> assertThat(topic.messages(event))
                    .singleElement()
                    .satisfies(message -> assertThat(message.value())
                            .isEqualTo(answer.response().body())));
        }
    }

    @Test
    void sourceAndIdAreTheIdentity() {
        String first = publisher
                .postTo("/v1/events", STRUCTURED, structured(cobaltBan()))
                .body()
                .get("id")
                .asText();

        Answer again = publisher.postTo("/v1/events", STRUCTURED, structured(cobaltBan()));
        Answer otherData = publisher.postTo("/v1/events", STRUCTURED, structured(cobaltBan("\"note\":\"other\"")));
        Answer otherSource = publisher.postTo(
                "/v1/events",
                STRUCTURED,
                structured(cobaltBan()).replace("example.org/gazette", "example.org/journal"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("id").asText()).isEqualTo(first);
        assertThat(otherData.status()).isEqualTo(409);
        assertThat(otherSource.status()).isEqualTo(201);
    }

    @Test
    void inBinaryModeTheAttributesAreHeaders() {
        Answer structured = publisher.postTo("/v1/events", STRUCTURED, structured(cobaltBan()));

        Answer binary = publisher.postTo(
                "/v1/events",
                JSON_TYPE,
                cobaltBan(),
                "ce-specversion",
                "1.0",
                "ce-id",
                id.replace("\u00fc", "%C3%BC"),
                "ce-source",
                "https://example.org/gazette",
                "ce-type",
                "org.example.decree");
        Answer incomplete = publisher.postTo("/v1/events", JSON_TYPE, cobaltBan(), "ce-id", id.replace("\u00fc", "u"));

        assertThat(binary.status()).isEqualTo(200);
        assertThat(binary.body()).isEqualTo(structured.body());
        assertThat(incomplete.status()).isEqualTo(422);
        assertThat(incomplete.body().findValuesAsText("pointer")).containsExactly("/specversion", "/source", "/type");
    }

    @Test
    void aBadItemOfABatchSpoilsNoOther() {
        String batch = "[" + structured(cobaltBan()) + "," + structured(cobaltBan("\"actor\":\"XX\"")) + ","
                + structured(cobaltBan()) + "," + structured(cobaltBan("\"note\":\"other\"")) + ",7]";

        Answer answer = publisher.postTo("/v1/events", BATCH, batch);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("items"))
                .extracting(item -> item.get("status").asText())
                .containsExactly("created", "invalid", "unchanged", "conflict", "invalid");
        JsonNode problem = answer.body().at("/items/1/problem");
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/data/actor");
        assertThat(publisher
                        .postTo("/v1/events", BATCH, structured(cobaltBan()))
                        .status())
                .isEqualTo(422);
        assertThat(publisher.postTo("/v1/events", BATCH, "[]").body().get("items"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'specversion':'1.0' | 'specversion':'0.3' | /specversion",
                "'source':'https://example.org/gazette', | ^^ | /source",
                "'type':'org.example.decree' | 'type':'' | /type",
                "'time':'2027-02-01T08:00:00Z' | 'time':'yesterday' | /time",
                "'subject':'cobalt' | 'subject':7 | /subject",
                "'lang':'fr' | 'Lang':'fr' | /Lang",
                "'lang':'fr' | 'lang':['fr'] | /lang",
                "'lang':'fr' | 'lang':'f\\u0000r' | /lang",
                "'pages':3 | 'pages':1e999 | /pages",
                "'pages':3 | 'datacontenttype':'text/xml' | /datacontenttype",
                "'data': | 'data_base64': | /data"
            })
    void whatIsNoCloudEventIsToldSo(String sound, String broken, String pointer) {
        String body = structured(cobaltBan())
                .replace(
                        sound.replace('\'', '"').strip(),
                        broken.replace('\'', '"').strip());

        Answer answer = publisher.postTo("/v1/events", STRUCTURED, body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.body().findValuesAsText("pointer")).contains(pointer);
    }

    @Test
    void theDataHasNoIdOfItsOwn() {
        Answer answer = publisher.postTo("/v1/events", STRUCTURED, structured(cobaltBan("\"id\":\"own\"")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("/data/id");
    }

    private String structured(String data) {
        return "{\"specversion\":\"1.0\",\"lang\":\"fr\",\"pages\":3,\"urgent\":true,\"id\":\"" + id
                + "\",\"source\":\"https://example.org/gazette\",\"type\":\"org.example.decree\","
                + "\"time\":\"2027-02-01T08:00:00Z\",\"subject\":\"cobalt\",\"data\":" + data + "}";
    }
}
