package org.mineralwatch.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mineralwatch.localstack.StackException;

class SecretsCommandTest {

    // The launcher's tests run in the module's directory.
    private static final Path COMPOSE_FILE = Path.of("..", "docker-compose.yml");
    private static final Pattern ASKED_FOR = Pattern.compile("\\$\\{(\\w+):\\?");

    @Test
    void makesAllThatTheComposeFileAsksFor() throws IOException {
        var names = ASKED_FOR
                .matcher(Files.readString(COMPOSE_FILE))
                .results()
                .map(found -> found.group(1))
                .distinct();

        var secrets = SecretsCommand.secrets();

        assertThat(names)
                .hasSize(5)
                .allSatisfy(name -> assertThat(secrets).containsPattern("(?m)^" + name + "=.{32,}$"));
    }

    @Test
    void makesOthersEachTime() {
        assertThat(SecretsCommand.secrets().lines())
                .doesNotContainAnyElementsOf(SecretsCommand.secrets().lines().toList());
    }

    @Test
    void isReadByItsOwnerAloneAndNeverWrittenOver(@TempDir Path directory) throws IOException {
        var file = directory.resolve(".env");

        SecretsCommand.write(file, "first=1");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> SecretsCommand.write(file, "second=2"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("stays as it is");
        assertThat(file).hasContent("first=1");
    }
}
