package org.mineralwatch.localstack.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Asks the system which process listens on a port; what it may not tell stays unknown. */
final class PortOwner {

    private static final Pattern SS_USER = Pattern.compile("users:\\(\\(\"[^\"]*\",pid=(\\d+)");
    private static final Pattern LSOF_PROCESS = Pattern.compile("^p(\\d+)$", Pattern.MULTILINE);

    private PortOwner() {}

    /** Name and number of the process, as in {@code nginx (pid 4711)}. */
    static Optional<String> of(int port) {
        return asked(SS_USER, "ss", "-H", "-l", "-t", "-n", "-p", "sport = :" + port)
                .or(() -> asked(LSOF_PROCESS, "lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fp"))
                .flatMap(ProcessHandle::of)
                .map(process -> "%s (pid %d)".formatted(nameOf(process), process.pid()));
    }

    private static String nameOf(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .orElse("a process");
    }

    private static Optional<Long> asked(Pattern answer, String... command) {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(5, TimeUnit.SECONDS);
            return answer.matcher(output).results().findFirst().map(found -> Long.valueOf(found.group(1)));
        } catch (IOException notInstalled) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
