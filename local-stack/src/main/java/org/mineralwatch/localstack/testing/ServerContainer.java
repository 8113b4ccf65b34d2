package org.mineralwatch.localstack.testing;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.mineralwatch.localstack.Pause;
import org.mineralwatch.localstack.StackException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A server in a container, which listens on the same port of this machine after each start. */
abstract class ServerContainer {
    private static final Duration UP_WITHIN = Duration.ofMinutes(2);

    private final GenericContainer<?> container;

    /**
     * A container that is not started yet.
     *
     * @param inside the port it listens on within the container
     * @param outside the port of this machine that leads there
     */
    ServerContainer(String image, int inside, int outside, Map<String, String> environment) {
        this.container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv(environment)
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withPortBindings(new PortBinding(
                                Ports.Binding.bindIpAndPort("127.0.0.1", outside), new ExposedPort(inside))))
                .waitingFor(new AbstractWaitStrategy() {
                    @Override
                    protected void waitUntilReady() {
                        awaitAnswer();
                    }
                });
    }

    /** Whether the server is ready. */
    abstract boolean answers();

    public void start() {
        if (container.getContainerId() == null) {
            create();
        } else {
            DockerClientFactory.lazyClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
            awaitAnswer();
        }
    }

    /** Testcontainers looks its parts up by the thread's class loader, which under a Quarkus test may be another one. */
    private void create() {
        var thread = Thread.currentThread();
        var usual = thread.getContextClassLoader();
        thread.setContextClassLoader(ServerContainer.class.getClassLoader());
        try {
            container.start();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    public void stop() {
        if (isRunning()) {
            DockerClientFactory.lazyClient()
                    .stopContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    public void kill() {
        if (isRunning()) {
            DockerClientFactory.lazyClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    public void close() {
        container.close();
    }

    private boolean isRunning() {
        return container.getContainerId() != null
                && Boolean.TRUE.equals(DockerClientFactory.lazyClient()
                        .inspectContainerCmd(container.getContainerId())
                        .exec()
                        .getState()
                        .getRunning());
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + UP_WITHIN.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline || !isRunning()) {
                throw new StackException(container.getDockerImageName() + " does not answer: " + container.getLogs());
            }
            Pause.of(Duration.ofMillis(50));
        }
    }
}
