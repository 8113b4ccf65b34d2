package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mineralwatch.localstack.ServiceProcess;

/** Alarms and dashboard ask for what the services tell; each alarm has a page that says what to do. */
@ExtendWith(MineralWatch.Extension.class)
class ObservabilityIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Path CONFIGURATION =
            Path.of("..", "containers", "observability").toAbsolutePath().normalize();

    /** A name of a metric has an underscore; functions, labels and what stands in quotation marks do not count. */
    private static final Pattern METRIC = Pattern.compile("\\b[a-z]+(_[a-z]+)+\\b(?!\\s*\\()");

    private static final Pattern NAMED_BY_PATTERN = Pattern.compile("__name__=~\"([^\"]*)\"");

    @Test
    void theServicesTellEveryMetricThatIsAskedFor(MineralWatch mineralWatch) throws IOException {
        deliverAWebhook(mineralWatch);

        Set<String> told = Stream.of(
                        mineralWatch.stack().ingest(),
                        mineralWatch.stack().scoring(),
                        mineralWatch.stack().alert())
                .flatMap(ObservabilityIT::metrics)
                .collect(Collectors.toSet());

        Set<String> asked = new TreeSet<>();
        rules().forEach(rule -> asked.addAll(metricsIn(rule.path("expr").asText())));
        new ObjectMapper()
                .readTree(CONFIGURATION.resolve("grafana-dashboard.json").toFile())
                .findValuesAsText("expr")
                .forEach(expression -> asked.addAll(metricsIn(expression)));

        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(told).containsAll(asked);
    }

    @Test
    void everyAlarmIsExplained() throws IOException {
        List<String> headings = Files.readAllLines(Path.of("..", "docs", "operations.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();

        assertThat(rules().stream().map(rule -> rule.path("alert").asText()))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(headings);
    }

    @Test
    void theRulesPassTheTestsBesideThem() throws Exception {
        boolean isInstalled = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool")));
        Assumptions.assumeTrue(isInstalled, "skipped: promtool, of Prometheus, is not installed");
        Path output = Files.createTempFile("promtool", ".log");

        Process promtool = new ProcessBuilder("promtool", "test", "rules", "alert-rules-test.yml")
                .directory(CONFIGURATION.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(promtool.exitValue()).as(Files.readString(output)).isZero();
    }

    /** Some numbers are there only once there was something to count. */
    private static void deliverAWebhook(MineralWatch mineralWatch) throws IOException {
        try (var inbox = new WebhookInbox()) {
            mineralWatch.subscribe(
                    inbox,
                    Map.of("consumers", List.of("JP"), "minerals", List.of("antimony")),
                    Map.of("kind", "event", "types", List.of("EXPORT_BAN")));
            mineralWatch.postEvent(MineralWatch.exportBan("observed-" + UUID.randomUUID(), "CN", "JP", "antimony"));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(inbox.received()).isNotEmpty());
        }
    }

    private static List<JsonNode> rules() throws IOException {
        return new YAMLMapper()
                .readTree(CONFIGURATION.resolve("alert-rules.yml").toFile())
                .at("/groups/0/rules")
                .valueStream()
                .toList();
    }

    private static Set<String> metricsIn(String expression) {
        Stream<String> byPattern = NAMED_BY_PATTERN
                .matcher(expression)
                .results()
                .flatMap(named -> Stream.of(named.group(1).split("\\|")));
        Stream<String> byName = METRIC.matcher(expression.replaceAll("\"[^\"]*\"|\\bby \\([^)]*\\)", ""))
                .results()
                .map(MatchResult::group);
        return Stream.concat(byPattern, byName).collect(Collectors.toSet());
    }

    private static Stream<String> metrics(ServiceProcess service) {
        try {
            return MineralWatch.send(
                    HttpRequest.newBuilder(service.uri("/q/metrics")).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .toList()
                    .stream();
        } catch (UncheckedIOException e) {
            throw new AssertionError("no metrics of " + service.name(), e);
        }
    }
}
