package org.mineralwatch.alert.outbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.AlertSettings;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.Watch;

/** What scores were, read of scoring-service line by line: a past is never in memory as a whole. */
@ApplicationScoped
public class ScoreHistory {
    private static final Logger LOG = Logger.getLogger(ScoreHistory.class);
    private static final int BAD_REQUEST = 400;

    private final ScoreHistoryCalls scoring;
    private final ObjectReader json;
    private final AlertSettings.Backtest limits;

    ScoreHistory(@RestClient ScoreHistoryCalls scoring, ObjectMapper json, AlertSettings settings) {
        this.scoring = scoring;
        this.json = json.reader();
        this.limits = settings.backtest();
    }

    /** How reading went. */
    public sealed interface Outcome {
        /** @param changes how many there were */
        record Whole(long changes) implements Outcome {}

        /** scoring-service knows no such cells, or no such days. */
        record Nothing(String why) implements Outcome {}

        /** scoring-service is not there, does not answer in time, or does not say what it should. */
        record Away(String why) implements Outcome {}

        /** There is more than is looked at for one request. */
        record TooMuch(String why) implements Outcome {}
    }

    /** Hands over the changes of each day on which there are any, in order. */
    public Outcome read(Watch watch, LocalDate from, LocalDate to, Consumer<List<ScoreChange>> day) {
        long deadline = System.nanoTime() + limits.within().toNanos();
        try (InputStream body = scoring.read(
                        sorted(watch.consumers()), sorted(watch.minerals()), sorted(watch.stages()), from, to);
                var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            return read(lines, day, deadline);
        } catch (WebApplicationException e) {
            return refused(e);
        } catch (ProcessingException | IOException e) {
            LOG.warnf("scoring-service was not read: %s", e.toString());
            return new Outcome.Away("scoring-service is not there, or the connection to it ended");
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.warnf("scoring-service said what it should not: %s", e.toString());
            return new Outcome.Away("scoring-service said what cannot be understood");
        }
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private Outcome read(BufferedReader lines, Consumer<List<ScoreChange>> day, long deadline) throws IOException {
        long changes = 0;
        List<ScoreChange> sameDay = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (++changes > limits.changes()) {
                return new Outcome.TooMuch("more than " + limits.changes() + " changes of score");
            }
            if (System.nanoTime() - deadline > 0) {
                return new Outcome.TooMuch("it took longer than " + limits.within());
            }
            ScoreChange change = change(line);
            if (!sameDay.isEmpty() && !sameDay.getFirst().recordedAt().equals(change.recordedAt())) {
                day.accept(sameDay);
                sameDay = new ArrayList<>();
            }
            sameDay.add(change);
        }
        if (!sameDay.isEmpty()) {
            day.accept(sameDay);
        }
        return new Outcome.Whole(changes);
    }

    private ScoreChange change(String line) throws JsonProcessingException {
        JsonNode tree = json.readTree(line);
        return ScoreDocument.ofHistory(tree);
    }

    private Outcome refused(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status != BAD_REQUEST) {
            LOG.warnf("scoring-service was not read: status=%d", status);
            return new Outcome.Away("scoring-service answered " + status);
        }
        String detail = detail(e);
        LOG.debugf("scoring-service has nothing: %s", detail);
        return new Outcome.Nothing(detail);
    }

    private String detail(WebApplicationException e) {
        try {
            JsonNode problem =
                    json.readTree(Objects.requireNonNullElse(e.getResponse().readEntity(String.class), ""));
            JsonNode errors = problem.path("errors");
            return errors.isEmpty()
                    ? problem.path("detail").asText()
                    : errors.path(0).path("pointer").asText() + ": "
                            + errors.path(0).path("detail").asText();
        } catch (JsonProcessingException | ProcessingException | IllegalStateException unreadable) {
            return "scoring-service has no such cells or days";
        }
    }
}
