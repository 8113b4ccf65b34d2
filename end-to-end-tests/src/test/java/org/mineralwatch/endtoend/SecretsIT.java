package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mineralwatch.localstack.Part;

/** What is shown once is found nowhere else. */
@ExtendWith(MineralWatch.Extension.class)
class SecretsIT {
    private static final String DO_NOT_TELL = "do-not-tell-this-path";

    @Test
    void noSecretIsInAnyLog(MineralWatch mineralWatch) throws IOException {
        try (var inbox = new WebhookInbox()) {
            String subscription = mineralWatch.subscribe(
                    inbox,
                    Map.of("consumers", new String[] {"US"}),
                    Map.of("kind", "threshold", "at", 1, "direction", "rising"));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(inbox.received()).isNotEmpty());
            MineralWatch.Answer rotated = mineralWatch.post(
                    mineralWatch.stack().alert().uri("/v1/subscriptions/" + subscription + "/secret/rotation"),
                    "application/json",
                    "{\"overlap\": \"PT1H\"}");
            assertThat(rotated.status()).isEqualTo(200);
            MineralWatch.Answer refused = mineralWatch.post(
                    mineralWatch.stack().alert().uri("/v1/subscriptions"),
                    "application/json",
                    "{\"secret\": \"whsec_" + DO_NOT_TELL + "\", \"endpoint\": {\"url\": \"https://user:" + DO_NOT_TELL
                            + "@example.org/\"}}");
            assertThat(refused.status()).isEqualTo(422);

            List<String> secrets = Stream.of(
                            inbox.secret(), rotated.body().get("secret").asText())
                    .flatMap(SecretsIT::spellings)
                    .toList();
            for (Part part : mineralWatch.stack().parts()) {
                String log = Files.readString(part.log(), StandardCharsets.ISO_8859_1);
                assertThat(secrets).as(part.name()).noneMatch(log::contains);
                assertThat(log).as(part.name()).doesNotContain(DO_NOT_TELL);
                assertThat(keysOf(mineralWatch)).as(part.name()).isNotEmpty().noneMatch(log::contains);
            }
        }
    }

    @Test
    void whatSecretsAreEncryptedWithIsItsOwnersToReadAlone(MineralWatch mineralWatch) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyset(mineralWatch))))
                .isEqualTo("rw-------");
    }

    private static Stream<String> spellings(String secret) {
        String base64 = secret.substring("whsec_".length());
        return Stream.of(base64, HexFormat.of().formatHex(Base64.getDecoder().decode(base64)));
    }

    private static List<String> keysOf(MineralWatch mineralWatch) throws IOException {
        Matcher values = Pattern.compile("\"value\" *: *\"([^\"]+)\"").matcher(Files.readString(keyset(mineralWatch)));
        return values.results().map(value -> value.group(1)).toList();
    }

    private static Path keyset(MineralWatch mineralWatch) {
        return mineralWatch
                .stack()
                .alert()
                .log()
                .resolveSibling("../data/alert-secrets.json")
                .normalize();
    }
}
