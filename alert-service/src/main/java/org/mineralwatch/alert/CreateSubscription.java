package org.mineralwatch.alert;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mineralwatch.alert.domain.Audience;
import org.mineralwatch.alert.domain.Begun;
import org.mineralwatch.alert.domain.Cell;
import org.mineralwatch.alert.domain.Lookout;
import org.mineralwatch.alert.domain.MineralVocabulary;
import org.mineralwatch.alert.domain.Recipient;
import org.mineralwatch.alert.domain.ScoreChange;
import org.mineralwatch.alert.domain.SignatureScheme;
import org.mineralwatch.alert.domain.SigningSecret;
import org.mineralwatch.alert.domain.SigningSecrets;
import org.mineralwatch.alert.domain.Subscription;
import org.mineralwatch.alert.domain.SubscriptionDraft;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.domain.Turns;
import org.mineralwatch.alert.outbound.MoveStore;
import org.mineralwatch.alert.outbound.NoticeStore;
import org.mineralwatch.alert.outbound.ObservedScoreStore;
import org.mineralwatch.alert.outbound.SecretStore;
import org.mineralwatch.alert.outbound.SigningKeyStore;
import org.mineralwatch.alert.outbound.SubscriptionStore;
import org.mineralwatch.alert.outbound.ThresholdStore;

/**
 * Begins a subscription. The cells it watches are held while it does, so that no move is lost between its first look at a
 * score and the next change; scores that are beyond already are told once, as standing.
 */
@ApplicationScoped
public class CreateSubscription {
    private final SubscriptionStore subscriptions;
    private final ObservedScoreStore scores;
    private final ThresholdStore thresholds;
    private final MoveStore history;
    private final NoticeStore notices;
    private final LookAhead lookAhead;
    private final TellSubscribers tellSubscribers;
    private final MineralVocabulary vocabulary;
    private final AlertSettings settings;
    private final Clock clock;
    private final NewSecrets newSecrets;
    private final SecretStore secrets;
    private final SigningKeyStore keys;
    private final AskConsent askConsent;

    CreateSubscription(
            SubscriptionStore subscriptions,
            ObservedScoreStore scores,
            ThresholdStore thresholds,
            MoveStore history,
            NoticeStore notices,
            LookAhead lookAhead,
            TellSubscribers tellSubscribers,
            MineralVocabulary vocabulary,
            AlertSettings settings,
            NewSecrets newSecrets,
            SecretStore secrets,
            SigningKeyStore keys,
            AskConsent askConsent,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.scores = scores;
        this.thresholds = thresholds;
        this.history = history;
        this.notices = notices;
        this.lookAhead = lookAhead;
        this.tellSubscribers = tellSubscribers;
        this.vocabulary = vocabulary;
        this.settings = settings;
        this.newSecrets = newSecrets;
        this.secrets = secrets;
        this.keys = keys;
        this.askConsent = askConsent;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param secret to be shown this once
     */
    public record Created(Subscription subscription, SigningSecret secret) {}

    /**
     * Begins a subscription.
     *
     * @param tenant whose it is
     * @param chosen the subscriber's own secret; one is made where there is none
     */
    @Transactional
    public Created create(Tenant tenant, SubscriptionDraft draft, Optional<SigningSecret> chosen) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Subscription subscription =
                draft.begin(UUID.randomUUID(), now, now.minus(settings.clockTolerance()), askConsent.atFirst(now));
        SigningSecret secret = chosen.orElseGet(newSecrets::next);
        scores.lockAgainstNewCells();
        List<ScoreChange> present = scores.hold(subscription.watch(), vocabulary);
        subscriptions.add(tenant, subscription);
        secrets.store(subscription.id(), new SigningSecrets(secret));
        if (subscription.endpoint().signing().contains(SignatureScheme.V1A)) {
            keys.ensure(tenant, now);
        }
        begin(subscription, present, now);
        askConsent.anew(subscription.id(), now);
        return new Created(subscription, secret);
    }

    private void begin(Subscription subscription, List<ScoreChange> present, Instant now) {
        Begun begun = Begun.of(subscription, present);
        Map<UUID, Recipient> recipients = Map.of(subscription.id(), subscription.recipient(0));
        Map<Cell, ScoreChange> scoresNow = new HashMap<>();
        present.forEach(score -> scoresNow.put(score.cell(), score));
        Turns entered = Turns.of(begun.thresholds(), present, Map.of(), recipients, Audience.Sight.BEGINNING);
        Turns held = Turns.held(entered.all(), scoresNow, recipients, Audience.Sight.BEGINNING, now);
        thresholds.add(held.all());
        history.add(begun.moves());
        notices.lookOut(begun.lookouts());
        tellSubscribers.tell(
                Stream.concat(entered.firings().stream(), held.firings().stream())
                        .map(Turns.InOrder::firing)
                        .toList(),
                recipients);
        if (!begun.lookouts().isEmpty()) {
            Map<Cell, List<Lookout>> lookouts = begun.lookouts().stream().collect(Collectors.groupingBy(Lookout::cell));
            present.forEach(score -> lookAhead.on(
                    score, lookouts.getOrDefault(score.cell(), List.of()), List.of(), Audience.Sight.BEGINNING, now));
        }
    }
}
