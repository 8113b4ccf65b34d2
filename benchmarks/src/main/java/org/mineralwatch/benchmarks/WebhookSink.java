package org.mineralwatch.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Endpoints of webhooks that cost as little as can be, on one thread: what a machine of two cores spends on receiving it
 * cannot spend on sending. Those whose path begins with {@code /slow/} answer after ten seconds.
 */
final class WebhookSink implements AutoCloseable {
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final int LARGEST_REQUEST = 64 * 1024;
    private static final byte[] TAKEN = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONSENT =
            "HTTP/1.1 200 OK\r\nwebhook-allowed-origin: *\r\nwebhook-allowed-rate: *\r\ncontent-length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Arrivals arrivals;
    private final Selector selector;
    private final ServerSocketChannel live;
    private final ServerSocketChannel mortal;
    private final Deque<Answer> slow = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "webhook-sink");
    private volatile boolean closed;

    /** Hears of each webhook as it comes. */
    interface Arrivals {
        /** @param path of the URL, as in {@code /good/17} */
        void take(String path, String body);
    }

    private record Answer(SelectionKey key, long at) {}

    private static final class Connection {
        private final ByteBuffer read = ByteBuffer.allocate(LARGEST_REQUEST);
    }

    WebhookSink(Arrivals arrivals) throws IOException {
        this.arrivals = arrivals;
        selector = Selector.open();
        live = listening();
        mortal = listening();
        thread.setDaemon(true);
        thread.start();
    }

    private ServerSocketChannel listening() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 4000);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT);
        return channel;
    }

    /** Where endpoints are reached that stay. */
    int port() {
        return live.socket().getLocalPort();
    }

    /** Where endpoints are reached until they {@linkplain #die die}. */
    int mortalPort() {
        return mortal.socket().getLocalPort();
    }

    /** From now on nobody listens on the mortal port. */
    void die() throws IOException {
        mortal.close();
        selector.wakeup();
    }

    private void run() {
        try {
            while (!closed) {
                Answer next = slow.peek();
                selector.select(
                        this::serve, next == null ? 0 : Math.max(1, (next.at() - System.nanoTime()) / 1_000_000 + 1));
                while (!slow.isEmpty() && slow.peek().at() <= System.nanoTime()) {
                    Answer due = slow.remove();
                    write(due.key(), TAKEN);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isValid() && key.isAcceptable()) {
                SocketChannel accepted = ((ServerSocketChannel) key.channel()).accept();
                if (accepted != null) {
                    accepted.configureBlocking(false);
                    accepted.socket().setTcpNoDelay(true);
                    accepted.register(selector, SelectionKey.OP_READ, new Connection());
                }
            } else if (key.isValid() && key.isReadable()) {
                read(key);
            }
        } catch (IOException gone) {
            end(key);
        }
    }

    private void read(SelectionKey key) throws IOException {
        ByteBuffer buffer = ((Connection) key.attachment()).read;
        if (((SocketChannel) key.channel()).read(buffer) < 0) {
            end(key);
            return;
        }
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return;
        }
        int length = contentLength(text.substring(0, head));
        int end = head + 4 + length;
        if (text.length() < end) {
            return;
        }
        buffer.limit(buffer.position()).position(end);
        buffer.compact();
        answer(key, text, text.substring(head + 4, end));
    }

    private static int contentLength(String head) {
        int name = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
        if (name < 0) {
            return 0;
        }
        int from = name + "\r\ncontent-length:".length();
        int to = head.indexOf("\r\n", from);
        return Integer.parseInt(
                head.substring(from, to < 0 ? head.length() : to).strip());
    }

    private void answer(SelectionKey key, String text, String body) throws IOException {
        String path = text.substring(text.indexOf(' ') + 1, text.indexOf(" HTTP/"));
        if (text.startsWith("OPTIONS ")) {
            write(key, CONSENT);
            return;
        }
        arrivals.take(path, body);
        if (path.startsWith("/slow/")) {
            slow.add(new Answer(key, System.nanoTime() + SLOW.toNanos()));
        } else {
            write(key, TAKEN);
        }
    }

    /** Some bytes, which the socket takes at once or its reader has gone. */
    private static void write(SelectionKey key, byte[] answer) throws IOException {
        if (!key.isValid()) {
            return;
        }
        try {
            if (((SocketChannel) key.channel()).write(ByteBuffer.wrap(answer)) < answer.length) {
                end(key);
            }
        } catch (IOException gone) {
            end(key);
        }
    }

    private static void end(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        live.close();
        mortal.close();
    }
}
