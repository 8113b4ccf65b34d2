package org.mineralwatch.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.mineralwatch.ingest.domain.KeptAnswer;
import org.mineralwatch.ingest.domain.KeyClaim;
import org.mineralwatch.ingest.outbound.IdempotencyKeyStore;
import org.mineralwatch.ingest.outbound.IdempotencyKeyStore.KeysUnavailableException;

/**
 * Gives a request with an idempotency key the answer it was given first, on whichever replica and after whatever restart.
 *
 * <p>Faults of ours are not kept: the request may be tried again. A request whose process died is answered anew once its claim is
 * old enough, which records nothing twice, because events are known again by their ids.
 */
@ApplicationScoped
public class AnswerOnce {
    private static final Logger LOG = Logger.getLogger(AnswerOnce.class);
    private static final int FIRST_FAULT_OF_OURS = 500;

    private final IdempotencyKeyStore keys;
    private final IngestSettings settings;
    private final Clock clock;

    AnswerOnce(IdempotencyKeyStore keys, IngestSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Answers a request, or says why it is not answered: never granted is what comes back.
     *
     * @param payload digest of all that makes the request what it is
     * @param answer answers it, when nobody has
     */
    public KeyClaim answer(String publisher, String key, byte[] payload, Supplier<KeptAnswer> answer) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        IngestSettings.Idempotency patience = settings.idempotency();
        KeyClaim claim = keys.claim(
                publisher, key, payload, now, now.minus(patience.keep()), now.minus(patience.presumedLostAfter()));
        return claim instanceof KeyClaim.Granted(Instant at)
                ? new KeyClaim.Answered(answerAndKeep(publisher, key, at, answer))
                : claim;
    }

    private KeptAnswer answerAndKeep(String publisher, String key, Instant claimedAt, Supplier<KeptAnswer> answer) {
        KeptAnswer first;
        try {
            first = answer.get();
        } catch (RuntimeException e) {
            release(publisher, key, claimedAt);
            throw e;
        }
        if (first.status() >= FIRST_FAULT_OF_OURS) {
            release(publisher, key, claimedAt);
        } else {
            keep(publisher, key, claimedAt, first);
        }
        return first;
    }

    private void keep(String publisher, String key, Instant claimedAt, KeptAnswer answer) {
        try {
            keys.keep(publisher, key, claimedAt, answer);
        } catch (KeysUnavailableException e) {
            // The answer is true all the same; a repetition will be answered anew when the claim is old.
            LOG.warnf("answer not kept publisher=%s: %s", publisher, e.toString());
        }
    }

    private void release(String publisher, String key, Instant claimedAt) {
        try {
            keys.release(publisher, key, claimedAt);
        } catch (KeysUnavailableException e) {
            LOG.warnf("idempotency key not released, it will be when its claim is old: %s", e.toString());
        }
    }
}
