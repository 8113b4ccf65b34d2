package org.mineralwatch.scoring.domain;

import java.util.List;

/** What an event turned out to be that somebody posted. */
public sealed interface PostedEvent {
    /** One that can be scored. */
    record Sound(PolicyEvent event) implements PostedEvent {}

    /** One that cannot; at least one fault. */
    record Faulty(List<Fault> faults) implements PostedEvent {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
