package org.mineralwatch.localstack.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.mineralwatch.localstack.StackException;

/**
 * The secret that subscriptions of this installation bring along, so that the receiver here can verify what they are
 * sent. Made once, readable by its owner only.
 */
final class ReceiverSecret {

    private static final int BYTES = 32;

    private ReceiverSecret() {}

    static String of(Home home) {
        var file = home.receiverSecret();
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StackException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void create(Path file) throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        Files.createDirectories(file.getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(StandardCharsets.US_ASCII.encode(
                    "whsec_" + Base64.getEncoder().encodeToString(bytes) + "\n"));
        }
    }
}
