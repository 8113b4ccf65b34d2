package org.mineralwatch.localstack;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How this JVM would be started again: the same Java, the same class path. */
final class JavaCommand {

    /** Quiet about what the broker's and the drivers' libraries do to the JVM. */
    static final List<String> QUIET =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private JavaCommand() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        // Under Surefire java.class.path may be one jar that only names the others.
        var own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        // In a test of Quarkus its jars are there too, and would hold back all logging until an application is up.
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(own)
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("quarkus-"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
