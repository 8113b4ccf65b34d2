package org.mineralwatch.localstack.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script {@code mineral-watch} in a project of its own, with JDKs and a Maven that only say what they were told. */
class ScriptTest {

    private static final Path SCRIPT = Path.of("").toAbsolutePath().resolveSibling("mineral-watch");

    @TempDir
    Path directory;

    private Path project;
    private Path jdks;

    private record Run(int status, String output, String errors) {}

    @BeforeEach
    void layOutABuiltProject() throws IOException {
        project = Files.createDirectories(directory.resolve("a project"));
        jdks = Files.createDirectories(directory.resolve("jdks"));
        Files.copy(SCRIPT, project.resolve("mineral-watch"));
        executable(project.resolve("mineral-watch"));
        write(project.resolve("pom.xml"), "");
        write(project.resolve("local-stack/pom.xml"), "");
        write(project.resolve("local-stack/src/main/java/Source.java"), "");
        Files.createDirectories(project.resolve("local-stack/target/lib"));
        write(project.resolve("local-stack/target/local-stack.jar"), "");
        jdk("jdk-17", "17.0.15");
    }

    @Test
    void theJdk25InAFolderIsTakenAndNotThe17OnThePath() throws Exception {
        jdk("jdk-25", "25.0.1");

        var run = run(project.resolve("mineral-watch"), pathWith("jdk-17"), "status");

        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(run.output()).contains("java of jdk-25").contains("MineralWatch status");
    }

    @Test
    void anEarlyAccessOrLaterReleaseWillDo() throws Exception {
        jdk("jdk-27-ea", "27-ea");

        var run = run(project.resolve("mineral-watch"), pathWith("jdk-17"), "status");

        assertThat(run.output()).contains("java of jdk-27-ea");
    }

    @Test
    void aRuntimeWithoutCompilerIsPassedOver() throws Exception {
        jdk("jre-25", "25.0.1");
        Files.delete(jdks.resolve("jre-25/bin/javac"));

        var run = run(project.resolve("mineral-watch"), pathWith("jdk-17"), "status");

        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void withoutAJdk25OneLineTellsHowToGetOne() throws Exception {
        var run = run(project.resolve("mineral-watch"), pathWith("jdk-17"), "up");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .contains("JDK 25", "https://adoptium.net", "MINERAL_WATCH_JAVA_HOME");
    }

    @Test
    void theJdkThatIsNamedIsTaken() throws Exception {
        jdk("jdk-25", "25.0.1");
        jdk("mine", "26");

        var run = run(
                project.resolve("mineral-watch"),
                with(
                        pathWith("jdk-17"),
                        "MINERAL_WATCH_JAVA_HOME",
                        jdks.resolve("mine").toString()),
                "status");

        assertThat(run.output()).contains("java of mine");
    }

    @Test
    void aNamedJdkThatIsTooOldIsRefusedRatherThanReplaced() throws Exception {
        jdk("jdk-25", "25.0.1");

        var run = run(
                project.resolve("mineral-watch"),
                with(
                        pathWith("jdk-17"),
                        "MINERAL_WATCH_JAVA_HOME",
                        jdks.resolve("jdk-17").toString()),
                "status");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains("MINERAL_WATCH_JAVA_HOME", "jdk-17");
    }

    @Test
    void aJavaHomeThatIsTooOldIsPassedOver() throws Exception {
        jdk("jdk-25", "25.0.1");

        var run = run(
                project.resolve("mineral-watch"),
                with(pathWith("jdk-17"), "JAVA_HOME", jdks.resolve("jdk-17").toString()),
                "status");

        assertThat(run.output()).contains("java of jdk-25");
    }

    @Test
    void calledThroughALinkFromElsewhereItFindsItsProject() throws Exception {
        jdk("jdk-25", "25.0.1");
        var link = Files.createSymbolicLink(directory.resolve("link"), project.resolve("mineral-watch"));

        var run = run(link, pathWith("jdk-17"), "status");

        assertThat(run.output()).contains("-Dmineral-watch.project=" + project.toRealPath());
    }

    @Test
    void aSourceThatIsNewerIsBuiltAndAFailureShownWithItsLog() throws Exception {
        jdk("jdk-25", "25.0.1");
        Files.setLastModifiedTime(project.resolve("local-stack/target/local-stack.jar"), FileTime.fromMillis(0));
        program(jdks.resolve("jdk-17/bin/mvn"), """
                case $1 in -v) echo "Apache Maven 3.9.9"; exit;; esac
                echo "[INFO] Building Mineral Watch: the launcher 0.1.0-SNAPSHOT            [1/1]"
                echo "[ERROR] the source does not compile"
                exit 1""");

        var run = run(project.resolve("mineral-watch"), pathWith("jdk-17"), "status");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("[1/1] the launcher").doesNotContain("java of");
        assertThat(run.errors()).contains("the source does not compile", "build.log");
    }

    @Test
    void testHandsItsArgumentsToMavenWithTheJdkFound() throws Exception {
        jdk("jdk-25", "25.0.1");
        program(
                jdks.resolve("jdk-17/bin/mvn"),
                "case $1 in -v) echo 'Apache Maven 3.8.7'; exit;; esac; echo \"$JAVA_HOME $PWD $*\"");

        var run = run(project.resolve("mineral-watch"), pathWith("jdk-17"), "test", "-pl", "scoring-service", "-am");

        assertThat(run.output().strip())
                .isEqualTo(
                        "%s %s verify -pl scoring-service -am".formatted(jdks.resolve("jdk-25"), project.toRealPath()));
    }

    @Test
    void helpNeedsNoJdk() throws Exception {
        var run = run(project.resolve("mineral-watch"), pathWith("jdk-17"), "--help");

        assertThat(run.status()).isZero();
        assertThat(run.output()).contains("up", "down", "status", "logs", "tail", "test");
    }

    @Test
    void anUnknownCommandIsRefused() throws Exception {
        var run = run(project.resolve("mineral-watch"), pathWith("jdk-17"), "upp");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors()).contains("no command upp");
    }

    private void jdk(String name, String release) throws IOException {
        var home = Files.createDirectories(jdks.resolve(name));
        write(home.resolve("release"), "IMPLEMENTOR=\"Trial\"\nJAVA_VERSION=\"%s\"\n".formatted(release));
        program(home.resolve("bin/java"), "echo \"java of " + name + " $*\"");
        program(home.resolve("bin/javac"), "exit 0");
    }

    private Map<String, String> pathWith(String jdk) {
        return Map.of(
                "PATH", jdks.resolve(jdk).resolve("bin") + ":/usr/bin:/bin",
                "HOME", directory.toString(),
                "MINERAL_WATCH_JDK_FOLDERS", jdks.toString());
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        var more = new HashMap<>(environment);
        more.put(name, value);
        return Map.copyOf(more);
    }

    private Run run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        var output = directory.resolve("output");
        var errors = directory.resolve("errors");
        var builder = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                        .toList())
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(content), UTF_8);
    }

    private static void program(Path file, String script) throws IOException {
        write(file, "#!/bin/sh\n" + script);
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
