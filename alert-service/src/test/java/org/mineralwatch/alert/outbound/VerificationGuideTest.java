package org.mineralwatch.alert.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mineralwatch.alert.domain.PublicSigningKey;
import org.mineralwatch.alert.domain.SigningSecret;
import org.mineralwatch.alert.domain.WebhookSignature;
import org.mineralwatch.localstack.testing.NodeProgram;

/** The receiver's guide: what we sign is what its vectors say, and its code takes what it should and nothing else. */
class VerificationGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "webhooks.md");

    private final String guide = read(GUIDE);
    private final JsonNode published = json(block("json", "## Test vectors"));

    @TempDir
    Path directory;

    private Path lines = Path.of("");

    @BeforeEach
    void writeVectors() throws IOException {
        lines = Files.write(
                directory.resolve("vectors"), vectors().map(this::line).toList());
    }

    @Test
    void weSignAsTheVectorsDo() {
        var secret = SigningSecret.parse(published.path("secret").asText()).orElseThrow();
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) i;
        }
        var key = new Ed25519PrivateKeyParameters(seed);
        JsonNode both = vectors()
                .filter(vector -> vector.path("name").asText().equals("v1 and v1a"))
                .findFirst()
                .orElseThrow();
        String id = header(both, "webhook-id");
        Instant at = Instant.ofEpochSecond(Long.parseLong(header(both, "webhook-timestamp")));
        byte[] body = both.path("body").asText().getBytes(StandardCharsets.UTF_8);

        String signatures = WebhookSignature.v1(secret, id, at, body) + " "
                + WebhookSigner.v1a(key, WebhookSignature.signedBefore(id, at), body);

        assertThat(signatures).isEqualTo(header(both, "webhook-signature"));
        assertThat(PublicSigningKey.text(key.generatePublicKey().getEncoded()))
                .isEqualTo(published.path("key").asText());
    }

    @Test
    void theJavaOfTheGuideVerifies() throws Exception {
        Files.writeString(directory.resolve("Verification.java"), block("java", "## Verification code"));
        copy("Main.java");

        List<String> verdicts =
                run(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "Main.java");

        assertThat(verdicts).isEqualTo(expected());
    }

    @Test
    void theJavaScriptOfTheGuideVerifies() throws Exception {
        assumeInstalled("node");
        Files.writeString(directory.resolve("verification.mjs"), block("javascript", "## Verification code"));
        copy("main.mjs");

        assertThat(run("node", "main.mjs")).isEqualTo(expected());
    }

    @Test
    void thePythonOfTheGuideVerifies() throws Exception {
        assumeInstalled("python3");
        boolean hasEd25519 = runs("python3", "-c", "import cryptography.hazmat.primitives.asymmetric.ed25519");
        Files.writeString(directory.resolve("verification.py"), block("python", "## Verification code"));
        copy("main.py");
        Assumptions.assumeTrue(hasEd25519, "skipped: Python's package cryptography is not installed");

        assertThat(run("python3", "main.py")).isEqualTo(expected());
    }

    /** They know {@code v1} alone, and pass over what else there is. */
    @Test
    void theOfficialJavaScriptLibrariesTakeWhatIsSignedWithTheSecret() {
        String output = NodeProgram.installed("src/test/node/webhooks")
                .run("verify.cjs", lines.toAbsolutePath().toString());

        List<String> takenByBoth = vectors()
                .map(vector -> isValid(vector)
                        && Stream.of(header(vector, "webhook-signature").split(" ", -1))
                                .anyMatch(signature -> signature.startsWith("v1,")))
                .map(taken -> taken + " " + taken)
                .toList();
        assertThat(output.lines()).containsExactlyElementsOf(takenByBoth);
    }

    private List<String> expected() {
        return vectors().map(vector -> Boolean.toString(isValid(vector))).toList();
    }

    private static boolean isValid(JsonNode vector) {
        return vector.path("valid").asBoolean();
    }

    private Stream<JsonNode> vectors() {
        return published.path("vectors").valueStream();
    }

    private static String header(JsonNode vector, String name) {
        return vector.path("headers").path(name).asText();
    }

    private String line(JsonNode vector) {
        return Stream.of(
                        published.path("secret").asText(),
                        published.path("key").asText(),
                        vector.path("now").asText(),
                        header(vector, "webhook-id"),
                        header(vector, "webhook-timestamp"),
                        header(vector, "webhook-signature"),
                        vector.path("body").asText())
                .map(field -> Base64.getEncoder().encodeToString(field.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
    }

    /** The first block of code in a language after a heading. */
    private String block(String language, String heading) {
        Matcher block =
                Pattern.compile("(?s)```" + language + "\\n(.*?)```").matcher(guide.substring(guide.indexOf(heading)));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private void copy(String program) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                VerificationGuideTest.class.getResourceAsStream("/verification/" + program), program)) {
            Files.copy(file, directory.resolve(program));
        }
    }

    private List<String> run(String interpreter, String program) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        interpreter, program, lines.toAbsolutePath().toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new ArrayList<>(Files.readAllLines(output));
    }

    private static boolean runs(String... command) throws Exception {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static void assumeInstalled(String program) {
        boolean isInstalled = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        Assumptions.assumeTrue(isInstalled, () -> "skipped: " + program + " is not installed");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
