package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mineralwatch.alert.domain.CatchUp;
import org.mineralwatch.alert.domain.ReplayRange;
import org.mineralwatch.alert.inbound.Faults.Kind;

/** Reads what is posted to resume a subscription or to replay alerts; all that is wrong with it is told at once. */
@ApplicationScoped
class BacklogReading {
    private static final double LARGEST_EXACT = 9.0e15;

    private final ObjectReader json;

    BacklogReading(ObjectMapper json) {
        this.json = json.reader()
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** A body, or an empty object where none was sent. */
    JsonNode tree(byte[] body) throws JsonProcessingException {
        try {
            JsonNode tree = json.readTree(body);
            return tree.isMissingNode() ? JsonNodeFactory.instance.objectNode() : tree;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
        }
    }

    /** What becomes of the backlog: all of it unless something else is said. */
    CatchUp catchUp(byte[] body) throws JsonProcessingException {
        Faults faults = new Faults();
        Members members = Members.of(tree(body), "", faults, List.of("catchUp"));
        CatchUp catchUp = members.text("catchUp")
                .map(text -> named(text, members.pointer("catchUp"), faults))
                .orElse(CatchUp.ALL);
        if (!faults.isEmpty()) {
            throw faults.problem();
        }
        return catchUp;
    }

    private static CatchUp named(String text, String pointer, Faults faults) {
        List<String> known = Arrays.stream(CatchUp.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(text)) {
            faults.add(Kind.INVALID_VALUE, pointer, "not one of: " + String.join(", ", known), known);
            return CatchUp.ALL;
        }
        return CatchUp.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Which alerts are delivered again. */
    ReplayRange range(byte[] body) throws JsonProcessingException {
        Faults faults = new Faults();
        Members members = Members.of(tree(body), "", faults, List.of("from", "to", "fromSequence", "toSequence"));
        boolean byTime = members.has("from") || members.has("to");
        boolean bySequence = members.has("fromSequence") || members.has("toSequence");
        if (byTime == bySequence) {
            faults.add(Kind.INVALID_VALUE, "", "give from and to, or fromSequence and toSequence, and not both pairs");
            throw faults.problem();
        }
        Optional<ReplayRange> range = byTime ? times(members, faults) : sequences(members, faults);
        return range.filter(_ -> faults.isEmpty()).orElseThrow(faults::problem);
    }

    private static Optional<ReplayRange> times(Members members, Faults faults) {
        members.require("from", "the moment from which on, as 2026-11-28T00:00:00Z");
        members.require("to", "the moment until which, as 2026-11-28T00:00:00Z");
        Optional<Instant> from = instant(members, "from", faults);
        Optional<Instant> to = instant(members, "to", faults);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            faults.add(Kind.INVALID_VALUE, members.pointer("to"), "must be after from");
        }
        return from.flatMap(start -> to.map(end -> new ReplayRange.Times(start, end)));
    }

    private static Optional<Instant> instant(Members members, String member, Faults faults) {
        return members.text(member).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException notAMoment) {
                faults.add(
                        Kind.INVALID_VALUE,
                        members.pointer(member),
                        "not a moment of RFC 3339, as 2026-11-28T00:00:00Z is");
                return Optional.empty();
            }
        });
    }

    private static Optional<ReplayRange> sequences(Members members, Faults faults) {
        members.require("fromSequence", "the number of the first alert");
        members.require("toSequence", "the number of the last alert");
        Optional<Long> from = sequence(members, "fromSequence", faults);
        Optional<Long> to = sequence(members, "toSequence", faults);
        if (from.isPresent() && to.isPresent() && from.get() > to.get()) {
            faults.add(Kind.INVALID_VALUE, members.pointer("toSequence"), "must not be before fromSequence");
        }
        return from.flatMap(first -> to.map(last -> new ReplayRange.Sequences(first, last)));
    }

    private static Optional<Long> sequence(Members members, String member, Faults faults) {
        return members.number(member).flatMap(value -> {
            if (value != Math.rint(value) || value < 1 || value > LARGEST_EXACT) {
                faults.add(Kind.INVALID_VALUE, members.pointer(member), "must be a whole number from 1");
                return Optional.empty();
            }
            return Optional.of(value.longValue());
        });
    }
}
