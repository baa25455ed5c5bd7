package com.openflyers.gateway.app;

import com.openflyers.gateway.config.InvalidSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line.
///
/// Exits as `sysexits.h` has it: 0 when all went well, 64 when the command was not understood, 65 when a
/// file that it was given has faults, 78 when the configuration cannot be used, 1 for everything else.
@Command(
        name = "gateway",
        description = "The one thing in front of all clubs: leads each to the version that serves it.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        exitCodeOnInvalidInput = Main.USAGE,
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            TokenCommand.class,
            ProbeCommand.class,
            ImportCommand.class
        })
public final class Main implements Runnable {

    static final int FAILURE = 1;
    static final int USAGE = 64;
    static final int DATA = 65;
    static final int CONFIGURATION = 78;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        // Before the first logger exists, or the platform's own manager is there for good.
        Logging.install();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command));
    }

    /// Without a command there is nothing to do.
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }

    private static int explain(Exception failure, CommandLine command) {
        var error = command.getErr();
        switch (failure) {
            case InvalidSettings invalid -> {
                invalid.faults().forEach(error::println);
                return CONFIGURATION;
            }
            case StartFailure start -> error.println(start.getMessage());
            default -> error.println(LineFormatter.oneLine(failure));
        }
        return FAILURE;
    }
}
