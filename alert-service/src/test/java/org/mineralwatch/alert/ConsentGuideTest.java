package org.mineralwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mineralwatch.alert.Records.newConsumer;
import static org.mineralwatch.alert.Subscriptions.post;
import static org.mineralwatch.alert.Subscriptions.rising;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mineralwatch.localstack.testing.LocalStackResource;

/** The receivers of the guide, run as they stand there, agree to be sent alerts. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class ConsentGuideTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path directory;

    @Test
    void theReceiverInJavaAnswersOptions() throws Exception {
        Files.writeString(directory.resolve("Receiver.java"), block("java", "## Consent"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        assertThat(consentOf(java, "Receiver.java", "0", "localhost")).isEqualTo("handshake");
    }

    @Test
    void theReceiverInJavaScriptGivesTheChallengeBack() throws Exception {
        assumeInstalled("node");
        Files.writeString(directory.resolve("verification.mjs"), block("javascript", "## Verification code"));
        Files.writeString(directory.resolve("receiver.mjs"), block("javascript", "## Consent"));

        assertThat(consentOf("node", "receiver.mjs", "0", SECRET)).isEqualTo("echo");
    }

    @Test
    void theReceiverInPythonGivesTheChallengeBack() throws Exception {
        assumeInstalled("python3");
        Files.writeString(directory.resolve("verification.py"), block("python", "## Verification code"));
        Files.writeString(directory.resolve("receiver.py"), block("python", "## Consent"));

        assertThat(consentOf("python3", "receiver.py", "0", SECRET)).isEqualTo("echo");
    }

    /** How a receiver agrees that is run by this command and says which port it has. */
    private String consentOf(String... command) throws IOException {
        Process receiver = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = receiver.inputReader()) {
            String port = Objects.requireNonNull(output.readLine(), "it ended").replace("port ", "");
            Subscriptions.Made subscription = post("""
                    {"endpoint": {"url": "http://localhost:%s/hook"}, "watch": {"consumers": ["%s"]},
                     "conditions": [%s], "secret": "%s"}""".formatted(port, newConsumer(), rising(80), SECRET));
            return subscription.awaitConsent().consent().getString("by");
        } finally {
            receiver.destroyForcibly();
        }
    }

    /** The first block of code in a language after a heading. */
    private static String block(String language, String heading) throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "webhooks.md"));
        Matcher block =
                Pattern.compile("(?s)```" + language + "\\n(.*?)```").matcher(guide.substring(guide.indexOf(heading)));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static void assumeInstalled(String program) {
        boolean isInstalled = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        Assumptions.assumeTrue(isInstalled, () -> "skipped: " + program + " is not installed");
    }
}
