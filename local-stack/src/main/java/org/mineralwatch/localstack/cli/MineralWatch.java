package org.mineralwatch.localstack.cli;

import java.nio.file.Path;
import org.mineralwatch.localstack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The launcher's main class; the script {@code mineral-watch} finds a JDK, builds, and hands over to it. */
@Command(
        name = "mineral-watch",
        description = "Policy events become dependency scores and signed webhooks.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LoadCommand.class,
            LogsCommand.class,
            SecretsCommand.class,
            TailCommand.class,
        })
public final class MineralWatch {

    private MineralWatch() {}

    /** Runs one command and exits with its status: 0 when it did what was asked. */
    public static void main(String[] arguments) {
        // What the libraries in this process warn of goes to a file, never between its own words.
        var logging = MineralWatch.class.getResource("logging.properties");
        if (logging != null) {
            System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
            System.setProperty("logging.configuration", logging.toString());
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new MineralWatch())
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(Terminal.standard().hasColour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Terminal.COLUMNS)
                .setParameterExceptionHandler((exception, _) -> {
                    var command = exception.getCommandLine();
                    command.getErr()
                            .println("mineral-watch: %s; ./mineral-watch %s --help shows what there is"
                                    .formatted(exception.getMessage(), command.getCommandName()));
                    return command.getCommandSpec().exitCodeOnInvalidInput();
                })
                .setExecutionExceptionHandler((exception, commandLine, _) -> {
                    if (exception instanceof StackException reason) {
                        commandLine.getErr().println("mineral-watch: " + reason.getMessage());
                        return 1;
                    }
                    throw exception;
                });
    }

    /** The directory with the built modules, as the script tells. */
    static Path project() {
        return Path.of(System.getProperty("mineral-watch.project", "."))
                .toAbsolutePath()
                .normalize();
    }
}
