package org.mineralwatch.alert.domain;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;

/**
 * Where alerts are delivered.
 *
 * @param url http or https, with a host
 * @param timeout within which it has to answer
 */
public record Endpoint(URI url, Duration timeout) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
    public static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    public static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

    private static final int LONGEST_URL = 2048;
    private static final int LARGEST_PORT = 65_535;

    public Endpoint {
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout: not within " + SHORTEST_TIMEOUT + " to " + LONGEST_TIMEOUT);
        }
    }

    /** Reads a URL that a subscriber gave. */
    public static Address address(String text) {
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
            return new Address.Refused("has no valid host; write it in full, as in https://example.org/hook");
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
        return new Address.Accepted(url);
    }

    /** What a text is as the address of an endpoint. */
    public sealed interface Address {
        /** It will do. */
        record Accepted(URI url) implements Address {}

        /** It will not, and why. */
        record Refused(String reason) implements Address {}
    }
}
