package org.mineralwatch.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mineralwatch.alert.domain.AddressRange;

/** All settings of this service; a key under {@code alert} that is not here stops the start. */
@ConfigMapping(prefix = "alert")
public interface AlertSettings {

    /** How many partitions a topic is created with. */
    @WithDefault("12")
    int partitions();

    /**
     * By how much another machine's clock may run behind ours. What was recorded so shortly before a subscription counts as
     * recorded after it: rather one alert too many than one too few.
     */
    @WithDefault("PT1S")
    Duration clockTolerance();

    /**
     * The tenant of callers that bring no token; without it they are refused. For machines of one's own, where nobody else
     * reaches the service.
     */
    Optional<String> anonymousTenant();

    /** Addresses that alerts point to. */
    Links links();

    /** For so long what one act did is gathered, for those who are told of it as one. */
    @WithDefault("PT1S")
    Duration groupWait();

    /** Whether an endpoint has to agree before it is sent alerts. */
    @WithDefault("required")
    EndpointConsent endpointConsent();

    /** Where scoring-service is, which is asked for what scores were. */
    Scoring scoring();

    /** How much of the past is looked at for a backtest. */
    Backtest backtest();

    /** How alerts are streamed. */
    Stream stream();

    /** What secrets are encrypted with in the database. */
    Secrets secrets();

    /** How webhooks are delivered. */
    Delivery delivery();

    /** Where scoring-service is. */
    interface Scoring {
        /** Its address, without a path. */
        String url();
    }

    /** How much of the past is looked at for one backtest. */
    interface Backtest {
        /** Changes of score at the most. */
        @WithDefault("1000000")
        long changes();

        /** For so long at the most. */
        @WithDefault("PT60S")
        Duration within();

        /** How many of this replica's callers at a time; more are asked to come back. */
        @WithDefault("2")
        int atATime();
    }

    /** Whether endpoints are asked. */
    enum EndpointConsent {
        REQUIRED,
        /** Every endpoint counts as agreed: for closed networks, where nobody subscribes for others. */
        NOT_REQUIRED
    }

    /** Templates of addresses. */
    interface Links {
        /** Of a score: {@code {cell}}, {@code {at}} and {@code {known}} are filled in. */
        @WithDefault("http://localhost:8082/v1/scores/{cell}?at={at}&known={known}")
        String score();

        /** Of a policy event: {@code {event}} is filled in. */
        @WithDefault("http://localhost:8081/v1/events/{event}")
        String event();

        /** Of an alert: {@code {alert}} is filled in. */
        @WithDefault("http://localhost:8083/v1/alerts/{alert}")
        String alert();

        /** Where a receiver agrees by calling us: {@code {challenge}} is filled in. */
        @WithDefault("http://localhost:8083/v1/consents/{challenge}")
        String consent();
    }

    /** How alerts are streamed. */
    interface Stream {
        /** After so long without an alert a comment keeps the connection alive. */
        @WithDefault("PT15S")
        Duration heartbeat();

        /** A reader that takes nothing for so long is cut off; it may resume. */
        @WithDefault("PT30S")
        Duration patience();

        /** Readers of this replica at a time. */
        @WithDefault("1000")
        int readers();
    }

    /** What secrets are encrypted with in the database; without one the service does not start. */
    interface Secrets {
        /** A file with a keyset of Tink's for AEAD, as JSON. */
        Optional<Path> keysetFile();

        /** The keyset itself; it goes before the file. */
        Optional<String> keyset();
    }

    /** When an endpoint that takes nothing is left alone for a while, and how long. */
    interface Breaker {
        /** After how many requests in a row that were not taken. */
        @WithDefault("10")
        int failures();

        /** For how long at first; twice as long each time that a single request tries in vain. */
        @WithDefault("PT5S")
        Duration first();

        /** For how long at the most. */
        @WithDefault("PT5M")
        Duration longest();
    }

    /** How webhooks are delivered. */
    interface Delivery {
        /** The DNS name that webhooks come from, as receivers are told it when they are asked to agree. */
        @WithDefault("localhost")
        String origin();

        /** How long to wait after the first failed attempt, the second, and so on; 75 hours in all. */
        @WithDefault("PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H")
        List<Duration> retryAfter();

        /** Requests to one subscription's endpoint at a time. */
        @WithDefault("8")
        int requestsPerEndpoint();

        /** When an endpoint that takes nothing is left alone for a while. */
        Breaker breaker();

        /** Requests to all endpoints at a time. */
        @WithDefault("1024")
        int requests();

        /**
         * How often to look for what no signal tells of: deliveries of another replica that died. Everything else wakes the
         * delivery at once.
         */
        @WithDefault("PT1S")
        Duration safetyPoll();

        /**
         * Addresses that webhooks may go to although they are not public, as CIDR: those of a closed network, or of this
         * machine.
         */
        Optional<List<AddressRange>> allowedAddresses();

        /** Files (PEM) of certificates that endpoints' are checked against, in place of those the platform trusts. */
        Optional<List<Path>> trustedCertificates();

        /** How long a stopping process waits for requests on their way. */
        @WithDefault("PT5S")
        Duration stopWithin();
    }
}
