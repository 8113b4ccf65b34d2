package org.mineralwatch.alert.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Where alerts are delivered.
 *
 * @param url http or https, with a host
 * @param timeout within which it has to answer
 * @param signing how webhooks to it are signed; at least one way
 * @param rate requests a second that it is sent at the most; empty for as many as there are
 */
public record Endpoint(URI url, List<SignatureScheme> signing, Duration timeout, OptionalInt rate) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
    public static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    public static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

    public static final int HIGHEST_RATE = 1000;

    private static final int LONGEST_URL = 2048;
    private static final int LARGEST_PORT = 65_535;

    public Endpoint {
        signing = List.copyOf(signing);
        if (signing.isEmpty()) {
            throw new IllegalArgumentException("signing: none");
        }
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout: not within " + SHORTEST_TIMEOUT + " to " + LONGEST_TIMEOUT);
        }
        if (rate.isPresent() && (rate.getAsInt() < 1 || rate.getAsInt() > HIGHEST_RATE)) {
            throw new IllegalArgumentException("rate: not within 1 to " + HIGHEST_RATE);
        }
    }

    /** An endpoint that takes as many requests as there are, signed with a shared secret. */
    public Endpoint(URI url, Duration timeout) {
        this(url, List.of(SignatureScheme.V1), timeout, OptionalInt.empty());
    }

    /** Reads a URL that a subscriber gave: what is wrong with it by what is written. */
    public static Address address(String text, AddressRule addresses) {
        if (text.length() > LONGEST_URL) {
            return new Address.Refused("a URL has at most " + LONGEST_URL + " characters, this one " + text.length());
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return new Address.Refused("not a URL: " + e.getReason() + " at character " + (e.getIndex() + 1));
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return new Address.Refused("not an http or https URL; write it in full, as in https://example.org/hook");
        }
        if (url.getRawUserInfo() != null) {
            return new Address.Refused("a URL with a user name or password would be stored and logged; leave them out");
        }
        if (url.getHost() == null) {
            return new Address.Refused(
                    "has no valid host, or an address that is not written as four decimal numbers; write it in full, as in https://example.org/hook");
        }
        if (url.getPort() == 0 || url.getPort() > LARGEST_PORT) {
            return new Address.Refused("the port is not within 1 to " + LARGEST_PORT);
        }
        if (url.getRawFragment() != null) {
            return new Address.Refused("a fragment is never sent; leave out what follows #");
        }
        if (!text.chars().allMatch(c -> c < 128)) {
            return new Address.Refused(
                    "has characters outside ASCII; write a host in punycode, a path percent-encoded");
        }
        return addresses
                .refusalOfHost(url.getHost())
                .<Address>map(Address.Refused::new)
                .orElseGet(() -> new Address.Accepted(url));
    }

    /** What a text is as the address of an endpoint. */
    public sealed interface Address {
        /** It will do. */
        record Accepted(URI url) implements Address {}

        /** It will not, and why. */
        record Refused(String reason) implements Address {}
    }
}
