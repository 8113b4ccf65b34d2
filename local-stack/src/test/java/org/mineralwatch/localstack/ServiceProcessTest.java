package org.mineralwatch.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {

    @TempDir
    Path directory;

    private ServiceProcess service;

    @BeforeEach
    void describe() throws IOException {
        service = serviceWith(Map.of());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void itIsStartedOnceItSaysThatItIsReady() {
        service.start();

        assertThat(service.isAlive()).isTrue();
        assertThat(ServiceProcess.isReady(service.port())).isTrue();
    }

    @Test
    void itsHeapIsAsSmallAsThatOfAService() {
        service.start();

        assertThat(service.log()).content().contains("-Xmx192m");
    }

    @Test
    void killedItIsStartedAgainOnTheSamePort() {
        service.start();
        var first = service.process().orElseThrow();

        service.kill();
        service.start();

        assertThat(Processes.runs(first)).isFalse();
        assertThat(service.process().orElseThrow().pid()).isNotEqualTo(first.pid());
        assertThat(ServiceProcess.isReady(service.port())).isTrue();
    }

    @Test
    void oneThatEndsSaysWhyAndWhereItsLogIs() throws IOException {
        service = serviceWith(Map.of("FAIL_WITH", "the settings are wrong"));

        assertThatThrownBy(service::start)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("trial-service")
                .hasMessageContaining("ERROR the settings are wrong")
                .hasMessageContaining(service.log().toString());
        assertThat(service.isAlive()).isFalse();
    }

    @Test
    void oneThatIsNotBuiltIsNamed() {
        var missing = new ServiceProcess(
                "trial-service", directory.resolve("missing.jar"), 0, Map.of(), directory.resolve("trial.log"));

        assertThatThrownBy(missing::start).isInstanceOf(StackException.class).hasMessageContaining("missing.jar");
    }

    @Test
    void closedItDoesNotStartAgain() {
        service.close();

        assertThatThrownBy(service::start).isInstanceOf(StackException.class).hasMessageContaining("closed");
    }

    private ServiceProcess serviceWith(Map<String, String> environment) throws IOException {
        return new ServiceProcess(
                "trial-service", Trial.jarIn(directory), 0, environment, directory.resolve("trial.log"));
    }

    /** As much of a service as this needs: a JVM that answers its health. */
    static final class Trial {

        private Trial() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(ManagementFactory.getRuntimeMXBean().getInputArguments());
            var reason = System.getenv("FAIL_WITH");
            if (reason != null) {
                System.out.println("ERROR " + reason);
                System.exit(3);
            }
            int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/q/health/ready", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }

        static Path jarIn(Path directory) throws IOException {
            var jar = directory.resolve("trial.jar");
            if (!Files.exists(jar)) {
                var manifest = new Manifest();
                manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
                manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Trial.class.getName());
                var entry = Trial.class.getName().replace('.', '/') + ".class";
                try (var output = new JarOutputStream(Files.newOutputStream(jar), manifest);
                        InputStream code = Trial.class.getResourceAsStream("/" + entry)) {
                    if (code == null) {
                        throw new UncheckedIOException(new IOException(entry));
                    }
                    output.putNextEntry(new JarEntry(entry));
                    code.transferTo(output);
                }
            }
            return jar;
        }
    }
}
