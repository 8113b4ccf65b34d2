package org.mineralwatch.alert.domain;

import java.util.OptionalInt;

/**
 * What an endpoint's answer to a validation request means: CloudEvents, HTTP 1.1 Web Hooks for Event Delivery 1.0.2, section
 * 4. A status alone means nothing, for many servers answer {@code OPTIONS} to anybody.
 */
public final class Handshake {
    private static final String EVERYBODY = "*";

    private Handshake() {}

    /** What it means. */
    public sealed interface Meaning {
        /** @param perMinute requests a minute that are allowed; empty for as many as there are */
        record Agrees(OptionalInt perMinute) implements Meaning {}

        /** It allows somebody, and that is not us. */
        record Refuses(String why) implements Meaning {}

        /** It does not know the question. */
        record SaysNothing() implements Meaning {}
    }

    /**
     * Reads an answer.
     *
     * @param allowedOrigin its header {@code WebHook-Allowed-Origin}; empty where it has none
     * @param allowedRate its header {@code WebHook-Allowed-Rate}; empty where it has none
     * @param origin how we named ourselves
     */
    public static Meaning meaning(int status, String allowedOrigin, String allowedRate, String origin) {
        String allowed = allowedOrigin.strip();
        if (status < 200 || status >= 300 || allowed.isEmpty()) {
            return new Meaning.SaysNothing();
        }
        if (!allowed.equals(EVERYBODY) && !allowed.equalsIgnoreCase(origin)) {
            return new Meaning.Refuses("it allows another origin than " + origin);
        }
        return new Meaning.Agrees(rate(allowedRate));
    }

    /** Requests a minute; empty for an asterisk, and for what is no rate. */
    public static OptionalInt rate(String allowedRate) {
        String digits = allowedRate.strip();
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.empty();
        }
        int perMinute = Integer.parseInt(digits);
        return perMinute == 0 ? OptionalInt.empty() : OptionalInt.of(perMinute);
    }
}
