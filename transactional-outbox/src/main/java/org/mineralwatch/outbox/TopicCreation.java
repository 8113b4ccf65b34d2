package org.mineralwatch.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates topics that are not there yet; those that are stay as they are.
 *
 * <p>When Kafka is away the service starts all the same, and creation is tried again in the background until it succeeds.
 */
@ApplicationScoped
public class TopicCreation {
    private static final Logger LOG = Logger.getLogger(TopicCreation.class);
    private static final int ANSWER_WITHIN_S = 10;

    private final Map<String, Object> adminSettings;
    private final CountDownLatch stopping = new CountDownLatch(1);

    TopicCreation(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.adminSettings = new HashMap<>(kafka);
        this.adminSettings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    }

    /** Returns when the topics are there, or when Kafka does not answer. */
    public void ensure(Collection<NewTopic> topics) {
        if (!isCreated(topics)) {
            Thread.ofVirtual().name("topic-creation").start(() -> {
                while (!awaitStop() && !isCreated(topics)) {
                    LOG.debugf("topics not created yet");
                }
            });
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping.countDown();
    }

    private boolean isCreated(Collection<NewTopic> topics) {
        List<String> names = topics.stream().map(NewTopic::name).toList();
        try (Admin admin = Admin.create(adminSettings)) {
            for (KafkaFuture<Void> creation :
                    admin.createTopics(topics).values().values()) {
                try {
                    creation.get(ANSWER_WITHIN_S, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("topics %s not created, trying again: %s", names, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean awaitStop() {
        try {
            return stopping.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
