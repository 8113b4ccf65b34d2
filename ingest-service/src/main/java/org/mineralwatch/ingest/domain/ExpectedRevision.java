package org.mineralwatch.ingest.domain;

import java.util.Set;

/** Which revision of an event a change of it is meant for. */
public sealed interface ExpectedRevision {

    /** True when the change is meant for this revision. */
    boolean includes(int revision);

    /** Whichever is the newest. */
    record Any() implements ExpectedRevision {
        @Override
        public boolean includes(int revision) {
            return true;
        }
    }

    /** One of these. */
    record OneOf(Set<Integer> revisions) implements ExpectedRevision {
        public OneOf {
            revisions = Set.copyOf(revisions);
        }

        @Override
        public boolean includes(int revision) {
            return revisions.contains(revision);
        }
    }
}
