package org.mineralwatch.alert;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.mineralwatch.alert.domain.Asking;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.Consent;
import org.mineralwatch.alert.domain.ConsentKey;
import org.mineralwatch.alert.domain.ConsentRecord;
import org.mineralwatch.alert.domain.Handshake;
import org.mineralwatch.alert.domain.RetrySchedule;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.domain.Verdict;
import org.mineralwatch.alert.domain.WebhookRequest;
import org.mineralwatch.alert.outbound.AlertBody;
import org.mineralwatch.alert.outbound.BacklogStore;
import org.mineralwatch.alert.outbound.ChallengeEcho;
import org.mineralwatch.alert.outbound.ConsentStore;
import org.mineralwatch.alert.outbound.HandshakeSender;
import org.mineralwatch.alert.outbound.WebhookSender;

/**
 * Asks endpoints whether they agree to be sent alerts, and hears them: by {@code OPTIONS} as CloudEvents has it, and where
 * that is answered neither yes nor no by a signed message with a challenge, which comes back in its answer, from the
 * subscription's owner, or by a call to the address that came with it. What is raised meanwhile is kept, and goes out when
 * the endpoint agrees (decision 0023).
 */
@ApplicationScoped
public class AskConsent {
    private static final Logger LOG = Logger.getLogger(AskConsent.class);

    private final ConsentStore consents;
    private final BacklogStore backlog;
    private final HandshakeSender handshakes;
    private final WebhookSender sender;
    private final AlertBody bodies;
    private final EndpointGates gates;
    private final Event<DeliverySignal.AlertsRaised> raised;
    private final Event<ToBeAsked> toBeAsked;
    private final AlertSettings settings;
    private final RetrySchedule schedule;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService senders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("consent-", 0).factory());

    AskConsent(
            ConsentStore consents,
            BacklogStore backlog,
            HandshakeSender handshakes,
            WebhookSender sender,
            AlertBody bodies,
            EndpointGates gates,
            Event<DeliverySignal.AlertsRaised> raised,
            Event<ToBeAsked> toBeAsked,
            AlertSettings settings,
            Clock clock) {
        this.consents = consents;
        this.backlog = backlog;
        this.handshakes = handshakes;
        this.sender = sender;
        this.bodies = bodies;
        this.gates = gates;
        this.raised = raised;
        this.toBeAsked = toBeAsked;
        this.settings = settings;
        this.schedule = new RetrySchedule(settings.delivery().retryAfter());
        this.clock = clock;
    }

    /** Fired in a transaction after which an endpoint is to be asked; heard when it has committed. */
    record ToBeAsked(UUID subscription) {}

    void ask(@Observes(during = TransactionPhase.AFTER_SUCCESS) ToBeAsked committed) {
        // Whoever subscribes does not wait for the endpoint, however quick it is.
        senders.execute(() -> {
            try {
                askDue();
            } catch (RuntimeException e) {
                LOG.warnf("endpoint asked later subscriptionId=%s: %s", committed.subscription(), e.toString());
            }
        });
    }

    /** The consent with which a subscription begins. */
    Consent atFirst(Instant now) {
        return isRequired() ? Consent.pending(now) : Consent.given(Consent.Way.NOT_ASKED, now);
    }

    /**
     * Asks the endpoint of a subscription that is new, has another one, or said that it is gone: in the caller's transaction,
     * which has locked the subscription.
     */
    void anew(UUID subscription, Instant now) {
        if (!isRequired()) {
            return;
        }
        byte[] key = new byte[ConsentKey.BYTES];
        random.nextBytes(key);
        consents.askAnew(subscription, new ConsentKey(subscription, key), now);
        toBeAsked.fire(new ToBeAsked(subscription));
    }

    private boolean isRequired() {
        return settings.endpointConsent() == AlertSettings.EndpointConsent.REQUIRED;
    }

    /** How the consent of an endpoint stands; empty where this tenant has no such subscription. */
    public Optional<ConsentRecord> find(Tenant tenant, UUID subscription) {
        return consents.find(tenant, subscription);
    }

    /** Asks an endpoint once more; false where this tenant has no such subscription. */
    @Transactional
    public boolean again(Tenant tenant, UUID subscription) {
        boolean found = backlog.lock(tenant, subscription);
        if (found && isRequired()) {
            Instant now = clock.instant();
            if (consents.challenged(subscription).isEmpty()) {
                anew(subscription, now);
            } else {
                consents.askAgain(subscription, now);
                toBeAsked.fire(new ToBeAsked(subscription));
            }
        }
        return found;
    }

    /** What came of a challenge that somebody told us. */
    public enum Told {
        /** It is right, and the endpoint has agreed. */
        RIGHT,
        /** It is not what the endpoint was sent. */
        WRONG,
        /** This tenant has no such subscription. */
        NOWHERE
    }

    /** The owner of a subscription tells the challenge that its endpoint was sent. */
    @Transactional
    public Told verify(Tenant tenant, UUID subscription, String challenge) {
        if (!backlog.lock(tenant, subscription)) {
            return Told.NOWHERE;
        }
        boolean isRight = consents.challenged(subscription)
                .filter(sent -> sent.key().isChallenge(challenge))
                .isPresent();
        if (!isRight) {
            return Told.WRONG;
        }
        give(subscription, Consent.Way.CHALLENGE, OptionalInt.empty(), clock.instant());
        return Told.RIGHT;
    }

    /**
     * A receiver agrees by a call of its own: whoever knows the challenge is the receiver.
     *
     * @param perMinute requests a minute that it allows; empty for as many as there are
     * @return false for what is not, or no more, an endpoint's challenge
     */
    @Transactional
    public boolean called(String challenge, OptionalInt perMinute) {
        Optional<UUID> subscription = locked(challenge);
        subscription.ifPresent(id -> give(id, Consent.Way.CALLBACK, perMinute, clock.instant()));
        return subscription.isPresent();
    }

    /** A receiver wants no more; false for what is not, or no more, an endpoint's challenge. */
    @Transactional
    public boolean withdrawn(String challenge) {
        Optional<UUID> subscription = locked(challenge);
        subscription.ifPresent(id -> refuse(id, clock.instant()));
        return subscription.isPresent();
    }

    private Optional<UUID> locked(String challenge) {
        return ConsentKey.subscriptionOf(challenge)
                .filter(id -> consents.challenged(id)
                        .filter(sent -> backlog.lock(sent.tenant(), id))
                        // Read again under the lock: the endpoint may be another by now.
                        .flatMap(_ -> consents.challenged(id))
                        .filter(sent -> sent.key().isChallenge(challenge))
                        .isPresent());
    }

    private void give(UUID subscription, Consent.Way way, OptionalInt perMinute, Instant now) {
        consents.give(subscription, new Consent(Consent.State.GIVEN, Optional.of(way), now, perMinute));
        backlog.sendIfActive(subscription, now);
        gates.forget(subscription);
        raised.fire(new DeliverySignal.AlertsRaised(1));
        LOG.infof("endpoint agreed subscriptionId=%s way=%s", subscription, way);
    }

    private void refuse(UUID subscription, Instant now) {
        consents.refuse(subscription, now);
        backlog.sendIfActive(subscription, now);
        LOG.infof("endpoint does not agree subscriptionId=%s", subscription);
    }

    /** Begins to ask those that are due. */
    public void askDue() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew()
                .call(() -> consents.take(now))
                .forEach(due -> senders.execute(() -> ask(due)));
    }

    private void ask(ConsentStore.Due due) {
        try {
            Heard heard = hear(due);
            QuarkusTransaction.requiringNew().run(() -> conclude(due, heard));
        } catch (RuntimeException e) {
            // Asked again when the lease is over.
            LOG.errorf(e, "endpoint not asked subscriptionId=%s", due.subscription());
        }
    }

    /** What came of asking, and what follows. */
    private record Heard(List<Asking> askings, Conclusion conclusion) {}

    private sealed interface Conclusion {
        record Agrees(Consent.Way way, OptionalInt perMinute) implements Conclusion {}

        record Refuses() implements Conclusion {}

        /** Nothing was decided; asked again then, or no more by ourselves. */
        record Open(Optional<Instant> askAgainAt) implements Conclusion {}
    }

    private Heard hear(ConsentStore.Due due) {
        Instant started = clock.instant();
        HandshakeSender.Reply reply = handshakes.ask(due.destination().endpoint(), callback(due.key()));
        return switch (reply.result()) {
            case AttemptResult.Failed failed
            when isOutOfReach(failed.failure()) ->
                new Heard(
                        List.of(asked(Asking.Request.OPTIONS, started, failed, Asking.Outcome.NONE)),
                        next(failed, due));
            case AttemptResult.Failed failed ->
                challenge(due, asked(Asking.Request.OPTIONS, started, failed, Asking.Outcome.NONE));
            case AttemptResult.Answered answered -> hear(due, started, answered, reply);
        };
    }

    private Heard hear(
            ConsentStore.Due due, Instant started, AttemptResult.Answered answered, HandshakeSender.Reply reply) {
        String origin = settings.delivery().origin();
        return switch (Handshake.meaning(answered.status(), reply.allowedOrigin(), reply.allowedRate(), origin)) {
            case Handshake.Meaning.Agrees(OptionalInt perMinute) ->
                new Heard(
                        List.of(asked(Asking.Request.OPTIONS, started, answered, Asking.Outcome.CONSENT)),
                        new Conclusion.Agrees(Consent.Way.HANDSHAKE, perMinute));
            case Handshake.Meaning.Refuses(String why) ->
                new Heard(
                        List.of(asked(Asking.Request.OPTIONS, started, answered.noting(why), Asking.Outcome.REFUSAL)),
                        new Conclusion.Refuses());
            case Handshake.Meaning.SaysNothing() ->
                challenge(
                        due,
                        asked(
                                Asking.Request.OPTIONS,
                                started,
                                answered.noting("neither yes nor no, so a challenge was sent"),
                                Asking.Outcome.NONE));
        };
    }

    /** Where there is no way to the endpoint, another request will not find one. */
    private static boolean isOutOfReach(AttemptResult.Failure failure) {
        return switch (failure) {
            case UNKNOWN_HOST, ADDRESS_REFUSED, NOT_CONNECTED, TLS, NOT_SENT -> true;
            case TIMEOUT, BROKEN_ANSWER -> false;
        };
    }

    private Heard challenge(ConsentStore.Due due, Asking options) {
        Instant started = clock.instant();
        UUID id = UUID.randomUUID();
        byte[] body = bodies.challenge(id, due.subscription(), due.key().challenge(), callback(due.key()), started);
        AttemptResult result = schedule.explained(
                sender.send(new WebhookRequest(id.toString(), due.destination(), body, ""), started), clock.instant());
        Conclusion follows = next(result, due);
        if (follows instanceof Conclusion.Open(Optional<Instant> again)
                && again.isEmpty()
                && result instanceof AttemptResult.Answered answered
                && isTaken(answered)) {
            if (ChallengeEcho.isIn(answered.response(), due.key())) {
                return new Heard(
                        List.of(options, asked(Asking.Request.CHALLENGE, started, answered, Asking.Outcome.CONSENT)),
                        new Conclusion.Agrees(Consent.Way.ECHO, OptionalInt.empty()));
            }
            AttemptResult told = answered.noting("taken; it is the owner's turn to tell the challenge");
            return new Heard(
                    List.of(options, asked(Asking.Request.CHALLENGE, started, told, Asking.Outcome.NONE)), follows);
        }
        Asking.Outcome outcome = follows instanceof Conclusion.Refuses ? Asking.Outcome.REFUSAL : Asking.Outcome.NONE;
        return new Heard(List.of(options, asked(Asking.Request.CHALLENGE, started, result, outcome)), follows);
    }

    private static boolean isTaken(AttemptResult.Answered answered) {
        return answered.status() >= 200 && answered.status() < 300;
    }

    /** As with a webhook: taken, gone for good, or asked again by the same schedule. */
    private Conclusion next(AttemptResult result, ConsentStore.Due due) {
        double chance = ThreadLocalRandom.current().nextDouble();
        return switch (schedule.after(result, due.inARow(), clock.instant(), chance)) {
            case Verdict.Delivered _, Verdict.Exhausted _ -> new Conclusion.Open(Optional.empty());
            case Verdict.RetryAt(Instant when) -> new Conclusion.Open(Optional.of(when));
            case Verdict.Gone _ -> new Conclusion.Refuses();
        };
    }

    private Asking asked(Asking.Request request, Instant started, AttemptResult result, Asking.Outcome outcome) {
        return new Asking(request, started, Duration.between(started, clock.instant()), result, outcome);
    }

    private String callback(ConsentKey key) {
        return settings.links().consent().replace("{challenge}", key.challenge());
    }

    private void conclude(ConsentStore.Due due, Heard heard) {
        UUID subscription = due.subscription();
        if (!backlog.lock(due.destination().tenant(), subscription)) {
            return;
        }
        consents.log(subscription, heard.askings());
        if (!consents.isCurrent(due)) {
            return;
        }
        switch (heard.conclusion()) {
            case Conclusion.Agrees(Consent.Way way, OptionalInt perMinute) ->
                give(subscription, way, perMinute, clock.instant());
            case Conclusion.Refuses() -> refuse(subscription, clock.instant());
            case Conclusion.Open(Optional<Instant> again) -> consents.postpone(subscription, again);
        }
    }

    @PreDestroy
    void stop() {
        senders.shutdownNow();
    }
}
