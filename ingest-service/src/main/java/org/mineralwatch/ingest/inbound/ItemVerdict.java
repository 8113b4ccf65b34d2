package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.ingest.domain.EventId;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.JsonValue.JsonObject;
import org.mineralwatch.ingest.domain.JsonValue.JsonText;
import org.mineralwatch.ingest.domain.RecordedEvent;
import org.mineralwatch.ingest.domain.Verdict;
import org.mineralwatch.rest.Problem;

/**
 * What became of one event of many.
 *
 * @param index its place in the array, from 0; in verdicts on arrays alone
 * @param line its line, from 1; in verdicts on lines alone
 * @param id of the event; absent when it cannot be told
 * @param status {@code created}, {@code unchanged}, {@code conflict} or {@code invalid}; {@code failed} when the fault is ours,
 *     and the same may be posted again
 * @param dangling ids it refers to that nobody has posted yet
 * @param problem why nothing was stored
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ItemVerdict(
        @Nullable Integer index,
        @Nullable Long line,
        @Nullable String id,
        String status,
        List<String> dangling,
        @Nullable Problem problem) {

    /** The verdicts on an array, in its order, and how many there are of each status. */
    record OnArray(List<ItemVerdict> items, Map<String, Long> counts) {}

    static ItemVerdict onItem(int index, JsonValue posted, Verdict verdict) {
        return of(index, null, posted, verdict);
    }

    static ItemVerdict onLine(long line, JsonValue posted, Verdict verdict) {
        return of(null, line, posted, verdict);
    }

    static ItemVerdict onUnreadableLine(long line, Problem problem) {
        return new ItemVerdict(null, line, null, "invalid", List.of(), problem);
    }

    static ItemVerdict onFailedLine(long line, Problem problem) {
        return new ItemVerdict(null, line, null, "failed", List.of(), problem);
    }

    private static ItemVerdict of(@Nullable Integer index, @Nullable Long line, JsonValue posted, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Created(RecordedEvent event) -> recorded(index, line, "created", event);
            case Verdict.Unchanged(RecordedEvent event) -> recorded(index, line, "unchanged", event);
            case Verdict.Conflict conflict ->
                new ItemVerdict(
                        index,
                        line,
                        conflict.posted().id().value(),
                        "conflict",
                        List.of(),
                        EventProblems.conflict(conflict));
            case Verdict.Invalid(var reading) ->
                new ItemVerdict(index, line, id(posted), "invalid", List.of(), EventProblems.invalid(reading));
            case Verdict.Overloaded() ->
                new ItemVerdict(index, line, id(posted), "failed", List.of(), EventProblems.overloaded());
        };
    }

    private static ItemVerdict recorded(
            @Nullable Integer index, @Nullable Long line, String status, RecordedEvent event) {
        return new ItemVerdict(index, line, event.revision().id().value(), status, event.dangling(), null);
    }

    private static @Nullable String id(JsonValue posted) {
        return posted instanceof JsonObject object
                        && object.members().get("id") instanceof JsonText(String id)
                        && EventId.isWellFormed(id)
                ? id
                : null;
    }
}
