package org.mineralwatch.ingest.outbound;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.ingest.IngestSettings;
import org.mineralwatch.outbox.TopicCreation;

/** Sees to it that the topics this service writes are there before it does. */
@ApplicationScoped
public class Topics {
    private static final short BROKER_DEFAULT = -1;

    private final TopicCreation creation;
    private final IngestSettings settings;

    Topics(TopicCreation creation, IngestSettings settings) {
        this.creation = creation;
        this.settings = settings;
    }

    void create(@Observes @Priority(1) StartupEvent started) {
        creation.ensure(Stream.of(TopicContract.POLICY_EVENTS, TopicContract.REJECTED_EVENTS)
                .map(topic ->
                        new NewTopic(topic.name(), settings.partitions(), BROKER_DEFAULT).configs(topic.settings()))
                .toList());
    }
}
