package org.mineralwatch.localstack;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL, unpacked once per user and version. Unpacked beside their place and then renamed: whoever
 * is interrupted leaves nothing half done behind.
 */
final class PostgresBinaries {

    private static Optional<Path> found = Optional.empty();

    private PostgresBinaries() {}

    /** The directory that holds {@code bin/postgres}. */
    static synchronized Path unpacked() {
        var directory = found.orElseGet(PostgresBinaries::unpackedOnce);
        found = Optional.of(directory);
        return directory;
    }

    private static Path unpackedOnce() {
        try {
            var target = cache().resolve("postgres-" + digest().substring(0, 16));
            if (!Files.isDirectory(target)) {
                unpack(target);
            }
            return target;
        } catch (IOException e) {
            throw new StackException("PostgreSQL cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static void unpack(Path target) throws IOException {
        var cache = Files.createDirectories(target.getParent());
        var beside = Files.createTempDirectory(cache, target.getFileName() + ".");
        try (var archive = new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                unpack(entry, archive, beside);
            }
        }
        if (!beside.toFile().renameTo(target.toFile()) && !Files.isDirectory(target)) {
            throw new IOException("cannot rename " + beside + " to " + target);
        }
        Directories.delete(beside);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        var path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("the archive reaches outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, into.resolve(entry.getLinkName()).normalize());
        } else {
            Files.copy(content, path);
            boolean executable = entry.getName().matches("(\\./)?bin/.*");
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String digest() throws IOException {
        try (var archive = archive()) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int n = archive.read(buffer); n >= 0; n = archive.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream archive() throws IOException {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var system = name.startsWith("mac") ? "Darwin" : name.startsWith("linux") ? "Linux" : name;
        var architecture = System.getProperty("os.arch");
        var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system, architecture.equals("amd64") ? "x86_64" : architecture);
        return Optional.ofNullable(archive)
                .orElseThrow(() ->
                        new StackException("there is no PostgreSQL for %s on %s: use Linux or macOS, or docker-compose"
                                .formatted(architecture, name)));
    }

    private static Path cache() {
        var chosen = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return chosen.resolve("mineral-watch");
    }
}
