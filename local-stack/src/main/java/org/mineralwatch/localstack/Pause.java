package org.mineralwatch.localstack;

import java.time.Duration;

/** A short wait between two looks at something that cannot tell when it is ready. */
public final class Pause {

    private Pause() {}

    /** Waits so long. */
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }
}
