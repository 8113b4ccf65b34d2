package org.mineralwatch.scoring.domain;

import java.util.List;

/** Why a score changed. */
public sealed interface Cause {

    /** Records of policy events arrived. */
    record Events(List<EventRevision> revisions) implements Cause {
        public Events {
            revisions = List.copyOf(revisions);
        }
    }

    /** A date passed; the events are those it turned, or those that drift. */
    record Calendar(List<String> events) implements Cause {
        public Calendar {
            events = List.copyOf(events);
        }
    }

    /** Another model or baseline applies, or one applies for the first time. */
    record Rebase(String baselineVersion) implements Cause {}

    /** One record of a policy event. */
    record EventRevision(String id, int revision) {}
}
