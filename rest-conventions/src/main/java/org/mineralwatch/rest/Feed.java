package org.mineralwatch.rest;

import java.util.List;

/**
 * What a stream of server-sent events tells, in an order that never changes: what is found after a place once is found
 * there again, and what is new stands behind all that was ever found. Each reader has its own place in it.
 */
public interface Feed {

    /** The oldest part after a place, as much as a reader is to be sent at a time; does not wait for more. */
    Part after(String place);

    /**
     * Part of a feed.
     *
     * @param events in order; none where nothing after the place is meant for this reader
     * @param place behind all that was looked at; the same place again where nothing follows
     */
    record Part(List<Event> events, String place) {
        public Part {
            events = List.copyOf(events);
        }
    }

    /**
     * An event of a stream.
     *
     * @param place of the event, which is its id: who resumes from it is told what follows
     * @param name what kind of event it is
     * @param data its JSON
     */
    record Event(String place, String name, String data) {}
}
