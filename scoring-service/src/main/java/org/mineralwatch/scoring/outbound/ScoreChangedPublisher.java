package org.mineralwatch.scoring.outbound;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mineralwatch.contract.ScoreChanged;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.outbox.Outbox;
import org.mineralwatch.outbox.OutboxRecord;
import org.mineralwatch.scoring.domain.Band;
import org.mineralwatch.scoring.domain.Cause;
import org.mineralwatch.scoring.domain.DateAhead;
import org.mineralwatch.scoring.domain.Score;
import org.mineralwatch.scoring.domain.ScoreModel;
import org.mineralwatch.scoring.domain.Valued;
import org.mineralwatch.scoring.outbound.ScoreStore.Revaluation;

/** Publishes changed scores on {@code dependency-scores.v1}. */
@ApplicationScoped
public class ScoreChangedPublisher {
    private static final String SOURCE = "/scoring-service";

    private final ObjectWriter json;
    private final ObjectWriter terms;
    private final MeterRegistry metrics;

    ScoreChangedPublisher(ObjectMapper json, MeterRegistry metrics) {
        ObjectMapper own = json.copy()
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        this.json = own.writerFor(ScoreChanged.class);
        this.terms = own.copy().addMixIn(ScoreChanged.class, Terms.class).writerFor(ScoreChanged.class);
        this.metrics = metrics;
    }

    /** Without members that differ with every publication of a score that stays the same. */
    @JsonIgnoreProperties({"sequence", "recordedAt", "at", "known", "previous", "cause"})
    private interface Terms {}

    /**
     * A score to publish.
     *
     * @param sequence of the cell, from 1
     * @param previous what the cell had before; null on its first record
     */
    record Change(
            Revaluation revaluation,
            long sequence,
            @Nullable Previous previous) {
        record Previous(double score, String band) {}
    }

    /** What is said of the score itself: where it is the same again, nothing is published. */
    String terms(Valued valued, List<DateAhead> ahead) {
        var unsaid = new Revaluation(valued, ahead, new Cause.Calendar(List.of()), "");
        return terms(scoreChanged(new Change(unsaid, 0, null), Instant.EPOCH));
    }

    /** The same of a score as it was published. */
    String terms(ScoreChanged published) {
        try {
            return terms.writeValueAsString(published);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a score is always writable", e);
        }
    }

    /** What goes to the topic, in the order of the changes; to be appended to the outbox. */
    List<OutboxRecord> records(List<Change> changes, Instant now) {
        List<OutboxRecord> records = new ArrayList<>(changes.size());
        for (Change change : changes) {
            OutboxRecord record = record(change, now);
            Outbox.requireTakeable(record);
            records.add(record);
            metrics.counter(
                            "dependency.score.changed",
                            "cause",
                            causeName(change.revaluation().cause()))
                    .increment();
        }
        return records;
    }

    private static String causeName(Cause cause) {
        return switch (cause) {
            case Cause.Events _ -> "events";
            case Cause.Calendar _ -> "calendar";
            case Cause.Rebase _ -> "rebase";
        };
    }

    OutboxRecord record(Change change, Instant now) {
        ScoreChanged changed = scoreChanged(change, now);
        var attributes = new OutboxRecord.CloudEventAttributes(
                changed.cell() + "/" + changed.sequence(), SOURCE, ScoreChanged.TYPE, changed.cell(), now);
        return OutboxRecord.cloudEvent(
                TopicContract.DEPENDENCY_SCORES.name(),
                changed.cell(),
                attributes,
                bytes(changed),
                change.revaluation().traceparent());
    }

    static ScoreChanged scoreChanged(Change change, Instant now) {
        Valued valued = change.revaluation().valued();
        Score score = valued.score();
        Change.Previous previous = change.previous();
        return new ScoreChanged(
                score.cell().toString(),
                score.cell().consumer(),
                score.cell().mineral(),
                score.cell().stage().toString(),
                change.sequence(),
                now,
                score.at(),
                valued.known(),
                score.points(),
                score.band().name(),
                score.baseline(),
                new ScoreChanged.Interval(
                        score.interval().low(), score.interval().high()),
                score.eventLoss(),
                score.byEvent(),
                score.bySupplier(),
                score.heldBack(),
                score.alternativeSupply(),
                valued.grade().name(),
                ScoreModel.NAME,
                valued.baselineVersion(),
                valued.nextChange().orElse(null),
                ahead(change.revaluation().ahead()),
                previous == null ? null : new ScoreChanged.Previous(previous.score(), previous.band()),
                cause(change.revaluation().cause()));
    }

    private static @Nullable List<ScoreChanged.Ahead> ahead(List<DateAhead> dates) {
        if (dates.isEmpty()) {
            return null;
        }
        return dates.stream()
                .map(date -> new ScoreChanged.Ahead(
                        date.at(),
                        date.before(),
                        date.after(),
                        Band.of(date.after()).name(),
                        date.events()))
                .toList();
    }

    private static ScoreChanged.Cause cause(Cause cause) {
        return switch (cause) {
            case Cause.Events(List<Cause.EventRevision> revisions) ->
                new ScoreChanged.Cause(
                        revisions.stream()
                                .map(one -> new ScoreChanged.EventRevision(one.id(), one.revision()))
                                .toList(),
                        null,
                        null);
            case Cause.Calendar(List<String> events) -> new ScoreChanged.Cause(null, events, null);
            case Cause.Rebase(String baselineVersion) -> new ScoreChanged.Cause(null, null, baselineVersion);
        };
    }

    byte[] bytes(ScoreChanged changed) {
        try {
            return json.writeValueAsBytes(changed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a score is always writable", e);
        }
    }
}
