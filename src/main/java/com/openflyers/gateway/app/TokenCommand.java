package com.openflyers.gateway.app;

import com.openflyers.gateway.admin.Role;
import com.openflyers.gateway.admin.TokenIssuer;
import com.openflyers.gateway.config.Units;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Prints the token and nothing else, so that a script can take it as it comes.
@Command(
        name = "token",
        description = "Prints a token that opens the operations API, signed with the configured key.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.USAGE)
final class TokenCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "What its bearer may do: viewer, operator or admin, each including the one before.")
    private Role role = Role.VIEWER;

    @Option(names = "--subject", required = true, paramLabel = "NAME", description = "Who that is, for the audit.")
    private String subject = "";

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            converter = Lifetime.class,
            description = "How long it is valid, such as 30m, 8h or 7d (default: 1h).")
    private Duration ttl = Duration.ofHours(1);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (subject.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--subject is the name of somebody");
        }
        var settings = configuration.load();
        var vertx = Vertx.vertx();
        try {
            var issuer = new TokenIssuer(vertx, settings.operations().jwt(), InstantSource.system());
            spec.commandLine().getOut().println(issuer.issue(subject, role, ttl));
            return 0;
        } catch (IllegalStateException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        } finally {
            // The process ends with the command; in a test, threads of the closing instance hurt nobody.
            var _ = vertx.close();
        }
    }

    private static final class Lifetime implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                var lifetime = Units.duration(text);
                if (lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
                    throw new TypeConversionException("expected at least 1s");
                }
                return lifetime;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
