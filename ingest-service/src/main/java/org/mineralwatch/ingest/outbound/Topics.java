package org.mineralwatch.ingest.outbound;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.mineralwatch.contract.TopicContract;
import org.mineralwatch.ingest.IngestSettings;
import org.mineralwatch.outbox.TopicCreation;

/** Sees to it that the topic this service writes is there before it does. */
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
        TopicContract topic = TopicContract.POLICY_EVENTS;
        creation.ensure(
                List.of(new NewTopic(topic.name(), settings.partitions(), BROKER_DEFAULT).configs(topic.settings())));
    }
}
