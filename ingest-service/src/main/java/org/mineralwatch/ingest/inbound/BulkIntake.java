package org.mineralwatch.ingest.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.mineralwatch.ingest.IngestSettings;
import org.mineralwatch.ingest.KeepRejections;
import org.mineralwatch.ingest.KeepRejections.RejectedLine;
import org.mineralwatch.ingest.Origin;
import org.mineralwatch.ingest.RecordPolicyEvent;
import org.mineralwatch.ingest.Rehearsal;
import org.mineralwatch.ingest.VerdictCounter;
import org.mineralwatch.ingest.domain.JsonValue;
import org.mineralwatch.ingest.domain.Posted;
import org.mineralwatch.ingest.domain.Verdict;
import org.mineralwatch.rest.BodyLimit;
import org.mineralwatch.rest.Problem;
import org.mineralwatch.rest.ProblemMappers;

/**
 * Takes events line by line and answers line by line, while lines are still arriving.
 *
 * <p>Three hands work at once: one reads lines, one judges all that have arrived in one transaction, one writes verdicts. No
 * timer gathers lines; those that come while a transaction commits share the next. Memory is bounded whatever the client
 * does.
 */
@ApplicationScoped
public class BulkIntake {
    private static final Logger LOG = Logger.getLogger(BulkIntake.class);

    private final RecordPolicyEvent recordPolicyEvent;
    private final KeepRejections keepRejections;
    private final VerdictCounter counter;
    private final IngestSettings settings;
    private final ObjectWriter json;
    private final ObjectWriter problemJson;

    BulkIntake(
            RecordPolicyEvent recordPolicyEvent,
            KeepRejections keepRejections,
            VerdictCounter counter,
            IngestSettings settings,
            ObjectMapper json) {
        this.recordPolicyEvent = recordPolicyEvent;
        this.keepRejections = keepRejections;
        this.counter = counter;
        this.settings = settings;
        this.json = json.writerFor(ItemVerdict.class);
        this.problemJson = json.writerFor(Problem.class);
    }

    /** What is done with sound lines. */
    enum Purpose {
        /** They are recorded, and those that are not sound are kept for repair. */
        RECORD,
        /** They are judged alone; nothing is stored. */
        DRY_RUN
    }

    /** Judges every line and writes a verdict on each; returns when the last is written. */
    void judge(InputStream lines, OutputStream verdicts, Origin origin, Purpose purpose) throws IOException {
        LineQueue arrived = new LineQueue();
        Thread.ofVirtual().name("bulk-read").start(() -> read(lines, arrived));
        try (VerdictSpool spool = new VerdictSpool(settings.verdictBytesInMemory())) {
            Thread.ofVirtual().name("bulk-judge").start(() -> judge(arrived, spool, origin, purpose));
            for (Optional<byte[]> some = spool.take(); some.isPresent(); some = spool.take()) {
                verdicts.write(some.get());
                verdicts.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while verdicts were written", e);
        }
    }

    private static void read(InputStream lines, LineQueue arrived) {
        try {
            LineReader reader = new LineReader(lines, BodyLimit.BYTES);
            for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                arrived.put(line.get());
            }
        } catch (IOException e) {
            LOG.infof("bulk input was cut off, the lines before are judged: %s", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            arrived.end();
        }
    }

    private void judge(LineQueue arrived, VerdictSpool spool, Origin origin, Purpose purpose) {
        try {
            int judged = 0;
            Rehearsal rehearsal = recordPolicyEvent.rehearsal();
            Optional<Problem> broken = Optional.empty();
            List<Line> lines = arrived.take(settings.linesPerTransaction());
            while (!lines.isEmpty()) {
                if (broken.isEmpty()) {
                    try {
                        spool.add(bytes(judge(lines, origin, purpose, rehearsal)));
                    } catch (RuntimeException e) {
                        // The answer has begun, so its status cannot tell any more: from here on every verdict does.
                        broken = Optional.of(ProblemMappers.unexpectedProblem(e, "/v1/events"));
                    }
                }
                if (broken.isPresent()) {
                    spool.add(bytes(failed(lines, broken.get())));
                }
                judged += lines.size();
                lines = arrived.take(settings.linesPerTransaction());
            }
            LOG.infof(
                    "bulk input judged publisher=%s lines=%d failed=%s",
                    origin.publisher(), judged, broken.isPresent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            arrived.abandon();
            spool.end();
        }
    }

    private List<ItemVerdict> judge(List<Line> lines, Origin origin, Purpose purpose, Rehearsal rehearsal) {
        List<Received> received = lines.stream().map(Received::of).toList();
        List<Posted> events = new ArrayList<>(received.size());
        for (Received line : received) {
            if (line instanceof Received.Readable(long ignored, JsonValue event)) {
                events.add(new Posted.Plain(event));
            }
        }
        Iterator<Verdict> judged = switch (purpose) {
            case RECORD -> recordPolicyEvent.record(events, origin).iterator();
            case DRY_RUN -> recordPolicyEvent.examine(events, origin, rehearsal).iterator();
        };
        List<ItemVerdict> verdicts = received.stream()
                .map(line -> switch (line) {
                    case Received.Readable(long number, JsonValue event) ->
                        ItemVerdict.onLine(number, new Posted.Plain(event), judged.next());
                    case Received.Unreadable(long number, Problem problem) ->
                        ItemVerdict.onUnreadableLine(number, problem);
                })
                .toList();
        return switch (purpose) {
            case DRY_RUN -> verdicts;
            case RECORD -> {
                received.stream()
                        .filter(Received.Unreadable.class::isInstance)
                        .forEach(unreadable -> counter.countUnreadable());
                yield keepRejected(lines, verdicts, origin);
            }
        };
    }

    /** Of a line that is too long nothing is left to keep. */
    private List<ItemVerdict> keepRejected(List<Line> lines, List<ItemVerdict> verdicts, Origin origin) {
        List<RejectedLine> rejected = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            Problem problem = verdicts.get(i).problem();
            if (problem != null
                    && problem.status() < 500
                    && lines.get(i) instanceof Line.Whole(long number, byte[] bytes)) {
                rejected.add(new RejectedLine(number, bytes, problem.title() + ": " + problem.detail(), json(problem)));
                places.add(i);
            }
        }
        if (rejected.isEmpty()) {
            return verdicts;
        }
        List<ItemVerdict> kept = new ArrayList<>(verdicts);
        Iterator<String> ids = keepRejections.keep(rejected, origin).iterator();
        for (int place : places) {
            kept.set(place, kept.get(place).keptAs(ids.next()));
        }
        return kept;
    }

    private String json(Problem problem) {
        try {
            return problemJson.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }

    private static List<ItemVerdict> failed(List<Line> lines, Problem problem) {
        return lines.stream()
                .map(line -> ItemVerdict.onFailedLine(line.number(), problem))
                .toList();
    }

    private byte[] bytes(List<ItemVerdict> verdicts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (ItemVerdict verdict : verdicts) {
                bytes.write(json.writeValueAsBytes(verdict));
                bytes.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a verdict that is no JSON", e);
        }
        return bytes.toByteArray();
    }

    private sealed interface Received {
        record Readable(long number, JsonValue event) implements Received {}

        record Unreadable(long number, Problem problem) implements Received {}

        static Received of(Line line) {
            return switch (line) {
                case Line.TooLong(long number) -> new Unreadable(number, EventProblems.lineTooLong());
                case Line.Whole(long number, byte[] bytes) -> {
                    try {
                        yield new Readable(number, JsonReader.read(bytes));
                    } catch (JsonProcessingException e) {
                        yield new Unreadable(number, EventProblems.malformed(e));
                    }
                }
            };
        }
    }
}
