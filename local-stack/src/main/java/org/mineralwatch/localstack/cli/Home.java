package org.mineralwatch.localstack.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where this installation keeps what is its own.
 *
 * @param root {@code .mineral-watch} in the project, unless {@code MINERAL_WATCH_HOME} names another place
 */
record Home(Path root) {

    static Home ofProject(Path project) {
        return new Home(Optional.ofNullable(System.getenv("MINERAL_WATCH_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> project.resolve(".mineral-watch"))
                .toAbsolutePath()
                .normalize());
    }

    /** What PostgreSQL and Kafka were given. */
    Path data() {
        return root.resolve("data");
    }

    /** Loaded classes of each JVM, kept for the next start to be quicker. */
    Path classArchives() {
        return root.resolve("classes");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /** Where the supervisor in the background writes what it would have shown. */
    Path supervisorLog() {
        return logs().resolve("supervisor.log");
    }

    /** What the libraries in the launcher's own process have to say. */
    Path launcherLog() {
        return logs().resolve("launcher.log");
    }

    Path receiverLog() {
        return logs().resolve("receiver.log");
    }

    /** Held as long as the stack runs. */
    Path lock() {
        return root.resolve("run/lock");
    }

    /** What runs, with process numbers. */
    Path runRecord() {
        return root.resolve("run/processes.json");
    }

    Path receiverSecret() {
        return root.resolve("receiver-secret");
    }
}
