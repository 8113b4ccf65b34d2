package org.mineralwatch.alert.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.Rejection;

/**
 * Hands a batch of records to a use case, which applies it in one transaction. A record that cannot be read is handed over
 * as such; one that makes the transaction fail is found by taking the batch apart. Nothing is thrown but what will pass by
 * itself, so that a batch that throws may be handed over again until it does not.
 *
 * @param <T> what a record is to the use case
 */
final class RecordIntake<T> {
    private static final Logger LOG = Logger.getLogger(RecordIntake.class);
    private static final byte[] NOTHING = {};
    private static final int LONGEST_REASON = 500;

    private final Reading<T> reading;
    private final UseCase<T> useCase;

    RecordIntake(Reading<T> reading, UseCase<T> useCase) {
        this.reading = reading;
        this.useCase = useCase;
    }

    /** Makes sense of a record. */
    interface Reading<T> {
        /**
         * What the record is to the use case; empty when it is nothing to it.
         *
         * @throws IOException when it is not JSON, or not of this contract
         * @throws IllegalArgumentException when its values are impossible
         */
        Optional<T> read(ConsumerRecord<String, byte[]> record) throws IOException;
    }

    /** Applies a batch in one transaction. */
    interface UseCase<T> {
        void apply(List<T> usable, List<Rejection> unusable);
    }

    void take(ConsumerRecords<String, byte[]> batch) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(batch.count());
        batch.forEach(records::add);
        try {
            apply(records);
        } catch (RuntimeException e) {
            rethrowWhatPasses(e);
            // Its message may quote what a record holds.
            LOG.warnf(
                    "a batch failed and is taken apart records=%d cause=%s",
                    records.size(), e.getClass().getName());
            records.forEach(this::applyAlone);
        }
    }

    private void apply(List<ConsumerRecord<String, byte[]>> records) {
        List<T> usable = new ArrayList<>(records.size());
        List<Rejection> unusable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                reading.read(record).ifPresent(usable::add);
            } catch (IOException | IllegalArgumentException e) {
                unusable.add(setAside(record, reason(e)));
            }
        }
        useCase.apply(usable, unusable);
    }

    private void applyAlone(ConsumerRecord<String, byte[]> record) {
        try {
            apply(List.of(record));
        } catch (RuntimeException e) {
            rethrowWhatPasses(e);
            useCase.apply(List.of(), List.of(setAside(record, "cannot be applied: " + e)));
        }
    }

    private static void rethrowWhatPasses(RuntimeException e) {
        if (willPass(e)) {
            LOG.warnf("a batch waits, trying again: %s", e.toString());
            throw e;
        }
    }

    /** Everything about PostgreSQL passes, except that it refuses a value (SQLSTATE classes 22 and 23). */
    private static boolean willPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = Objects.requireNonNullElse(sql.getSQLState(), "");
                return !state.startsWith("22") && !state.startsWith("23");
            }
            if (cause instanceof jakarta.transaction.RollbackException
                    || cause instanceof jakarta.transaction.SystemException) {
                return true;
            }
        }
        return false;
    }

    private static Rejection setAside(ConsumerRecord<String, byte[]> record, String reason) {
        LOG.warnf(
                "a record is set aside topic=%s partition=%d offset=%d",
                record.topic(), record.partition(), record.offset());
        return new Rejection(
                record.topic(),
                record.partition(),
                record.offset(),
                Objects.requireNonNullElse(record.key(), ""),
                Objects.requireNonNullElse(record.value(), NOTHING),
                RecordValue.traceparent(record),
                reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
    }

    private static String reason(Exception e) {
        return switch (e) {
            case JsonMappingException mapping
            when !mapping.getPath().isEmpty() ->
                "not of this contract at " + mapping.getPathReference() + ": " + mapping.getOriginalMessage();
            case JsonProcessingException json -> "not JSON of this contract: " + json.getOriginalMessage();
            case CharacterCodingException _ -> "not UTF-8";
            default -> "not usable: " + e.getMessage();
        };
    }
}
