package org.mineralwatch.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint that answers one request per connection and promises to keep it, but ends it when the next one begins. */
final class ClosingReceiver implements AutoCloseable {
    private static final byte[] NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();

    ClosingReceiver() throws IOException {
        threads.execute(this::accept);
    }

    String url() {
        return "http://localhost:" + server.getLocalPort() + "/hook";
    }

    int answered() {
        return answered.get();
    }

    /** How many requests it met with the end of the connection. */
    int cutOff() {
        return cutOff.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection;
                var in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1))) {
            if (readRequest(in).startsWith("OPTIONS ")) {
                connection.getOutputStream().write(RawReceiver.CONSENT);
                return;
            }
            connection.getOutputStream().write(NO_CONTENT);
            answered.incrementAndGet();
            if (in.readLine() != null) {
                cutOff.incrementAndGet();
            }
        } catch (IOException ended) {
            // The other side ended the connection first, as it may.
            return;
        }
    }

    /** Reads past a request and answers its first line. */
    private static String readRequest(BufferedReader in) throws IOException {
        int length = 0;
        String first = Objects.requireNonNullElse(in.readLine(), "");
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
        return first;
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
