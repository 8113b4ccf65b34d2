package org.mineralwatch.ingest.domain;

import java.util.List;

/**
 * One thing that is wrong with a posted event.
 *
 * @param kind what sort of thing
 * @param pointer JSON pointer (RFC 6901) into the event; empty for the event itself
 * @param detail a sentence: what is wrong, and the mend
 * @param suggestions values that would do, nearest first
 */
public record Fault(Kind kind, String pointer, String detail, List<String> suggestions) {

    public Fault {
        suggestions = List.copyOf(suggestions);
    }

    /** Sorts of faults, each with a mend of its own kind. */
    public enum Kind {
        /** A member that must be there is not. */
        MISSING_MEMBER,
        /** A member that the format does not have. */
        UNKNOWN_MEMBER,
        /** A member that is there twice. */
        REPEATED_MEMBER,
        /** A value of the wrong type, form, length or range. */
        INVALID_VALUE,
        /** A date that no calendar has, or that lies outside the years an event can have. */
        INVALID_DATE,
        /** Characters that no text of an event can hold. */
        INVALID_TEXT,
        /** A mineral that the vocabulary does not have, or a name that several minerals share. */
        UNKNOWN_MINERAL,
        /** A mineral named by a form that belongs to a stage which the event leaves out. */
        MINERAL_STAGE_MISMATCH,
        /** A country that does not exist. */
        UNKNOWN_COUNTRY,
        /** An effect whose parameters do not fit its kind. */
        UNFIT_EFFECT,
        /** An end before its beginning. */
        DATES_OUT_OF_ORDER,
        /** A suspension on a type that suspends nothing. */
        MISPLACED_SUSPENSION,
        /** An event that points to itself. */
        SELF_REFERENCE
    }
}
