package org.mineralwatch.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.mineralwatch.localstack.FreePort;
import org.mineralwatch.localstack.StackException;
import picocli.CommandLine;

class PortOptionsTest {

    @Test
    void unlessToldOtherwiseThePortsAreThoseOfTheDocumentation() {
        var ports = parsed();

        assertThat(ports.ofStack())
                .hasToString("Ports[postgres=15432, kafka=19092, ingest=8081, scoring=8082, alert=8083]");
        assertThat(ports.receiver).isEqualTo(8090);
    }

    @Test
    void anOptionGivesAnotherPort() {
        var ports = parsed("--kafka-port", "29092", "--receiver-port=9000");

        assertThat(ports.kafka).isEqualTo(29092);
        assertThat(ports.receiver).isEqualTo(9000);
    }

    @Test
    void aTakenPortIsNamedWithItsOwnerAndTheOptionForAnother() throws IOException {
        var ports = free();
        try (var taken = new ServerSocket(ports.scoring, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(ports::check)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port %d, meant for scoring, is taken".formatted(taken.getLocalPort()))
                    .hasMessageContaining("--scoring-port");
        }
    }

    @Test
    void thePortsOwnerIsThisProcess() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortOwner.of(taken.getLocalPort()))
                    .as("needs ss or lsof, as every developer's machine has")
                    .hasValueSatisfying(owner -> assertThat(owner)
                            .contains("pid " + ProcessHandle.current().pid()));
        }
    }

    @Test
    void freePortsPass() {
        var ports = free();

        assertThatCode(ports::check).doesNotThrowAnyException();
    }

    @Test
    void onePortForTwoIsRefused() {
        var ports = free();
        ports.alert = ports.kafka;

        assertThatThrownBy(ports::check).isInstanceOf(StackException.class).hasMessageContaining("alert and kafka");
    }

    @Test
    void aNumberThatIsNoPortIsRefused() {
        var ports = free();
        ports.ingest = 70_000;

        assertThatThrownBy(ports::check).isInstanceOf(StackException.class).hasMessageContaining("--ingest-port 70000");
    }

    @Test
    void aMisspeltOptionGetsOneLineAndAStatus() {
        var errors = new StringWriter();

        int status = MineralWatch.commandLine().setErr(new PrintWriter(errors)).execute("up", "--frash");

        assertThat(status).isEqualTo(2);
        assertThat(errors.toString().lines()).singleElement().asString().contains("--frash", "up --help");
    }

    private static PortOptions parsed(String... arguments) {
        var up = new UpCommand();
        new CommandLine(up).parseArgs(arguments);
        return up.ports;
    }

    private static PortOptions free() {
        var ports = new PortOptions();
        ports.ingest = FreePort.next();
        ports.scoring = FreePort.next();
        ports.alert = FreePort.next();
        ports.receiver = FreePort.next();
        ports.postgres = FreePort.next();
        ports.kafka = FreePort.next();
        return ports;
    }
}
