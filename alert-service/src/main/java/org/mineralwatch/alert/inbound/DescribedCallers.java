package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.mineralwatch.rest.Problem;

/** Describes what all calls answer to callers who do not say who they are, but for those that ask nobody. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescribedCallers implements OASFilter {
    private static final String UNAUTHORIZED = "401";

    @Override
    public void filterOpenAPI(OpenAPI description) {
        description.getPaths().getPathItems().forEach((path, item) -> {
            if (!path.startsWith(ConsentCallbackResource.PATH)) {
                item.getOperations()
                        .values()
                        .forEach(call -> call.getResponses().addAPIResponse(UNAUTHORIZED, unauthorized()));
            }
        });
    }

    private static APIResponse unauthorized() {
        return OASFactory.createAPIResponse()
                .description("No bearer token, or one that is not valid or has no claim `tenant`")
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))
                                        .addExample(
                                                "unauthorized",
                                                OASFactory.createExample().value(example()))));
    }

    private static Map<String, Object> example() {
        try {
            return new ObjectMapper().readValue(Examples.UNAUTHORIZED, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an example that is not JSON", e);
        }
    }
}
