package org.mineralwatch.scoring.outbound;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.scoring.ReceivedRecord;

/** Topics read from their beginning, beside and without regard to what the service has consumed. */
@ApplicationScoped
public class TopicRecords {
    private final Map<String, Object> kafka;

    TopicRecords(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /**
     * All records of policy events, in batches, each partition in its order; none where there is no topic yet.
     *
     * @throws IllegalStateException when Kafka does not answer
     */
    public Reader policyEvents() {
        return open(TopicContract.POLICY_EVENTS.name());
    }

    /** The same of published scores. */
    Reader dependencyScores() {
        return open(TopicContract.DEPENDENCY_SCORES.name());
    }

    private Reader open(String topic) {
        List<TopicPartition> partitions = partitionsOf(topic);
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "scoring-service-rebuild");
        return new Reader(
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()), partitions);
    }

    private List<TopicPartition> partitionsOf(String topic) {
        try (Admin admin = Admin.create(kafka)) {
            Map<String, TopicDescription> described =
                    admin.describeTopics(List.of(topic)).allTopicNames().get();
            return described.values().stream()
                    .flatMap(description -> description.partitions().stream())
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw new IllegalStateException("Kafka does not tell of topic " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was asked for topic " + topic, e);
        }
    }

    /** A topic on its way from its beginning to where it ended when the reading began. */
    public static final class Reader implements Iterator<List<ReceivedRecord>>, AutoCloseable {
        private static final Duration AT_MOST = Duration.ofSeconds(1);
        private static final byte[] NOTHING = {};

        private final KafkaConsumer<String, byte[]> consumer;
        private final Map<TopicPartition, Long> ends;

        private Reader(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
            this.consumer = consumer;
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            this.ends = consumer.endOffsets(partitions);
        }

        /** By partition, the offset of the first record that is not read. */
        public Map<Integer, Long> ends() {
            return ends.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(end -> end.getKey().partition(), Map.Entry::getValue));
        }

        @Override
        public boolean hasNext() {
            return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
        }

        /** May be empty, and may hold records from behind the end. */
        @Override
        public List<ReceivedRecord> next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the topic was read to its end");
            }
            ConsumerRecords<String, byte[]> polled = consumer.poll(AT_MOST);
            List<ReceivedRecord> records = new ArrayList<>(polled.count());
            for (ConsumerRecord<String, byte[]> record : polled) {
                records.add(new ReceivedRecord(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.key(),
                        record.value() == null ? NOTHING : record.value(),
                        ""));
            }
            return records;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
