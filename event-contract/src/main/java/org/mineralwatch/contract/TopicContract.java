package org.mineralwatch.contract;

import java.util.HashMap;
import java.util.Map;

/**
 * A topic of Mineral Watch: its name and the settings it is created with.
 *
 * @param name the topic, with the version of its events
 * @param key what a record's key is, in words
 * @param settings broker settings of the topic, as Kafka names them
 */
public record TopicContract(String name, String key, Map<String, String> settings) {

    /** How many partitions a topic is created with unless an operator sets another number. */
    public static final int PARTITIONS = 12;

    private static final String NINETY_DAYS_MS = "7776000000";
    private static final String SEVEN_DAYS_MS = "604800000";
    private static final String FOR_EVER = "-1";

    /** A broker's own limit, 1 MiB unless set, is less than what is rejected may take as Base64. */
    private static final String MOST_BYTES = "2097152";

    /** Every revision and retraction of every policy event, kept for ever: scores can be rebuilt from it. */
    public static final TopicContract POLICY_EVENTS = new TopicContract(
            "policy-events.v1",
            "event id",
            Map.of("cleanup.policy", "delete", "retention.ms", FOR_EVER, "retention.bytes", FOR_EVER));

    /** The newest score of every cell; older ones stay for seven days at least. */
    public static final TopicContract DEPENDENCY_SCORES = new TopicContract(
            "dependency-scores.v1",
            "cell",
            Map.of("cleanup.policy", "compact", "min.compaction.lag.ms", SEVEN_DAYS_MS));

    /** Every alert, as its webhook carries it. */
    public static final TopicContract ALERTS = new TopicContract(
            "alerts.v1", "subscription id", Map.of("cleanup.policy", "delete", "retention.ms", NINETY_DAYS_MS));

    /** What could not be used, as received, with the reason. */
    public static final TopicContract REJECTED_EVENTS = new TopicContract(
            "rejected-events.v1", "publisher", Map.of("cleanup.policy", "delete", "retention.ms", NINETY_DAYS_MS));

    public TopicContract {
        Map<String, String> all = new HashMap<>(settings);
        all.put("max.message.bytes", MOST_BYTES);
        settings = Map.copyOf(all);
    }
}
