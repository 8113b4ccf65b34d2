package org.mineralwatch.localstack.testing;

import java.util.Map;
import org.mineralwatch.localstack.FreePort;
import org.mineralwatch.localstack.KafkaServer;

/** Kafka from its image, as docker-compose.yml names it. */
final class KafkaContainer extends ServerContainer implements Broker {
    private static final int PORT = 9092;

    private final String bootstrapServers;

    KafkaContainer() {
        this(FreePort.next());
    }

    private KafkaContainer(int port) {
        super(
                "apache/kafka:4.1.1",
                PORT,
                port,
                Map.ofEntries(
                        Map.entry("KAFKA_NODE_ID", "1"),
                        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                        Map.entry("KAFKA_LISTENERS", "PLAINTEXT://:" + PORT + ",CONTROLLER://:9093"),
                        // Clients of this machine come by the port that leads into the container.
                        Map.entry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://127.0.0.1:" + port),
                        Map.entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                        Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                        Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                        Map.entry("KAFKA_HEAP_OPTS", "-Xms256m -Xmx384m")));
        this.bootstrapServers = "127.0.0.1:" + port;
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    boolean answers() {
        return KafkaServer.answers(bootstrapServers);
    }
}
