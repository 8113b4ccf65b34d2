package org.mineralwatch.localstack.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.mineralwatch.localstack.FreePort;
import org.mineralwatch.localstack.LocalStack;
import org.mineralwatch.localstack.StackException;
import picocli.CommandLine.Option;

/** Where each part listens, on the loopback address: by option, by environment, or by default. */
final class PortOptions {

    @Option(
            names = "--ingest-port",
            paramLabel = "PORT",
            defaultValue = "${env:MINERAL_WATCH_INGEST_PORT:-8081}",
            description = "ingest-service (or MINERAL_WATCH_INGEST_PORT; ${DEFAULT-VALUE})")
    int ingest;

    @Option(
            names = "--scoring-port",
            paramLabel = "PORT",
            defaultValue = "${env:MINERAL_WATCH_SCORING_PORT:-8082}",
            description = "scoring-service (or MINERAL_WATCH_SCORING_PORT; ${DEFAULT-VALUE})")
    int scoring;

    @Option(
            names = "--alert-port",
            paramLabel = "PORT",
            defaultValue = "${env:MINERAL_WATCH_ALERT_PORT:-8083}",
            description = "alert-service (or MINERAL_WATCH_ALERT_PORT; ${DEFAULT-VALUE})")
    int alert;

    @Option(
            names = "--receiver-port",
            paramLabel = "PORT",
            defaultValue = "${env:MINERAL_WATCH_RECEIVER_PORT:-8090}",
            description = "receiver of webhooks (or MINERAL_WATCH_RECEIVER_PORT; ${DEFAULT-VALUE})")
    int receiver;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "${env:MINERAL_WATCH_POSTGRES_PORT:-15432}",
            description = "PostgreSQL (or MINERAL_WATCH_POSTGRES_PORT; ${DEFAULT-VALUE})")
    int postgres;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "${env:MINERAL_WATCH_KAFKA_PORT:-19092}",
            description = "Kafka (or MINERAL_WATCH_KAFKA_PORT; ${DEFAULT-VALUE})")
    int kafka;

    LocalStack.Ports ofStack() {
        return new LocalStack.Ports(postgres, kafka, ingest, scoring, alert);
    }

    /**
     * Passes when each port is one, is given once, and nothing listens on it.
     *
     * @throws StackException that names the port, who has it if that can be known, and the option for another
     */
    void check() {
        var parts = new LinkedHashMap<String, Integer>();
        parts.put("ingest", ingest);
        parts.put("scoring", scoring);
        parts.put("alert", alert);
        parts.put("receiver", receiver);
        parts.put("postgres", postgres);
        parts.put("kafka", kafka);
        parts.forEach((part, port) -> {
            if (port < 1 || port > 65_535) {
                throw new StackException("--%s-port %d is no port: give one from 1 to 65535".formatted(part, port));
            }
            var twins = parts.entrySet().stream()
                    .filter(other -> other.getValue().equals(port))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(" and "));
            if (!twins.equals(part)) {
                throw new StackException("port %d is given to %s: give each its own".formatted(port, twins));
            }
        });
        parts.forEach((part, port) -> {
            if (!FreePort.isFree(port)) {
                throw new StackException("port %d, meant for %s, is taken%s: free it, or give another with --%s-port"
                        .formatted(
                                port,
                                part,
                                PortOwner.of(port).map(owner -> " by " + owner).orElse(""),
                                part));
            }
        });
    }
}
