package org.mineralwatch.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.ingest.IngestClient.freshId;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.mineralwatch.ingest.IngestClient;
import org.mineralwatch.localstack.testing.LocalStackResource;
import org.mineralwatch.localstack.testing.NodeProgram;

/** The official JavaScript SDK of CloudEvents (npm {@code cloudevents}) posts to the service. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, initArgs = @ResourceArg(name = "database", value = "ingest"))
class CloudEventsClientTest {
    private final IngestClient reader = new IngestClient();

    @Test
    void theOfficialClientIsUnderstoodInEveryMode() {
        var client = NodeProgram.installed("src/test/node/cloudevents");
        var id = "/decree/" + freshId();

        JsonNode answers =
                IngestClient.json(client.run("post.cjs", reader.at("/v1/events").toString(), id));

        JsonNode recorded = answers.at("/structured/body");
        assertThat(answers.at("/structured/status").asInt())
                .as(recorded.toString())
                .isEqualTo(201);
        assertThat(recorded.get("cloudEvent"))
                .isEqualTo(IngestClient.json("{\"id\":\"" + id + "\",\"source\":\"https://example.org/gazette\","
                        + "\"type\":\"org.example.decree\",\"subject\":\"cobalt\",\"time\":\"2027-02-01T08:00:00.000Z\","
                        + "\"lang\":\"fr\",\"pages\":3}"));
        assertThat(recorded.at("/minerals/0").asText()).isEqualTo("cobalt");
        assertThat(answers.at("/binary/status").asInt()).isEqualTo(200);
        assertThat(answers.at("/binary/body")).isEqualTo(recorded);
        assertThat(answers.get("emittedStructured")).isEqualTo(recorded);
        assertThat(answers.get("emittedBinary")).isEqualTo(recorded);
        assertThat(answers.at("/batch/body/items"))
                .extracting(item -> item.get("status").asText())
                .containsExactly("unchanged", "created", "invalid");
        assertThat(reader.read(recorded.get("id").asText()).body()).isEqualTo(recorded);
    }
}
