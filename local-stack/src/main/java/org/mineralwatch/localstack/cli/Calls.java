package org.mineralwatch.localstack.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Calls to copy: each works as it stands. The one that posts an event moves the score that the one before it subscribes
 * to, so that a webhook follows.
 */
final class Calls {

    private static final double LOWEST = 30;
    private static final double HIGHEST = 70;

    private final Terminal terminal;
    private final PortOptions ports;
    private final Home home;

    Calls(Terminal terminal, PortOptions ports, Home home) {
        this.terminal = terminal;
        this.ports = ports;
        this.home = home;
    }

    List<String> lines(List<CellScore> scores, LocalDate today) {
        return subject(scores).map(subject -> lines(subject, today)).orElseGet(this::addresses);
    }

    /** A score that a ban by the main supplier lifts visibly: neither low for want of dependence, nor near the top already. */
    private static Optional<CellScore> subject(List<CellScore> scores) {
        return scores.stream()
                .filter(score -> score.score() >= LOWEST && score.score() <= HIGHEST)
                .filter(score -> score.mainSupplier()
                        .filter(main -> !main.getKey().equals("ZZ") && main.getValue() > 0.8 * score.score())
                        .isPresent())
                .findFirst();
    }

    private List<String> lines(CellScore subject, LocalDate today) {
        var parts = subject.cell().split("/", -1);
        var supplier = subject.mainSupplier().orElseThrow().getKey();
        var threshold = Math.min(95, (int) Math.ceil(subject.score()) + 5);
        var secret = shown(home.receiverSecret());
        var calls = List.of(
                heading("Try it"),
                note("read a score (now %.1f)".formatted(subject.score())),
                "  curl -sw '\\n' http://127.0.0.1:%d/v1/scores/%s".formatted(ports.scoring, subject.cell()),
                note("have the receiver here told when it rises past %d".formatted(threshold)),
                "  curl -sw '\\n' http://127.0.0.1:%d/v1/subscriptions -H 'content-type: application/json' -d '{"
                        .formatted(ports.alert),
                "    \"name\": \"Local receiver\",",
                "    \"endpoint\": {\"url\": \"http://127.0.0.1:%d/\"},".formatted(ports.receiver),
                "    \"secret\": \"'\"$(cat %s)\"'\",".formatted(secret),
                "    \"watch\": {\"consumers\": [\"%s\"], \"minerals\": [\"%s\"], \"stages\": [\"%s\"]},"
                        .formatted(parts[0], parts[1], parts[2]),
                "    \"conditions\": [{\"kind\": \"threshold\", \"at\": %d, \"direction\": \"rising\"},"
                        .formatted(threshold),
                "                   {\"kind\": \"event\", \"types\": [\"EXPORT_BAN\"]}]}'",
                note("post an event that lifts it"),
                "  curl -sw '\\n' http://127.0.0.1:%d/v1/events -H 'content-type: application/json' -d '{"
                        .formatted(ports.ingest),
                "    \"type\": \"EXPORT_BAN\", \"title\": \"Trial: %s bans exports of %s to %s\","
                        .formatted(supplier, parts[1], parts[0]),
                "    \"announced\": \"%s\", \"actor\": \"%s\", \"targets\": [\"%s\"],"
                        .formatted(today, supplier, parts[0]),
                "    \"minerals\": [\"%s\"], \"stages\": [\"%s\"]}'".formatted(parts[1], parts[2]),
                note("follow what passes through Kafka"),
                "  %s tail dependency-scores.v1"
                        .formatted(shown(MineralWatch.project().resolve("mineral-watch"))),
                "");
        return Stream.concat(calls.stream(), addresses().stream()).toList();
    }

    private List<String> addresses() {
        return List.of(
                heading("Addresses"),
                "  ingest    http://127.0.0.1:%1$d/q/swagger-ui/   http://127.0.0.1:%1$d/q/openapi"
                        .formatted(ports.ingest),
                "  scoring   http://127.0.0.1:%1$d/q/swagger-ui/   http://127.0.0.1:%1$d/q/openapi"
                        .formatted(ports.scoring),
                "  alert     http://127.0.0.1:%1$d/q/swagger-ui/   http://127.0.0.1:%1$d/q/openapi"
                        .formatted(ports.alert),
                "  receiver  http://127.0.0.1:%d/   verifies every webhook and prints it".formatted(ports.receiver));
    }

    private String heading(String text) {
        return terminal.bold(text);
    }

    private String note(String text) {
        return "  " + terminal.dim("# " + text);
    }

    /** As short as it can be from where the person stands, and safe to paste. */
    private static String shown(Path file) {
        var here = Path.of("").toAbsolutePath();
        var relative = here.relativize(file.toAbsolutePath());
        var shortest = relative.startsWith("..")
                ? file.toString()
                : relative.getNameCount() == 1 ? "./" + relative : relative.toString();
        return shortest.matches("[\\w./~-]+") ? shortest : "'" + shortest.replace("'", "'\\''") + "'";
    }
}
