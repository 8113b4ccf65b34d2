package org.mineralwatch.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ALERT = """
            {"specversion": "1.0", "id": "a1", "type": "mineralwatch.alert.raised.v1", "subject": "US/gallium/refining",
             "data": {"subscription": "s1", "sequence": 3,
                      "condition": {"kind": "threshold", "at": 70, "direction": "rising"},
                      "score": {"cell": "US/gallium/refining", "score": 75.21, "band": "SEVERE",
                                "previous": 56.88, "previousBand": "ELEVATED"},
                      "cause": {"events": [{"id": "2026-11-21-cn-ban", "revision": 1}]}}}""";

    private final List<ReceivedWebhook> shown = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Receiver receiver;

    @BeforeEach
    void start() {
        receiver = Receiver.start(0, SECRET, InstantSource.system(), shown::add);
    }

    @AfterEach
    void stop() {
        receiver.close();
        client.close();
    }

    @Test
    void whatIsSignedWithTheSecretIsAcceptedAndShown() throws Exception {
        var answer = client.send(signed(ALERT, ALERT), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(shownText())
                .contains("webhook verified")
                .contains("raised  US/gallium/refining")
                .contains("56.9 ELEVATED → 75.2 SEVERE")
                .contains("threshold 70 rising")
                .contains("2026-11-21-cn-ban");
    }

    @Test
    void whatWasChangedOnTheWayIsRefusedAndShownAsSuch() throws Exception {
        var answer = client.send(signed(ALERT, ALERT.replace("75.21", "15.21")), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(shownText()).contains("NOT verified");
    }

    @Test
    void whatIsNotSignedIsRefused() throws Exception {
        var answer = client.send(request("hello"), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isNotBlank();
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() throws Exception {
        var answer = client.send(request("x".repeat(70_000)), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(shown).isEmpty();
    }

    @Test
    void aLookWithABrowserTellsWhatItIs() throws Exception {
        var get = HttpRequest.newBuilder(uri()).build();

        var answer = client.send(get, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("0 webhooks");
    }

    @Test
    void theLogHasTheIdAndNoSecret() throws Exception {
        client.send(signed(ALERT, ALERT), HttpResponse.BodyHandlers.ofString());

        assertThat(shown)
                .singleElement()
                .extracting(ReceivedWebhook::logLine)
                .asString()
                .contains("verified=true id=a1", "sequence=3")
                .doesNotContain(SECRET);
    }

    private String shownText() {
        var terminal = new Terminal(System.out, false, false);
        return String.join(
                "\n",
                shown.stream().flatMap(one -> one.lines(terminal).stream()).toList());
    }

    private HttpRequest signed(String signedBody, String sentBody) throws Exception {
        long now = InstantSource.system().instant().getEpochSecond();
        return HttpRequest.newBuilder(request(sentBody), (_, _) -> true)
                .header("webhook-id", "a1")
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", new Webhook(SECRET).sign("a1", now, signedBody))
                .build();
    }

    private HttpRequest request(String body) throws IOException {
        return HttpRequest.newBuilder(uri())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + receiver.port() + "/");
    }
}
