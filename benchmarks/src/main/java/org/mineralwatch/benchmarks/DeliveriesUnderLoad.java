package org.mineralwatch.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Alerts on their way to many endpoints of which some are dead and some take ten seconds: how many webhooks a second, what
 * one costs in processor time, how long after the change it comes at the good ones; what was lost, repeated or out of order.
 *
 * <p>Each subscription has a threshold of its own, so that a change of score crosses one of them, at a steady rate; or all
 * of them at once, in a burst.
 */
final class DeliveriesUnderLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String WARM_UP = "AA/";
    private static final String COUNTED = "BB/";
    private static final List<String> C1 = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Options options;
    private final int dead;
    private final int slow;
    private final AlertUnderLoad alert;
    private final ReceivedAlerts received = new ReceivedAlerts(COUNTED);
    private final WebhookSink sink;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What was asked for on the command line. */
    private record Options(Map<String, String> named) {
        static Options of(String... words) {
            Map<String, String> named = new HashMap<>();
            for (String word : words) {
                String[] parts = word.split("=", 2);
                if (!parts[0].startsWith("--")) {
                    throw new IllegalArgumentException(word + ": options are written --name=value");
                }
                named.put(parts[0].substring(2), parts.length == 1 ? "" : parts[1]);
            }
            return new Options(named);
        }

        int number(String name, int otherwise) {
            return named.containsKey(name) ? Integer.parseInt(named.get(name)) : otherwise;
        }

        boolean has(String name) {
            return named.containsKey(name);
        }
    }

    private DeliveriesUnderLoad(Options options) throws Exception {
        this.options = options;
        this.dead = endpoints() * options.number("bad", 5) / 100;
        this.slow = dead;
        this.sink = new WebhookSink(received);
        this.alert = new AlertUnderLoad(
                options.number("replicas", 2), options.has("c1") ? C1 : List.of(), options.has("statements"));
    }

    private int endpoints() {
        return options.number("endpoints", 1000);
    }

    private int good() {
        return endpoints() - dead - slow;
    }

    static void run(String... words) throws Exception {
        try (var load = new DeliveriesUnderLoad(Options.of(words))) {
            load.measure();
        }
    }

    private void measure() throws Exception {
        int rate = options.number("rate", 0);
        int alerts = options.number("alerts", 20_000);
        int warmUp = options.number("warm-up", 20_000);
        subscribeAll();
        awaitUntil(() -> alert.count("select count(*) from subscription where consent = 'given'") == endpoints());
        sink.die();
        try (var changes = new SyntheticChanges(alert.bootstrapServers())) {
            if (rate == 0) {
                int sweeps = Math.max(1, warmUp / endpoints() / 10);
                see(changes, WARM_UP, 10);
                burst(changes, WARM_UP, sweeps);
                awaitUntil(() -> received.others() >= good() * 10 * sweeps);
                see(changes, COUNTED, 10);
            } else {
                see(changes, WARM_UP, Math.ceilDiv(warmUp, endpoints()));
                see(changes, COUNTED, Math.ceilDiv(alerts, endpoints()));
                flow(changes, WARM_UP, warmUp, rate);
                awaitUntil(() -> received.others() >= warmUp / endpoints() * good());
            }
            System.out.printf("warmed up with %d webhooks%n", received.others());
            if (options.has("statements")) {
                alert.execute("select pg_stat_statements_reset()");
            }
            Map<String, Duration> before = alert.cpu();
            long commits = commits();
            Instant begun = Instant.now();
            Thread killer = Thread.ofPlatform().start(() -> killInTheMiddle(alerts));
            if (rate == 0) {
                burst(changes, COUNTED, alerts / endpoints() / 10);
            } else {
                flow(changes, COUNTED, alerts, rate);
            }
            int expected = alerts / endpoints() * good();
            awaitUntil(() -> received.good() >= expected);
            report(begun, before, commits, expected);
            killer.join();
            int slowly = alerts / endpoints() * slow;
            awaitUntil(() -> received.slow() >= slowly);
            System.out.printf(
                    "slow endpoints: %d of %d; all live endpoints: %s; after %s%n",
                    received.slow(),
                    slowly,
                    received.order(),
                    Duration.between(begun, Instant.now()).truncatedTo(ChronoUnit.MILLIS));
            if (options.has("statements")) {
                alert.printStatements(alerts);
            }
        }
    }

    private long commits() throws Exception {
        return alert.count("select xact_commit from pg_stat_database where datname = 'alert'");
    }

    private void report(Instant begun, Map<String, Duration> before, long commits, int expected) throws Exception {
        double seconds = Duration.between(begun, received.lastGood()).toMillis() / 1000.0;
        System.out.printf(
                "good endpoints: %d of %d alerts in %.2f s, %.0f/s%n%s%n",
                received.good(), expected, seconds, received.good() / seconds, received.times());
        if (!options.has("kill")) {
            alert.cpu()
                    .forEach((who, used) -> System.out.printf(
                            Locale.ROOT,
                            "%s: %.3f CPU ms per alert%n",
                            who,
                            used.minus(before.getOrDefault(who, Duration.ZERO)).toNanos() / 1e6 / received.good()));
            System.out.printf("commits: %.3f per alert%n", (commits() - commits) / (double) received.good());
        }
    }

    private void killInTheMiddle(int alerts) {
        if (options.has("kill")) {
            awaitUntil(() -> received.good() > alerts / 3);
            alert.killLast();
            System.out.printf("killed a replica after %d alerts%n", received.good());
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void awaitUntil(Condition condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.holds() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void subscribeAll() throws Exception {
        List<Future<?>> posts = new ArrayList<>();
        try (var few = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < endpoints(); i++) {
                int endpoint = i;
                posts.add(few.submit(() -> subscribe(endpoint)));
            }
        }
        for (Future<?> post : posts) {
            post.get();
        }
    }

    /** The bad ones are spread evenly. */
    private Void subscribe(int endpoint) throws IOException, InterruptedException {
        int place = endpoint * dead % endpoints();
        String kind = place < dead ? "dead" : place < dead + slow ? "slow" : "good";
        String url = "http://127.0.0.1:%d/%s/%d"
                .formatted(kind.equals("dead") ? sink.mortalPort() : sink.port(), kind, endpoint);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + alert.port() + "/v1/subscriptions"))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                String.format(Locale.ROOT, """
                                {"endpoint": {"url": "%s"}, "watch": {}, "conditions":
                                 [{"kind": "threshold", "at": %.4f, "direction": "rising", "cleared": false}]}""", url, level(endpoint))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
        return null;
    }

    private double level(int endpoint) {
        return 2 + 96.0 * endpoint / endpoints();
    }

    private static String cell(String prefix, int number) {
        return prefix + "mineral-" + (char) ('a' + number / 26) + (char) ('a' + number % 26) + "/refining";
    }

    /** Scores so many cells, low, and waits until every subscription watches them. */
    private void see(SyntheticChanges changes, String prefix, int cells) throws Exception {
        long watched = alert.count("select count(*) from threshold_watch");
        for (int i = 0; i < cells; i++) {
            changes.publish(cell(prefix, i), 0, Instant.now());
        }
        awaitUntil(() -> alert.count("select count(*) from threshold_watch") == watched + (long) cells * endpoints());
    }

    /** Crosses all thresholds of ten cells so often, and comes back. */
    private static void burst(SyntheticChanges changes, String prefix, int times) {
        for (int time = 0; time < times; time++) {
            for (int i = 0; i < 10; i++) {
                changes.publish(cell(prefix, i), 100, Instant.now());
            }
            for (int i = 0; i < 10; i++) {
                changes.publish(cell(prefix, i), 0, Instant.now());
            }
        }
    }

    /** Crosses one threshold at a time, so many a second, whether or not the webhooks have come. */
    private void flow(SyntheticChanges changes, String prefix, int alerts, int rate) {
        int cells = Math.ceilDiv(alerts, endpoints());
        double step = 48.0 / endpoints();
        Instant start = Instant.now();
        for (int n = 0; n < cells * endpoints(); n++) {
            Instant due = start.plusNanos(n * 1_000_000_000L / rate);
            for (long left = nanosUntil(due); left > 0; left = nanosUntil(due)) {
                LockSupport.parkNanos(left);
            }
            changes.publish(cell(prefix, n % cells), level(n / cells) + step, due);
        }
    }

    private static long nanosUntil(Instant due) {
        return Duration.between(Instant.now(), due).toNanos();
    }

    @Override
    public void close() throws IOException {
        alert.close();
        sink.close();
        http.close();
    }
}
