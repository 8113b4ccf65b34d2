/**
 * Who speaks to this service: publishers who post events, one by one, as arrays or as streams of lines, and readers who look
 * for them. HTTP and JSON end here.
 */
@NullMarked
// Answers that several calls have in common are described once, here.
@OpenAPIDefinition(
        info = @Info(title = "Mineral Watch: ingest-service", version = "v1"),
        components =
                @Components(
                        responses = {
                            @APIResponse(
                                    name = "Recorded",
                                    description =
                                            "On disk, and on its way to policy-events.v1; Location and ETag name it",
                                    content =
                                            @Content(
                                                    mediaType = MediaType.APPLICATION_JSON,
                                                    schema = @Schema(implementation = PolicyEventRecorded.class),
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "created",
                                                                    value = EventExamples.RECORDED))),
                            @APIResponse(
                                    name = "Unchanged",
                                    description = "It is there already",
                                    content =
                                            @Content(
                                                    mediaType = MediaType.APPLICATION_JSON,
                                                    schema = @Schema(implementation = PolicyEventRecorded.class),
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "unchanged",
                                                                    value = EventExamples.RECORDED))),
                            @APIResponse(
                                    name = "UnknownEvent",
                                    description = "Nobody has posted it",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "unknown",
                                                                    value = EventExamples.UNKNOWN))),
                            @APIResponse(
                                    name = "EventConflict",
                                    description = "The id is there with other content",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    examples = {
                                                        @ExampleObject(
                                                                name = "conflict",
                                                                value = EventExamples.CONFLICT),
                                                        @ExampleObject(
                                                                name = "retracted",
                                                                value = EventExamples.WITHDRAWN)
                                                    })),
                            @APIResponse(
                                    name = "Stale",
                                    description = "The event is at another revision than If-Match names",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "stale",
                                                                    value = EventExamples.STALE))),
                            @APIResponse(
                                    name = "InvalidEvent",
                                    description = "Not sound; every fault is told, with its pointer and its mend",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "unknown mineral",
                                                                    value = EventExamples.UNKNOWN_MINERAL))),
                            @APIResponse(
                                    name = "UnknownRejection",
                                    description = "No line was rejected under this id",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "unknown",
                                                                    value = EventExamples.UNKNOWN_REJECTION)))
                        }))
package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.mineralwatch.contract.PolicyEventRecorded;
import org.jspecify.annotations.NullMarked;
import org.mineralwatch.rest.Problem;
