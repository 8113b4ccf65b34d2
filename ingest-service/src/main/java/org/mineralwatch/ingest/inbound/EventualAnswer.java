package org.mineralwatch.ingest.inbound;

import jakarta.ws.rs.core.Response;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Answers that are given later, so that no thread waits for them in the meantime. */
final class EventualAnswer {
    private EventualAnswer() {}

    /** The answer to what came of something; failures go on as they are. */
    static <T> CompletionStage<Response> of(CompletableFuture<T> outcome, Function<T, Response> answer) {
        CompletableFuture<Response> answered = new CompletableFuture<>();
        outcome.whenComplete((came, failure) -> {
            if (failure == null) {
                complete(answered, () -> answer.apply(came));
            } else {
                answered.completeExceptionally(
                        failure instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : failure);
            }
        });
        return answered;
    }

    /** An answer that has to be waited for, on a thread of its own. */
    static CompletionStage<Response> aside(Callable<Response> answer) {
        CompletableFuture<Response> answered = new CompletableFuture<>();
        Thread.ofVirtual().name("answer").start(() -> complete(answered, answer));
        return answered;
    }

    private static void complete(CompletableFuture<Response> answered, Callable<Response> answer) {
        try {
            answered.complete(answer.call());
        } catch (Exception | Error e) {
            // A problem, or a fault: either way its caller hears of it, and not the thread that happened to find out.
            answered.completeExceptionally(e);
        }
    }
}
