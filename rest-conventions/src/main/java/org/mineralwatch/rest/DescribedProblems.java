package org.mineralwatch.rest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Describes the problems that calls have in common, each with an example, wherever a call can be answered with them. What
 * a call says of its own problems stays: its words, and its examples where it has some. It need only add what is
 * particular, as {@code @APIResponse(responseCode = "412", description = ...)} with an example of it.
 *
 * <p>405 is not among them: it answers calls that are not there to be described.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescribedProblems implements OASFilter {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI description) {
        if (description.getPaths() == null) {
            return;
        }
        if (description.getComponents() == null) {
            description.setComponents(OASFactory.createComponents());
        }
        description.getComponents().addSchema("Problem", problemSchema()).addSchema("FieldError", fieldErrorSchema());
        description
                .getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().values().forEach(call -> describe(call, path, parameters(item, call))));
    }

    private static List<Parameter> parameters(PathItem item, Operation call) {
        return Stream.of(item.getParameters(), call.getParameters())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList();
    }

    private static void describe(Operation call, String path, List<Parameter> parameters) {
        if (call.getResponses() == null) {
            call.setResponses(OASFactory.createAPIResponses());
        }
        APIResponses responses = call.getResponses();
        String instance = instance(path, parameters);
        for (SharedProblem shared : SharedProblem.values()) {
            boolean isDescribed = responses.hasAPIResponse(shared.status());
            if (isDescribed || shared.canAnswer(call, parameters)) {
                APIResponse response = isDescribed
                        ? responses.getAPIResponse(shared.status())
                        : OASFactory.createAPIResponse().description(shared.description());
                responses.addAPIResponse(shared.status(), response);
                complete(response, shared, instance);
            }
        }
        responses.getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                problemContent(response);
            }
        });
    }

    private static void complete(APIResponse response, SharedProblem shared, String instance) {
        if (response.getRef() != null) {
            return;
        }
        MediaType content = problemContent(response);
        if (content.getExamples() == null && content.getExample() == null) {
            shared.examples().forEach(problem -> content.addExample(kind(problem), example(problem.at(instance))));
        }
        if (shared.asksToWait() && response.getHeaders() == null) {
            response.addHeader(
                    "Retry-After",
                    OASFactory.createHeader()
                            .description("Seconds to wait before the same request is sent again")
                            .schema(OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                            .example(1));
        }
    }

    /** Every problem is described as one, whoever named it. */
    private static MediaType problemContent(APIResponse response) {
        if (response.getRef() != null) {
            return OASFactory.createMediaType();
        }
        if (response.getContent() == null || !response.getContent().hasMediaType(Problem.MEDIA_TYPE)) {
            Content content = OASFactory.createContent();
            response.setContent(content.addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType()));
        }
        MediaType problem = response.getContent().getMediaType(Problem.MEDIA_TYPE);
        problem.setSchema(OASFactory.createSchema().ref("Problem"));
        return problem;
    }

    /** The address as a caller would have it, with the examples of its parameters. */
    private static String instance(String path, List<Parameter> parameters) {
        String instance = path;
        for (Parameter parameter : parameters) {
            if (parameter.getIn() == Parameter.In.PATH && parameter.getExample() != null) {
                instance = instance.replace(
                        "{" + parameter.getName() + "}", parameter.getExample().toString());
            }
        }
        return instance;
    }

    private static String kind(Problem problem) {
        return problem.type().substring(Problem.TYPES.length());
    }

    private static Example example(Problem problem) {
        Map<String, Object> value = JSON.convertValue(problem, new TypeReference<>() {});
        return OASFactory.createExample().value(value);
    }

    private static Schema problemSchema() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("A problem detail (RFC 9457)")
                .addProperty("type", text("Stable URI of the kind of problem").format("uri"))
                .addProperty("title", text("The kind in words, the same for every occurrence"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("HTTP status code"))
                .addProperty("detail", text("What is wrong this time, and the mend"))
                .addProperty("instance", text("Path of the request"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("One for each faulty field")
                                .items(OASFactory.createSchema().ref("FieldError")))
                .required(new ArrayList<>(List.of("type", "title", "status", "detail")));
    }

    private static Schema fieldErrorSchema() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("A faulty field")
                .addProperty("pointer", text("JSON pointer (RFC 6901) into the body, or ?name for a query parameter"))
                .addProperty("detail", text("What is wrong with it, and the mend"))
                .addProperty(
                        "suggestions",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("Values that would do, nearest first")
                                .items(OASFactory.createSchema().addType(Schema.SchemaType.STRING)))
                .required(new ArrayList<>(List.of("pointer", "detail")));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
