package org.mineralwatch.localstack;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Ends the children of this JVM when this JVM is gone, however it went. A small shell reads from a pipe that only this
 * JVM holds: at the end of the pipe it stops what is still registered, last registered first.
 */
final class Guardian {

    // The start of a process is compared before it is signalled: its number may long belong to another.
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            started() { ps -o lstart= -p "$1" 2>/dev/null; }
            runs() { kill -0 "$1" 2>/dev/null && case $(ps -o stat= -p "$1" 2>/dev/null) in Z*) false;; esac; }
            children=
            while read -r verb pid signal; do
              case $verb in
                watch) children="$pid:$signal $children"; eval "start_$pid=\\$(started $pid)";;
                forget) rest=; for c in $children; do [ "${c%%:*}" = "$pid" ] || rest="$rest $c"; done; children=$rest;;
              esac
            done
            for c in $children; do
              pid=${c%%:*}
              eval "start=\\$start_$pid"
              [ "$(started $pid)" = "$start" ] || continue
              kill -s "${c##*:}" $pid 2>/dev/null || continue
              n=0
              while runs $pid && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.1; done
              kill -s KILL $pid 2>/dev/null
            done
            """;

    private static final class Holder {
        private static final Guardian GUARDIAN = new Guardian();
    }

    private final Writer orders;

    private Guardian() {
        try {
            var shell = new ProcessBuilder("sh", "-c", SCRIPT, "mineral-watch-guardian")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            orders = shell.outputWriter(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new StackException("sh cannot be started: " + e.getMessage(), e);
        }
    }

    /** From now on, this process is sent the signal (TERM, INT) once this JVM is gone, and KILL ten seconds later. */
    static void watch(long pid, String signal) {
        Holder.GUARDIAN.order("watch " + pid + " " + signal);
    }

    /** This process has ended, or is nobody's concern any more. */
    static void forget(long pid) {
        Holder.GUARDIAN.order("forget " + pid);
    }

    private synchronized void order(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new StackException("the guardian of the child processes is gone: " + e.getMessage(), e);
        }
    }
}
