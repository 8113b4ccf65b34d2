package org.mineralwatch.localstack.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mineralwatch.localstack.Keyset;
import org.mineralwatch.localstack.StackException;
import picocli.CommandLine.Command;

/**
 * Makes the secrets of the system in containers. Once: who has data that were written under them needs the same again, so
 * a file that is there stays as it is.
 */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = "Makes the passwords and keys that docker-compose asks for, in .env, readable by you alone.")
final class SecretsCommand implements Callable<Integer> {

    private static final int PASSWORD_BYTES = 24;

    @Override
    public Integer call() {
        var file = MineralWatch.project().resolve(".env");
        write(file, secrets());
        Terminal.standard().line("made %s, readable by you alone; keep it, and keep it to yourself".formatted(file));
        return 0;
    }

    /** Lines of an environment file. */
    static String secrets() {
        var random = new SecureRandom();
        var passwords = Stream.of("POSTGRES", "INGEST_DATABASE", "SCORING_DATABASE", "ALERT_DATABASE")
                .map(of -> of + "_PASSWORD=" + password(random) + "\n")
                .collect(Collectors.joining());
        return passwords + "ALERT_SECRETS_KEYSET='" + Keyset.fresh() + "'\n";
    }

    static void write(Path file, String secrets) {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(StandardCharsets.US_ASCII.encode(secrets));
        } catch (FileAlreadyExistsException e) {
            throw new StackException("%s is there already; it stays as it is".formatted(file), e);
        } catch (IOException e) {
            throw new StackException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String password(SecureRandom random) {
        var bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
