package org.mineralwatch.localstack.cli;

import java.time.Duration;

/** Says what is being done and for how long already, on a line that passes. */
final class Underway implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(200);

    private final Terminal terminal;
    private final long start = System.nanoTime();
    private final Thread ticker;
    private volatile String what = "";

    Underway(Terminal terminal) {
        this.terminal = terminal;
        this.ticker = Thread.ofVirtual().start(this::tick);
    }

    void on(String text) {
        what = text;
    }

    void done() {
        what = "";
    }

    /** The word with the seconds since the beginning. */
    String since(String word) {
        return "%s after %s s".formatted(word, Terminal.number(seconds(), 1));
    }

    @Override
    public void close() {
        ticker.interrupt();
    }

    private void tick() {
        try {
            while (true) {
                var text = what;
                if (!text.isEmpty()) {
                    terminal.passing("  %s, %d s".formatted(text, (long) seconds()));
                }
                Thread.sleep(TICK);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
