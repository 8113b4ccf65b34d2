package org.mineralwatch.alert.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether an endpoint has agreed to be sent alerts. Until it has, it gets test messages alone.
 *
 * @param way how it did; empty unless it has
 * @param since since when it is so
 * @param perMinute requests a minute that the receiver allows; empty for as many as there are
 */
public record Consent(State state, Optional<Way> way, Instant since, OptionalInt perMinute) {
    public Consent {
        if ((state == State.GIVEN) != way.isPresent()) {
            throw new IllegalArgumentException("way: of a consent that is given, and of no other");
        }
        if (perMinute.isPresent() && perMinute.getAsInt() < 1) {
            throw new IllegalArgumentException("perMinute: below 1: " + perMinute.getAsInt());
        }
    }

    /** Where it stands. */
    public enum State {
        /** It is being asked, or it is its owner's turn. */
        PENDING,
        GIVEN,
        /** It was asked and said no. */
        REFUSED,
        /** It had agreed, and does no more. */
        WITHDRAWN
    }

    /** How an endpoint agreed. */
    public enum Way {
        /** Its answer to {@code OPTIONS} allowed us. */
        HANDSHAKE,
        /** Somebody called the address that came with the request. */
        CALLBACK,
        /** Its answer to the challenge had the challenge in it. */
        ECHO,
        /** The subscription's owner told us the challenge, which only the endpoint was sent. */
        CHALLENGE,
        /** Endpoints are not asked here. */
        NOT_ASKED,
        /** It was subscribed before endpoints were asked. */
        OLDER_VERSION
    }

    /** Of an endpoint that has yet to be heard. */
    public static Consent pending(Instant since) {
        return new Consent(State.PENDING, Optional.empty(), since, OptionalInt.empty());
    }

    /** Of an endpoint that agrees to as many requests as there are. */
    public static Consent given(Way way, Instant since) {
        return new Consent(State.GIVEN, Optional.of(way), since, OptionalInt.empty());
    }
}
