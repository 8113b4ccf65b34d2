package org.mineralwatch.alert.outbound;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.mineralwatch.alert.domain.AddressRule;

/**
 * Looks up the addresses of hosts, each checked by the {@link AddressRule}. Whoever connects takes an address from here and
 * asks nobody again: an answer that changes after the check changes nothing.
 *
 * <p>Lookups run on threads of their own, for a resolver that does not answer holds its thread.
 */
@ApplicationScoped
class HostLookup {
    private static final Duration VALID = Duration.ofSeconds(10);
    private static final int REMEMBERED = 10_000;

    private final AddressRule rule;
    private final Map<String, Lookup> lookups = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("host-lookup-", 0).factory());

    HostLookup(AddressRule rule) {
        this.rule = rule;
    }

    /** What a lookup came to. */
    sealed interface Found {
        /** At least one, and none that is refused. */
        record Addresses(List<InetAddress> addresses) implements Found {}

        /** One of them is refused, and so is the host: it may not choose by turns. */
        record Refused(String reason) implements Found {}

        /** Nobody knows the host. */
        record Unknown(String reason) implements Found {}
    }

    private record Lookup(CompletableFuture<Found> answer, long validUntil) {}

    /**
     * The addresses of a host.
     *
     * @param host as in a URL, an IPv6 address in brackets
     * @throws TimeoutException when no resolver answered within this time
     */
    Found lookUp(String host, Duration atMost) throws InterruptedException, TimeoutException {
        long now = System.nanoTime();
        Lookup lookup = lookups.get(host);
        if (lookup == null || now - lookup.validUntil() > 0) {
            forgetTooMany(now);
            lookup = lookups.compute(
                    host, (_, known) -> known == null || now - known.validUntil() > 0 ? begin(host, now) : known);
        }
        try {
            return lookup.answer().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a lookup that ended without saying how", e);
        }
    }

    private Lookup begin(String host, long now) {
        return new Lookup(CompletableFuture.supplyAsync(() -> find(host), threads), now + VALID.toNanos());
    }

    private Found find(String host) {
        try {
            List<InetAddress> addresses = Arrays.asList(InetAddress.getAllByName(host));
            Optional<String> refusal = Stream.concat(
                            rule.refusalOfHost(host).stream(),
                            addresses.stream().map(rule::refusal).flatMap(Optional::stream))
                    .findFirst();
            return refusal.<Found>map(Found.Refused::new).orElseGet(() -> new Found.Addresses(addresses));
        } catch (UnknownHostException e) {
            return new Found.Unknown("nobody knows the host " + host);
        }
    }

    private void forgetTooMany(long now) {
        if (lookups.size() > REMEMBERED) {
            lookups.values().removeIf(lookup -> now - lookup.validUntil() > 0);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
