package org.mineralwatch.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The main class of the broker's own JVM: one KRaft node that is broker and controller. */
public final class KafkaBroker {

    private static final String NODE = "1";

    private KafkaBroker() {}

    /**
     * Formats the directory if it is not, and runs until SIGTERM.
     *
     * @param arguments directory of the logs, port of the broker, port of the controller
     */
    public static void main(String[] arguments) throws IOException {
        var logging = KafkaBroker.class.getResource("broker-logging.properties");
        if (logging != null) {
            System.setProperty("logging.configuration", logging.toString());
        }
        var directory = Files.createDirectories(Path.of(arguments[0]));
        var settings = directory.resolveSibling(directory.getFileName() + ".properties");
        Files.writeString(settings, settings(directory, arguments[1], arguments[2]));
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(settings);
        }
        Kafka.main(new String[] {settings.toString()});
    }

    private static void format(Path settings) {
        var arguments = new String[] {
            "format",
            "--ignore-formatted",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            settings.toString()
        };
        int status = StorageTool.execute(arguments, System.out);
        if (status != 0) {
            throw new StackException("Kafka cannot format its directory: status " + status);
        }
    }

    private static String settings(Path directory, String port, String controllerPort) {
        var settings = Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", NODE),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry(
                        "listeners", "BROKER://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s".formatted(port, controllerPort)),
                Map.entry("advertised.listeners", "BROKER://127.0.0.1:" + port),
                Map.entry("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "BROKER"),
                Map.entry("log.dirs", directory.toString()),
                // A topic exists because a service created it with its settings, never because a name was misspelt.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // A consumer that was killed is replaced within seconds where it asks for so short a session.
                Map.entry("group.min.session.timeout.ms", "1000"),
                // After a kill the broker has to wait until its former self is declared dead.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "250"),
                // What fits a small heap: one machine, a handful of clients.
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("num.recovery.threads.per.data.dir", "2"));
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
