package org.mineralwatch.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bill of materials in each image names every jar beside it; the page on licences names every licence. */
class BillOfMaterialsIT {
    private static final Path PROJECT = Path.of("..");
    private static final List<String> IMAGES =
            List.of("ingest-service", "scoring-service", "alert-service", "local-stack");

    @ParameterizedTest
    @CsvSource({
        "ingest-service, quarkus-app/lib",
        "scoring-service, quarkus-app/lib",
        "alert-service, quarkus-app/lib",
        "local-stack, lib"
    })
    void namesEveryJarOfTheImage(String module, String directory) throws IOException {
        Set<String> listed = components(module)
                .flatMap(component -> component.path("hashes").valueStream())
                .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
                .map(hash -> hash.path("content").asText())
                .collect(Collectors.toSet());

        try (Stream<Path> jars =
                Files.walk(PROJECT.resolve(module).resolve("target").resolve(directory))) {
            assertThat(jars.filter(path -> path.toString().endsWith(".jar")))
                    .isNotEmpty()
                    .allSatisfy(jar -> assertThat(listed).contains(sha256(jar)));
        }
    }

    @Test
    void thePageNamesTheLicencesOfAllThatIsShipped() throws IOException {
        Map<String, Set<String>> groupsByLicence = new TreeMap<>();
        IMAGES.stream()
                .flatMap(BillOfMaterialsIT::components)
                .filter(component -> !component.path("group").asText().equals("org.mineralwatch"))
                .forEach(component -> groupsByLicence
                        .computeIfAbsent(licences(component), _ -> new TreeSet<>())
                        .add(component.path("group").asText()));
        String table = groupsByLicence.entrySet().stream()
                .map(entry -> "| " + entry.getKey() + " | " + String.join(", ", entry.getValue()) + " |\n")
                .collect(Collectors.joining());
        // To copy from, when a dependency comes or goes.
        Files.writeString(Path.of("target", "third-party.md"), table);

        assertThat(Files.readString(PROJECT.resolve("docs/third-party.md"))).endsWith(table);
    }

    private static Stream<JsonNode> components(String module) {
        try {
            return new ObjectMapper()
                    .readTree(PROJECT.resolve(module)
                            .resolve("target/sbom.cdx.json")
                            .toFile())
                    .path("components")
                    .valueStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Identifiers of SPDX where there is one; where several are named, a user may choose. */
    private static String licences(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .map(choice -> choice.has("expression")
                        ? choice.path("expression").asText()
                        : choice.path("license")
                                .path(choice.path("license").has("id") ? "id" : "name")
                                .asText())
                .sorted()
                .collect(Collectors.joining(" or "));
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
