package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.mineralwatch.alert.BacktestSubscription;
import org.mineralwatch.alert.PreviewSubscription;
import org.mineralwatch.alert.ReviewSubscription;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemException;

/** Subscriptions that are not made: what they would have told, and would tell. */
@Path("/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backtest and preview")
@Blocking
public class BacktestResource {
    private static final String RETRY_AFTER_S = "5";

    private final BacktestReading reading;
    private final SubscriptionReading subscriptions;
    private final BacktestSubscription backtestSubscription;
    private final PreviewSubscription previewSubscription;
    private final ReviewSubscription reviewSubscription;

    BacktestResource(
            BacktestReading reading,
            SubscriptionReading subscriptions,
            BacktestSubscription backtestSubscription,
            PreviewSubscription previewSubscription,
            ReviewSubscription reviewSubscription) {
        this.reading = reading;
        this.subscriptions = subscriptions;
        this.backtestSubscription = backtestSubscription;
        this.previewSubscription = previewSubscription;
        this.reviewSubscription = reviewSubscription;
    }

    @POST
    @Path("backtest")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What it would have told",
            description =
                    "Takes the conditions through the past, each day as it was known on that day, by the rules that raise alerts:"
                            + " what would have been told, how often, and how early before the days that mattered. Those are"
                            + " of the events named, or the dates, or else of the ten events that moved the cells furthest."
                            + " Nothing is stored or sent.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BacktestBody.class),
                            examples = @ExampleObject(name = "gallium", value = Examples.BACKTEST_ASKED)))
    @APIResponse(
            responseCode = "200",
            description = "What would have been told",
            content =
                    @Content(
                            schema = @Schema(implementation = BacktestView.class),
                            examples = @ExampleObject(name = "gallium", value = Examples.BACKTEST)))
    @APIResponse(
            responseCode = "422",
            description = "Not sound, or more of the world and the past than is looked at for one request",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            examples = {
                                @ExampleObject(name = "unknown-mineral", value = Examples.UNKNOWN_MINERAL),
                                @ExampleObject(name = "backtest-too-large", value = Examples.TOO_LARGE)
                            }))
    @APIResponse(
            responseCode = "503",
            description =
                    "scoring-service is away, or others' backtests are being made; Retry-After tells how long to wait",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            examples = {
                                @ExampleObject(name = "scoring-unavailable", value = Examples.SCORING_AWAY),
                                @ExampleObject(name = "backtests-busy", value = Examples.BUSY)
                            }))
    public BacktestView backtest(byte[] body) throws JsonProcessingException {
        BacktestReading.Asked asked = reading.read(body, backtestSubscription.today());
        List<String> warnings = new ArrayList<>(reviewSubscription.warnings(asked.draft()));
        return switch (backtestSubscription.backtest(asked.draft(), asked.span())) {
            case BacktestSubscription.Outcome.Done done -> view(done, warnings);
            case BacktestSubscription.Outcome.ScoringAway(String why) ->
                throw later("scoring-unavailable", "Scoring unavailable", why + "; try again in a moment");
            case BacktestSubscription.Outcome.TooMuch(String why) ->
                throw new ProblemException(Problem.of(
                        "backtest-too-large",
                        "Backtest too large",
                        422,
                        why + "; watch fewer cells, or give a shorter time"));
            case BacktestSubscription.Outcome.Busy() ->
                throw later("backtests-busy", "Backtests busy", "As many as are made at a time; try again in a moment");
        };
    }

    private static BacktestView view(BacktestSubscription.Outcome.Done done, List<String> warnings) {
        if (!done.note().isEmpty()) {
            warnings.add("no score was looked at: " + done.note());
        }
        return BacktestView.of(done.hindsight(), warnings);
    }

    private static ProblemException later(String kind, String title, String detail) {
        return new ProblemException(
                Problem.of(kind, title, 503, detail), Map.of(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S));
    }

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What it would tell",
            description =
                    "Of a subscription as it would be posted: what it would tell at once, what by the dates that are known, what"
                            + " it would have told in the last twelve months, and whether anything would be sent to its"
                            + " endpoint. Nothing is stored or sent.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = SubscriptionView.class),
                            examples = @ExampleObject(name = "gallium", value = Examples.SUBSCRIPTION)))
    @APIResponse(
            responseCode = "200",
            description = "What it would tell",
            content =
                    @Content(
                            schema = @Schema(implementation = PreviewView.class),
                            examples = @ExampleObject(name = "gallium", value = Examples.PREVIEW)))
    public PreviewView preview(byte[] body) throws JsonProcessingException {
        PreviewSubscription.Preview preview =
                previewSubscription.preview(subscriptions.read(body).draft());
        List<String> warnings = new ArrayList<>(preview.warnings());
        return switch (preview.lastYear()) {
            case BacktestSubscription.Outcome.Done done ->
                PreviewView.of(preview, view(done, new ArrayList<>()), warnings);
            case BacktestSubscription.Outcome.ScoringAway(String why) -> without(preview, why, warnings);
            case BacktestSubscription.Outcome.TooMuch(String why) -> without(preview, why, warnings);
            case BacktestSubscription.Outcome.Busy() ->
                without(preview, "as many backtests are being made as are at a time", warnings);
        };
    }

    private static PreviewView without(PreviewSubscription.Preview preview, String why, List<String> warnings) {
        warnings.add("the last twelve months are left out: " + why);
        return PreviewView.of(preview, null, warnings);
    }
}
