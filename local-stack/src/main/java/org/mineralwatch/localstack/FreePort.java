package org.mineralwatch.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds TCP ports on the loopback address that nothing listens on. */
public final class FreePort {

    // Below the range that systems hand out to outgoing connections: while a server is away, a client that tries its
    // port again and again could otherwise be given that very port and find itself connected to itself.
    private static final int LOWEST = 15_500;
    private static final int HIGHEST = 31_500;
    private static final int ATTEMPTS = 200;

    private FreePort() {}

    /** A port that was free a moment ago. */
    public static int next() {
        var random = ThreadLocalRandom.current();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new StackException("no free port between %d and %d".formatted(LOWEST, HIGHEST));
    }

    /** Whether a server could listen on this port of the loopback address now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
