package org.mineralwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.mineralwatch.alert.domain.AttemptResult;
import org.mineralwatch.alert.domain.AttemptResult.Failure;
import org.mineralwatch.alert.domain.Destination;
import org.mineralwatch.alert.domain.Endpoint;
import org.mineralwatch.alert.domain.SigningSecret;
import org.mineralwatch.alert.domain.SigningSecrets;
import org.mineralwatch.alert.domain.Tenant;
import org.mineralwatch.alert.domain.WebhookRequest;
import org.mineralwatch.alert.outbound.WebhookSender;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** One request at a time, to endpoints that mean no good and hosts that are not what they say. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class WebhookSenderTest {
    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

    @Inject
    WebhookSender sender;

    private final String host = UUID.randomUUID() + ".test";

    @Test
    void theConnectionGoesToTheAddressThatWasChecked() throws Exception {
        try (var meant = new RawReceiver(peer -> peer.write(NO_CONTENT));
                var trap = new RawReceiver("127.0.0.2", meant.port(), peer -> peer.write(NO_CONTENT))) {
            RebindingResolver.prepare(host, "127.0.0.1", "127.0.0.2");

            assertThat(send("http://" + host + ":" + meant.port())).isEqualTo(answered(204, ""));

            assertThat(RebindingResolver.asked(host)).isEqualTo(1);
            assertThat(meant.requests()).isEqualTo(1);
            assertThat(trap.requests()).isZero();
        }
    }

    @Test
    void aHostWithAnAddressBehindOurWallsIsRefusedWithoutAConnection() throws Exception {
        try (var trap = new RawReceiver("127.0.0.2", 0, peer -> peer.write(NO_CONTENT))) {
            RebindingResolver.prepare(host, "127.0.0.2");

            assertThat(send("http://" + host + ":" + trap.port())).isEqualTo(refused("127.0.0.2"));

            assertThat(trap.requests()).isZero();
        }
    }

    @Test
    void aHostWithOneGoodAddressAmongSuchIsRefusedToo() throws Exception {
        try (var meant = new RawReceiver(peer -> peer.write(NO_CONTENT))) {
            RebindingResolver.prepare(host, "127.0.0.1 169.254.169.254");

            assertThat(send("http://" + host + ":" + meant.port()))
                    .isInstanceOfSatisfying(
                            AttemptResult.Failed.class,
                            failed -> assertThat(failed.detail()).contains("169.254.169.254", "link-local"));

            assertThat(meant.requests()).isZero();
        }
    }

    @Test
    void anAddressThatIsWrittenIsCheckedLikeOneThatIsLookedUp() {
        assertThat(send("http://127.0.0.2:1/")).isEqualTo(refused("127.0.0.2"));
    }

    @Test
    void theNextAddressIsTriedWhereNobodyListensAtTheFirst() throws Exception {
        try (var second = new RawReceiver("::1", 0, peer -> peer.write(NO_CONTENT))) {
            RebindingResolver.prepare(host, "127.0.0.1 ::1");

            assertThat(send("http://" + host + ":" + second.port())).isEqualTo(answered(204, ""));
        }
    }

    @Test
    void aNameThatNobodyKnowsIsToldAsSuch() {
        assertThat(send("http://nobody.invalid/")).isInstanceOfSatisfying(AttemptResult.Failed.class, failed -> {
            assertThat(failed.failure()).isEqualTo(Failure.UNKNOWN_HOST);
            assertThat(failed.detail()).contains("nobody.invalid");
        });
    }

    @Test
    void aCertificateHasToBeTheHostsAlthoughTheAddressIsGiven() throws Exception {
        List<String> askedFor = new CopyOnWriteArrayList<>();
        HttpsServer server = tls(askedFor);
        try {
            RebindingResolver.prepare("hook.test", "127.0.0.1");
            RebindingResolver.prepare("other.test", "127.0.0.1");
            int port = server.getAddress().getPort();

            assertThat(send("https://hook.test:" + port)).isEqualTo(answered(204, ""));
            assertThat(askedFor).containsExactly("hook.test");
            assertThat(send("https://other.test:" + port))
                    .isInstanceOfSatisfying(AttemptResult.Failed.class, failed -> {
                        assertThat(failed.failure()).isEqualTo(Failure.TLS);
                        assertThat(failed.detail()).contains("certificate", "other.test");
                    });
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anEndpointThatHangsIsGivenItsTimeFromTheRequestOn() throws Exception {
        var never = new CountDownLatch(1);
        try (var hanging = new RawReceiver(_ -> never.await())) {
            Instant before = Instant.now();

            assertThat(send("http://127.0.0.1:" + hanging.port()))
                    .isEqualTo(new AttemptResult.Failed(Failure.TIMEOUT, "no answer within PT1S of the request"));

            assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
        }
    }

    @Test
    void anEndpointThatDripsItsAnswerIsNotWaitedForLongerThanOneThatHangs() throws Exception {
        try (var dripping = new RawReceiver(peer -> {
            peer.write("HTTP/1.1 2");
            for (int i = 0; i < 100; i++) {
                peer.write("0");
                TimeUnit.MILLISECONDS.sleep(200);
            }
        })) {
            assertThat(send("http://127.0.0.1:" + dripping.port()))
                    .isEqualTo(new AttemptResult.Failed(Failure.TIMEOUT, "no answer within PT1S of the request"));
        }
    }

    @Test
    void anAnswerWhoseBodyDripsIsTakenAtItsStatus() throws Exception {
        try (var dripping = new RawReceiver(peer -> {
            peer.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n");
            for (int i = 0; i < 200; i++) {
                peer.write("x");
                TimeUnit.MILLISECONDS.sleep(100);
            }
        })) {
            assertThat(send("http://127.0.0.1:" + dripping.port()))
                    .isInstanceOfSatisfying(AttemptResult.Answered.class, answered -> {
                        assertThat(answered.status()).isEqualTo(200);
                        assertThat(answered.response()).startsWith("xx").hasSizeLessThan(50);
                        assertThat(answered.note()).isEqualTo("the answer was too slow to read to its end");
                    });
        }
    }

    @Test
    void ofAnAnswerOfAGigabyteLittleIsRead() throws Exception {
        try (var huge = new RawReceiver(peer -> {
            peer.write("HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n");
            byte[] chunk = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 16 * 1024; i++) {
                peer.write(chunk);
            }
        })) {
            assertThat(send("http://127.0.0.1:" + huge.port()))
                    .isInstanceOfSatisfying(AttemptResult.Answered.class, answered -> {
                        assertThat(answered.status()).isEqualTo(200);
                        assertThat(answered.response()).hasSize(1024);
                        assertThat(answered.note()).isEqualTo("the answer was too long to read to its end");
                    });
            // What the kernel's buffers took, and no more.
            assertThat(huge.written()).isLessThan(64L * 1024 * 1024);
        }
    }

    @Test
    void aConnectionThatEndsInTheMiddleIsToldAsSuch() throws Exception {
        try (var inHeaders = new RawReceiver(peer -> peer.write("HTTP/1.1 200 OK\r\nconte"));
                var inBody = new RawReceiver(peer -> peer.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"))) {
            assertThat(send("http://127.0.0.1:" + inHeaders.port()))
                    .isEqualTo(new AttemptResult.Failed(
                            Failure.BROKEN_ANSWER, "the connection ended before an answer had come"));
            assertThat(send("http://127.0.0.1:" + inBody.port()))
                    .isEqualTo(new AttemptResult.Answered(
                            200, "", "half", "the connection ended in the middle of the answer"));
        }
    }

    @Test
    void whatIsNoHttpIsToldAsSuch() throws Exception {
        try (var other = new RawReceiver(peer -> peer.write("220 mail.example ESMTP\r\n\r\n"))) {
            assertThat(send("http://127.0.0.1:" + other.port()))
                    .isInstanceOfSatisfying(AttemptResult.Failed.class, failed -> {
                        assertThat(failed.failure()).isEqualTo(Failure.BROKEN_ANSWER);
                        assertThat(failed.detail()).startsWith("what came is no HTTP answer");
                    });
        }
    }

    @Test
    void anEndpointWithoutTlsIsToldAsSuch() throws Exception {
        try (var plain = new RawReceiver(peer -> peer.write(NO_CONTENT))) {
            assertThat(send("https://127.0.0.1:" + plain.port()))
                    .isInstanceOfSatisfying(
                            AttemptResult.Failed.class,
                            failed -> assertThat(failed.failure()).isIn(Failure.TLS, Failure.TIMEOUT));
        }
    }

    @Test
    void redirectsInACircleAreNotFollowed() throws Exception {
        try (var circling = new RawReceiver(
                peer -> peer.write("HTTP/1.1 307 Temporary Redirect\r\nlocation: /\r\ncontent-length: 0\r\n\r\n"))) {
            assertThat(send("http://127.0.0.1:" + circling.port()))
                    .isEqualTo(answered(307, "a redirect, and redirects are not followed"));
            assertThat(circling.requests()).isEqualTo(1);
        }
    }

    @Test
    void nobodyListeningIsToldAsSuch() throws Exception {
        int port;
        try (var freed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = freed.getLocalPort();
        }

        assertThat(send("http://127.0.0.1:" + port))
                .isEqualTo(new AttemptResult.Failed(Failure.NOT_CONNECTED, "no connection: nobody listens there"));
    }

    /** Time spent on the way to the endpoint is not the endpoint's: a slow connection does not use up its timeout. */
    @Test
    void theTimeoutCountsFromTheSendingOfTheRequest() throws Exception {
        try (var slow = new RawReceiver(peer -> {
            TimeUnit.MILLISECONDS.sleep(700);
            peer.write(NO_CONTENT);
        })) {
            RebindingResolver.prepare(host, Duration.ofMillis(700), "127.0.0.1");

            assertThat(send("http://" + host + ":" + slow.port())).isEqualTo(answered(204, ""));
            assertThat(RebindingResolver.asked(host)).isEqualTo(1);
        }
    }

    private AttemptResult send(String url) {
        var webhook = new WebhookRequest(
                "id",
                new Destination(
                        new Endpoint(URI.create(url), Duration.ofSeconds(1)),
                        new Tenant("test"),
                        new SigningSecrets(new SigningSecret(new byte[24])),
                        Optional.empty()),
                "{}".getBytes(StandardCharsets.UTF_8),
                "");
        return sender.send(webhook, Instant.now());
    }

    private static AttemptResult answered(int status, String note) {
        return new AttemptResult.Answered(status, "", "", note);
    }

    private static AttemptResult refused(String address) {
        return new AttemptResult.Failed(
                Failure.ADDRESS_REFUSED, address + " is a loopback address, where no webhook is sent");
    }

    private static HttpsServer tls(List<String> askedFor) throws Exception {
        char[] password = "test-only".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = WebhookSenderTest.class.getResourceAsStream("/hook-test.p12")) {
            keys.load(file, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            ((ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession())
                    .getRequestedServerNames()
                    .forEach(name -> askedFor.add(new String(name.getEncoded(), StandardCharsets.US_ASCII)));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
