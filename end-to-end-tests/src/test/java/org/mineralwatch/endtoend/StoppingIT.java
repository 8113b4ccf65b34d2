package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mineralwatch.localstack.ServiceProcess;

/** A service told to stop (SIGTERM) ends what it has begun, and sends new requests elsewhere. */
@ExtendWith(MineralWatch.Extension.class)
class StoppingIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatIsUnderWayIsRecordedAndNewRequestsAreSentAway(MineralWatch mineralWatch) throws IOException {
        String id = "stopping-" + UUID.randomUUID();
        try (ServiceProcess replica = mineralWatch.stack().replicaOfIngest(Map.of())) {
            replica.start();
            ProcessHandle process = replica.process().orElseThrow();
            try (var stream = new Connection(replica);
                    var kept = new Connection(replica)) {
                stream.write("POST /v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\n"
                        + "transfer-encoding: chunked\r\n\r\n");
                stream.write(chunk(ReplicasIT.framework(id + "-before") + "\n"));
                assertThat(kept.askWhetherAlive().status()).isEqualTo("HTTP/1.1 200 OK");
                await().atMost(LONG).until(() -> isRecorded(mineralWatch, id + "-before"));

                process.destroy();
                var refused = await().atMost(LONG)
                        .until(kept::askWhetherAlive, answer -> !answer.status().endsWith("200 OK"));
                var newcomer = new Connection(replica).askWhetherAlive();
                stream.write(chunk(ReplicasIT.framework(id + "-after") + "\n") + "0\r\n\r\n");
                List<String> verdicts = stream.rest();

                assertThat(List.of(refused, newcomer)).allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo("HTTP/1.1 503 Service Unavailable");
                    assertThat(answer.headers()).contains("retry-after: 5", "connection: close");
                    assertThat(answer.body()).contains("/problems/stopping");
                });
                assertThat(kept.isClosed()).isTrue();
                assertThat(verdicts).anyMatch(line -> line.contains(id + "-before") && line.contains("created"));
                assertThat(verdicts).anyMatch(line -> line.contains(id + "-after") && line.contains("created"));
                assertThat(verdicts.getLast()).isEqualTo("");
            }
            await().atMost(LONG).until(() -> !process.isAlive());
            assertThat(isRecorded(mineralWatch, id + "-before")).isTrue();
            assertThat(isRecorded(mineralWatch, id + "-after")).isTrue();
        }
    }

    private static boolean isRecorded(MineralWatch mineralWatch, String id) {
        JsonNode found = mineralWatch.read(
                mineralWatch.stack().ingest().uri("/v1/events?type=POLICY_FRAMEWORK&sort=recorded&limit=10"));
        return found.get("items").findValuesAsText("id").contains(id);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    private record Answer(String status, List<String> headers, String body) {}

    /** A connection as it is, for what a client library keeps to itself. */
    private static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final OutputStream out;
        private final BufferedReader in;

        Connection(ServiceProcess service) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
            socket.setSoTimeout((int) LONG.toMillis());
            out = socket.getOutputStream();
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        }

        void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** Asks for something small, and reads the answer to its end. */
        Answer askWhetherAlive() throws IOException {
            write("GET /q/health/live HTTP/1.1\r\nhost: localhost\r\n\r\n");
            String status = in.readLine();
            List<String> headers = in.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .toList();
            int length = headers.stream()
                    .filter(header -> header.startsWith("content-length: "))
                    .mapToInt(header -> Integer.parseInt(header.substring("content-length: ".length())))
                    .findFirst()
                    .orElseThrow();
            char[] body = new char[length];
            int read = 0;
            while (read < length) {
                int more = in.read(body, read, length - read);
                if (more < 0) {
                    throw new IOException("the answer ends after " + read + " of " + length + " bytes");
                }
                read += more;
            }
            return new Answer(status, headers, new String(body));
        }

        List<String> rest() {
            return in.lines().toList();
        }

        boolean isClosed() throws IOException {
            return in.read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
