package com.openflyers.gateway.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Reads the configuration and says everything that is wrong with it.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.USAGE)
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var _ = configuration.load();
        spec.commandLine().getOut().println(configuration.file() + " is sound");
        return 0;
    }
}
