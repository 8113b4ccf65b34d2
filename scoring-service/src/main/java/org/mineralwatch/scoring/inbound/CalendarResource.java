package org.mineralwatch.scoring.inbound;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.rest.Query;
import org.mineralwatch.scoring.ReadCalendar;
import org.mineralwatch.scoring.ReadScores;

/** What comes next by law. */
@Path("/v1/calendar")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calendar")
@Blocking
public class CalendarResource {
    private static final Period USUAL = Period.ofDays(90);
    private static final int LONGEST_YEARS = 10;

    private final ReadCalendar readCalendar;
    private final ReadScores readScores;

    CalendarResource(ReadCalendar readCalendar, ReadScores readScores) {
        this.readCalendar = readCalendar;
        this.readScores = readScores;
    }

    @GET
    @Operation(
            summary = "Dated changes ahead",
            description =
                    "Every date to come on which a known act turns a score: entry into force, lapse, end of a suspension,"
                            + " start of supply. Each act with the cells it turns, their scores on the day before and on"
                            + " the day. A lapse is dated on the first day no longer in force. Supply that ramps up moves"
                            + " no score on its first day; the curve of the cell shows how it goes on. On a day that several acts"
                            + " share each has its own part of the move, a Shapley value as in the score; the parts and the"
                            + " drift add to the change.")
    @APIResponse(
            responseCode = "200",
            description = "Every act ahead, by date, then the one with the largest move first",
            content = @Content(examples = @ExampleObject(name = "calendar", value = ScoreExamples.CALENDAR)))
    public CalendarView ahead(
            @Parameter(description = "consumer economy, as US or EU; all if left out") @QueryParam("consumer") @Nullable
                    String consumer,
            @Parameter(description = "how far to look, an ISO 8601 period of up to 10 years; P90D if left out")
                    @QueryParam("within")
                    @Nullable
                    String within,
            @Parameter(description = "the day to look ahead from; today if left out") @QueryParam("at") @Nullable
                    String at,
            @Parameter(description = "the day of knowledge; `at` if left out, today where that lies ahead")
                    @QueryParam("known")
                    @Nullable
                    String known,
            @Context UriInfo request) {
        Query query = new Query(request);
        query.allows(Set.of("consumer", "within", "at", "known"));
        query.isOneOf("consumer", consumer, readCalendar.consumers());
        DayParameters parameters = new DayParameters(query, readScores.today(), readScores.validity());
        LocalDate after = parameters.valued("at", at).orElseGet(readScores::today);
        LocalDate knowledge = parameters.known("known", known).orElseGet(() -> readScores.knownOn(after));
        LocalDate until = until(query, within, after);
        query.complain();

        return CalendarView.of(
                after,
                knowledge,
                until,
                readCalendar.ahead(
                        cell -> consumer == null || consumer.equals(cell.consumer()), after, until, knowledge));
    }

    private static LocalDate until(Query query, @Nullable String within, LocalDate after) {
        if (within == null) {
            return after.plus(USUAL);
        }
        LocalDate furthest = after.plusYears(LONGEST_YEARS);
        try {
            LocalDate until = after.plus(Period.parse(within));
            if (!until.isAfter(after)) {
                query.blame("within", within + " does not look ahead; the shortest is P1D");
            } else if (until.isAfter(furthest)) {
                query.blame("within", within + " is too far; the longest is P" + LONGEST_YEARS + "Y");
            } else {
                return until;
            }
        } catch (DateTimeException | ArithmeticException notAPeriod) {
            query.blame(
                    "within",
                    within + " is no period of days, weeks, months or years within P" + LONGEST_YEARS
                            + "Y; write it as P90D or P6M");
        }
        return furthest;
    }
}
