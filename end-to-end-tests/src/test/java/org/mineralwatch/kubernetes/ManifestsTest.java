package org.mineralwatch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each manifest has the members that the API of Kubernetes has and no others, and the parts of a service fit together. What
 * an API server refuses beyond that, a member left out for one, is not found here.
 */
class ManifestsTest {
    private static final Path MANIFESTS = Path.of("..", "kubernetes");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);

    /** The models keep members they do not know in a map; here such a member is a fault. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final List<HasMetadata> manifests = read();

    @Test
    void aMemberThatKubernetesDoesNotHaveIsFound() {
        String misspelt = """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "x"}, "spec": {"replica": 2}}""";

        assertThatThrownBy(() -> STRICT.readValue(misspelt, Deployment.class)).hasMessageContaining("replica");
    }

    @Test
    void everyManifestIsPartOfTheWhole() throws IOException {
        assertThat(resources("base"))
                .containsExactlyInAnyOrder(
                        "ingest-service.yaml", "scoring-service.yaml", "alert-service.yaml", "network-policies.yaml");
        assertThat(resources("example")).containsExactlyInAnyOrder("namespace.yaml", "../base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "scoring-service", "alert-service"})
    void theContainerIsConfinedProbedAndBounded(String service) {
        Deployment deployment = the(Deployment.class, service);
        Container container =
                deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();

        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(deployment
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getSecurityContext()
                        .getRunAsNonRoot())
                .isTrue();
        assertThat(paths(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe()))
                .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getName().endsWith("PASSWORD"))
                .isNotEmpty()
                .allMatch(variable ->
                        variable.getValue() == null && variable.getValueFrom().getSecretKeyRef() != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "scoring-service", "alert-service"})
    void thePartsOfAServiceMeanTheSamePods(String service) {
        Map<String, String> labels = the(Deployment.class, service)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        Container container = the(Deployment.class, service)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
        int port = container.getPorts().getFirst().getContainerPort();

        assertThat(labels)
                .containsAllEntriesOf(
                        the(Deployment.class, service).getSpec().getSelector().getMatchLabels())
                .containsAllEntriesOf(the(Service.class, service).getSpec().getSelector())
                .containsAllEntriesOf(the(PodDisruptionBudget.class, service)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .containsAllEntriesOf(the(NetworkPolicy.class, "nothing-else")
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels());
        assertThat(the(HorizontalPodAutoscaler.class, service)
                        .getSpec()
                        .getScaleTargetRef()
                        .getName())
                .isEqualTo(service);
        assertThat(the(Service.class, service).getSpec().getPorts().getFirst().getPort())
                .isEqualTo(port);
        assertThat(container.getEnv())
                .filteredOn(variable -> variable.getName().equals("QUARKUS_HTTP_PORT"))
                .extracting(EnvVar::getValue)
                .containsExactly(Integer.toString(port));
    }

    private <T> T the(Class<T> kind, String name) {
        return manifests.stream()
                .filter(manifest -> manifest.getMetadata().getName().equals(name))
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
    }

    private static List<String> paths(Probe... probes) {
        return Stream.of(probes).map(probe -> probe.getHttpGet().getPath()).toList();
    }

    private static List<String> resources(String directory) throws IOException {
        return new YAMLMapper()
                .readTree(MANIFESTS
                        .resolve(directory)
                        .resolve("kustomization.yaml")
                        .toFile())
                .path("resources")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static List<HasMetadata> read() {
        List<HasMetadata> read = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MANIFESTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
                    while (documents.hasNext()) {
                        JsonNode document = documents.next();
                        String kind = document.path("apiVersion").asText() + "/"
                                + document.path("kind").asText();
                        // A kustomization and the values of a chart are not for the API server.
                        if (!kind.startsWith("kustomize.config.k8s.io/") && document.has("kind")) {
                            read.add(STRICT.treeToValue(
                                    document, Objects.requireNonNull(KINDS.get(kind), file + ": " + kind)));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }
}
