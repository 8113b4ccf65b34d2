package org.mineralwatch.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** An endpoint that agrees to be sent webhooks, reads a request and then writes whatever a test likes, to the bare socket. */
final class RawReceiver implements AutoCloseable {
    /** To whoever asks: it agrees to be sent webhooks. */
    static final byte[] CONSENT =
            "HTTP/1.1 200 OK\r\nwebhook-allowed-origin: *\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();

    /** What it does once it has read a request. */
    @FunctionalInterface
    interface Behaviour {
        void answer(Peer peer) throws IOException, InterruptedException;
    }

    /** The other side of a connection. */
    record Peer(OutputStream out, AtomicLong written) {
        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
            written.addAndGet(bytes.length);
        }
    }

    RawReceiver(Behaviour behaviour) throws IOException {
        this("127.0.0.1", 0, behaviour);
    }

    RawReceiver(String address, int port, Behaviour behaviour) throws IOException {
        this.server = new ServerSocket(port, 50, InetAddress.ofLiteral(address));
        this.behaviour = behaviour;
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many requests it read. */
    int requests() {
        return requests.get();
    }

    /** How many bytes of answers the other side took. */
    long written() {
        return written.get();
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
            if (read(in).startsWith("OPTIONS ")) {
                connection.getOutputStream().write(CONSENT);
                return;
            }
            requests.incrementAndGet();
            behaviour.answer(new Peer(connection.getOutputStream(), written));
        } catch (IOException ended) {
            // The other side ended the connection first, as it may.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads past a request and answers its first line. */
    private static String read(BufferedReader in) throws IOException {
        int length = 0;
        String first = Objects.requireNonNullElse(in.readLine(), "");
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
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
