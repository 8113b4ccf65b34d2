package org.mineralwatch.ingest.inbound;

/** A line of bulk input, numbered from 1; blank lines count and are left out. */
sealed interface Line {
    long number();

    /** A line to judge. */
    record Whole(long number, byte[] json) implements Line {
        @Override
        public String toString() {
            return "line " + number + ", " + json.length + " bytes";
        }
    }

    /** A line with more bytes than a body may have; what was in it is gone. */
    record TooLong(long number) implements Line {}
}
