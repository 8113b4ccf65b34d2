package org.mineralwatch.alert.domain;

/** How one HTTP request of a delivery went. */
public sealed interface AttemptResult {

    /**
     * The endpoint answered in time.
     *
     * @param retryAfter its header {@code Retry-After}; empty when it sent none
     * @param response the beginning of its body
     * @param note what else there is to say of it, in words; empty when nothing is
     */
    record Answered(int status, String retryAfter, String response, String note) implements AttemptResult {

        /** The same, with something more to say. */
        public Answered noting(String more) {
            return new Answered(status, retryAfter, response, note.isEmpty() ? more : note + "; " + more);
        }
    }

    /**
     * It did not.
     *
     * @param detail one sentence for the delivery log
     */
    record Failed(Failure failure, String detail) implements AttemptResult {}

    /** Why there was no answer. */
    enum Failure {
        /** No answer within the endpoint's timeout. */
        TIMEOUT,
        /** The host is not known. */
        UNKNOWN_HOST,
        /** The host stands for an address to which nothing is sent. */
        ADDRESS_REFUSED,
        /** Nobody listens, or the way there is closed. */
        NOT_CONNECTED,
        /** The certificate does not hold, or there is no common protocol. */
        TLS,
        /** The connection ended, or what came is no HTTP. */
        BROKEN_ANSWER,
        /** The request was never made, for a reason of ours. */
        NOT_SENT
    }
}
