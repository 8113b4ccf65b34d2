package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The secrets of a subscription: the newest, and those before it that sign beside it for a while, so that a receiver may
 * change from one to the other at its leisure.
 *
 * @param newest signs until there is a newer one
 * @param former the younger before the older
 */
public record SigningSecrets(SigningSecret newest, List<Former> former) {

    /**
     * A secret that was replaced.
     *
     * @param until when it stops to sign
     */
    public record Former(SigningSecret secret, Instant until) {}

    public SigningSecrets {
        former = List.copyOf(former);
    }

    /** A first secret. */
    public SigningSecrets(SigningSecret first) {
        this(first, List.of());
    }

    /** Those that sign at a moment, the newest first. */
    public List<SigningSecret> signingAt(Instant now) {
        if (former.isEmpty()) {
            return List.of(newest);
        }
        List<SigningSecret> signing = new ArrayList<>();
        signing.add(newest);
        former.stream()
                .filter(each -> each.until().isAfter(now))
                .map(Former::secret)
                .forEach(signing::add);
        return signing;
    }

    /** With another that is the newest from now on; those before it sign no longer than until then. */
    public SigningSecrets rotated(SigningSecret next, Instant now, Instant until) {
        List<Former> remaining = new ArrayList<>();
        if (until.isAfter(now)) {
            remaining.add(new Former(newest, until));
            former.stream()
                    .filter(each -> each.until().isAfter(now))
                    .map(each -> new Former(each.secret(), each.until().isBefore(until) ? each.until() : until))
                    .forEach(remaining::add);
        }
        return new SigningSecrets(next, remaining);
    }

    /** Until when others than the newest sign; empty where none does. */
    public Optional<Instant> formerUntil() {
        return former.stream().map(Former::until).max(Instant::compareTo);
    }
}
