package org.mineralwatch.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mineralwatch.localstack.FreePort;
import org.mineralwatch.localstack.Keyset;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.DockerComposeContainer;
import org.testcontainers.lifecycle.Startable;

/** What docker-compose.yml brings up, from images built of this tree, on ports of this machine that were free. */
final class ComposedSystem implements AutoCloseable {
    private static final Path FILE =
            Path.of("..", "docker-compose.yml").toAbsolutePath().normalize();
    private static final Duration UP_WITHIN = Duration.ofMinutes(4);

    private final Map<String, Integer> ports = Map.of(
            "ingest-service", FreePort.next(), "scoring-service", FreePort.next(), "alert-service", FreePort.next());
    private final String project = "mineralwatch" + UUID.randomUUID().toString().substring(0, 8);
    private final Startable compose;

    ComposedSystem() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String owner : List.of("POSTGRES", "INGEST_DATABASE", "SCORING_DATABASE", "ALERT_DATABASE")) {
            environment.put(owner + "_PASSWORD", UUID.randomUUID().toString());
        }
        environment.put("ALERT_SECRETS_KEYSET", Keyset.fresh());
        // The receiver is on this machine, which the containers see at the gateway of their network.
        environment.put("ALERT_DELIVERY_ALLOWED_ADDRESSES", "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16");
        environment.put("INGEST_PORT", String.valueOf(ports.get("ingest-service")));
        environment.put("SCORING_PORT", String.valueOf(ports.get("scoring-service")));
        environment.put("ALERT_PORT", String.valueOf(ports.get("alert-service")));
        environment.put("KAFKA_PORT", Integer.toString(FreePort.next()));
        this.compose = hasPlugin()
                ? new ComposeContainer(project, FILE.toFile())
                        .withEnv(environment)
                        .withBuild(true)
                        .withPull(false)
                : new DockerComposeContainer<>(project, FILE.toFile())
                        .withEnv(environment)
                        .withBuild(true)
                        .withPull(false);
    }

    /** Compose v2 is a part of docker, v1 a program of its own; the file is for both. */
    private static boolean hasPlugin() {
        try {
            Process asked = new ProcessBuilder("docker", "compose", "version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return asked.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void start() {
        compose.start();
        ports.keySet().forEach(this::awaitReady);
    }

    URI uri(String service, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(service) + path);
    }

    /** Ends a container as a crash would. */
    void kill(String service) {
        DockerClientFactory.lazyClient().killContainerCmd(id(service)).exec();
    }

    /** Starts a container that was killed, and returns when the services answer. */
    void startAgain(String service) {
        DockerClientFactory.lazyClient().startContainerCmd(id(service)).exec();
        ports.keySet().forEach(this::awaitReady);
    }

    /** This machine, as the containers see it. */
    InetAddress host() {
        String gateway = DockerClientFactory.lazyClient()
                .inspectContainerCmd(id("alert-service"))
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .values()
                .iterator()
                .next()
                .getGateway();
        try {
            return InetAddress.getByName(gateway);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String id(String service) {
        var containers = DockerClientFactory.lazyClient()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("com.docker.compose.service", service))
                .exec()
                .stream()
                .filter(container -> String.valueOf(container.getLabels().get("com.docker.compose.project"))
                        .startsWith(project))
                .toList();
        assertThat(containers).as(service).hasSize(1);
        return containers.getFirst().getId();
    }

    private void awaitReady(String service) {
        await().atMost(UP_WITHIN)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> assertThat(MineralWatch.send(
                                        HttpRequest.newBuilder(uri(service, "/q/health/ready"))
                                                .timeout(Duration.ofSeconds(5))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(200));
    }

    JsonNode read(String service, String path) {
        HttpResponse<String> response = MineralWatch.send(
                HttpRequest.newBuilder(uri(service, path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return MineralWatch.parse(response.body());
    }

    int post(String service, String path, String json) {
        return MineralWatch.send(
                        HttpRequest.newBuilder(uri(service, path))
                                .header("content-type", "application/json")
                                .timeout(Duration.ofSeconds(20))
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        compose.stop();
    }
}
