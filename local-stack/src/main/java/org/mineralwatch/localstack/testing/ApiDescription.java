package org.mineralwatch.localstack.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what the OpenAPI description of a service leaves to the imagination of its reader. */
public final class ApiDescription {
    /** Answers without a body. */
    private static final Set<String> BARE = Set.of("204", "304");

    private final JsonNode root;
    private final List<String> gaps = new ArrayList<>();

    private ApiDescription(JsonNode root) {
        this.root = root;
    }

    /**
     * What has no example: a body that is sent, an answer, a problem. Also calls without a summary, and those that do not
     * say how they are answered when all is well.
     *
     * @param description an OpenAPI document
     * @return one sentence for each gap; empty when there is none
     */
    public static List<String> gaps(JsonNode description) {
        ApiDescription read = new ApiDescription(description);
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> call : path.getValue().properties()) {
                if (call.getValue().has("responses")) {
                    read.call(call.getKey() + " " + path.getKey(), call.getValue());
                }
            }
        }
        return List.copyOf(read.gaps);
    }

    private void call(String name, JsonNode call) {
        if (call.path("summary").asText().isEmpty()) {
            gaps.add(name + " has no summary");
        }
        if (call.has("requestBody")) {
            content(name + ", its body", resolved(call.get("requestBody")));
        }
        boolean succeeds = false;
        for (Map.Entry<String, JsonNode> answer : call.get("responses").properties()) {
            succeeds |= answer.getKey().startsWith("2");
            JsonNode described = resolved(answer.getValue());
            if (described.path("description").asText().isEmpty()) {
                gaps.add(name + ", " + answer.getKey() + " is not described");
            }
            if (!BARE.contains(answer.getKey())) {
                content(name + ", " + answer.getKey(), described);
            }
        }
        if (!succeeds) {
            gaps.add(name + " has no answer when all is well");
        }
    }

    private void content(String where, JsonNode described) {
        JsonNode content = described.path("content");
        if (content.isEmpty()) {
            gaps.add(where + " has no content");
        }
        for (Map.Entry<String, JsonNode> type : content.properties()) {
            boolean hasExample = type.getValue().has("example")
                    || !type.getValue().path("examples").isEmpty();
            if (!hasExample) {
                gaps.add(where + " as " + type.getKey() + " has no example");
            }
        }
    }

    private JsonNode resolved(JsonNode described) {
        String reference = described.path("$ref").asText();
        return reference.isEmpty() ? described : root.at(reference.substring(1));
    }
}
