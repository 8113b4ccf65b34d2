package org.mineralwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Words are written to a list that stands for the disk; each write waits until the test lets it. */
class SharedCommitTest {
    private static final String POISON = "poison";
    private static final int PATIENCE_S = 20;

    private final List<List<String>> disk = new CopyOnWriteArrayList<>();
    private final Semaphore turns = new Semaphore(0);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final SharedCommit<String, String> commit =
            new SharedCommit<>("test-writer", this::write, IllegalArgumentException.class::isInstance, word -> 1, 4, 8);

    private List<Supplier<String>> write(List<String> words) {
        begun.countDown();
        turns.acquireUninterruptibly();
        if (words.contains(POISON)) {
            throw new IllegalArgumentException(POISON);
        }
        if (words.contains("outage")) {
            throw new IllegalStateException("away");
        }
        disk.add(words);
        return words.stream()
                .<Supplier<String>>map(word -> () -> {
                    if (word.equals("unanswered")) {
                        throw new IllegalStateException(word);
                    }
                    return word + "!";
                })
                .toList();
    }

    @AfterEach
    void stop() throws InterruptedException {
        turns.release(1000);
        commit.close();
    }

    @Test
    void oneAloneIsWrittenAtOnce() throws Exception {
        turns.release();

        assertThat(offer("a").get(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo("a!");
    }

    @Test
    void thoseWhoComeDuringAWriteShareTheNextInTheirOrder() throws Exception {
        List<CompletableFuture<String>> outcomes = whileWriting("a", "b", "c", "d");

        turns.release(2);

        assertThat(words(outcomes)).containsExactly("first!", "a!", "b!", "c!", "d!");
        assertThat(disk).containsExactly(List.of("first"), List.of("a", "b", "c", "d"));
    }

    @Test
    void noMoreAreWrittenTogetherThanMay() throws Exception {
        List<CompletableFuture<String>> outcomes = whileWriting("a", "b", "c", "d", "e");

        turns.release(3);

        assertThat(words(outcomes)).hasSize(6);
        assertThat(disk).containsExactly(List.of("first"), List.of("a", "b", "c", "d"), List.of("e"));
    }

    @Test
    void oneThatCannotBeWrittenDoesNotSpoilItsNeighbours() throws Exception {
        List<CompletableFuture<String>> outcomes = whileWriting("a", POISON, "b");

        turns.release(1 + 1 + 3);

        assertThat(words(List.of(outcomes.get(0), outcomes.get(1), outcomes.get(3))))
                .containsExactly("first!", "a!", "b!");
        assertThatThrownBy(() -> outcomes.get(2).get(PATIENCE_S, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(disk).containsExactly(List.of("first"), List.of("a"), List.of("b"));
    }

    @Test
    void anOutageIsToldToAllWithoutTryingEach() throws Exception {
        List<CompletableFuture<String>> outcomes = whileWriting("a", "outage", "b");

        turns.release(2);

        assertThat(outcomes.subList(1, 4))
                .allSatisfy(outcome -> assertThatThrownBy(() -> outcome.get(PATIENCE_S, TimeUnit.SECONDS))
                        .hasRootCauseMessage("away"));
        assertThat(disk).containsExactly(List.of("first"));
    }

    @Test
    void whatCannotBeToldOfOneIsStillToldOfTheOthers() throws Exception {
        List<CompletableFuture<String>> outcomes = whileWriting("a", "unanswered", "b");

        turns.release(2);

        assertThatThrownBy(() -> outcomes.get(2).get(PATIENCE_S, TimeUnit.SECONDS))
                .hasRootCauseMessage("unanswered");
        assertThat(outcomes.get(3).get(PATIENCE_S, TimeUnit.SECONDS)).isEqualTo("b!");
    }

    @Test
    void thereIsRoomForSoManyAndNoMore() throws Exception {
        whileWriting("a", "b", "c", "d", "e", "f", "g");

        Optional<CompletableFuture<String>> refused = commit.offer("h");
        turns.release(4);

        assertThat(refused).isEmpty();
        assertThat(commit.put("i").orElseThrow().get(PATIENCE_S, TimeUnit.SECONDS))
                .isEqualTo("i!");
    }

    @Test
    void whatHasComeIsWrittenBeforeTheEnd() throws Exception {
        List<CompletableFuture<String>> outcomes = whileWriting("a", "b", "c", "d", "e");
        turns.release(3);

        commit.close();

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isCompleted());
    }

    @Test
    void whatComesAfterTheEndIsRefusedAndNobodyWaitsForIt() throws Exception {
        commit.close();

        assertThat(commit.offer("late")).isEmpty();
        assertThat(commit.put("later")).isEmpty();
        assertThat(commit.waiting()).isZero();
        assertThat(disk).isEmpty();
    }

    /** The outcomes of a first word and of those that came while it was being written. */
    private List<CompletableFuture<String>> whileWriting(String... words) throws InterruptedException {
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        outcomes.add(offer("first"));
        assertThat(begun.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
        for (String word : words) {
            outcomes.add(offer(word));
        }
        return outcomes;
    }

    private CompletableFuture<String> offer(String word) {
        return commit.offer(word).orElseThrow();
    }

    private static List<String> words(List<CompletableFuture<String>> outcomes) throws Exception {
        List<String> words = new ArrayList<>();
        for (CompletableFuture<String> outcome : outcomes) {
            words.add(outcome.get(PATIENCE_S, TimeUnit.SECONDS));
        }
        return words;
    }
}
