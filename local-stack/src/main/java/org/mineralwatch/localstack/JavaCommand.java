package org.mineralwatch.localstack;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a JVM like this one is started: the same Java, the same class path. */
public final class JavaCommand {

    // Quiet about what the libraries of broker, drivers and compression do to the JVM.
    private static final List<String> QUIET =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private JavaCommand() {}

    /** This Java with a heap of at most so many MiB and the collector that needs the least beside it. */
    public static Stream<String> withHeap(int mebibytes) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(Stream.of(java, "-Xmx" + mebibytes + "m", "-XX:+UseSerialGC"), QUIET.stream());
    }

    /** The class path of this JVM. */
    public static String classPath() {
        // Under Surefire java.class.path may be one jar that only names the others.
        var own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        // In a test of Quarkus its jars are there too, and would hold back all logging until an application is up.
        return entries(own)
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("quarkus-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Keeps loaded classes in this file from one start to the next. A JVM does so for jars only; with directories on the
     * class path, as in tests, there is nothing to keep.
     */
    static Stream<String> keepingClassesIn(Path archive, String classPath) {
        return entries(classPath).allMatch(entry -> entry.endsWith(".jar"))
                ? Stream.of("-XX:SharedArchiveFile=" + archive, "-XX:+AutoCreateSharedArchive", "-Xlog:cds=off,aot=off")
                : Stream.empty();
    }

    private static Stream<String> entries(String classPath) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(classPath)
                .filter(e -> !e.isEmpty());
    }
}
