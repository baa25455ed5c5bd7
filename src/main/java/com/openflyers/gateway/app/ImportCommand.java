package com.openflyers.gateway.app;

import com.openflyers.gateway.account.Accounts;
import com.openflyers.gateway.admin.ClubFile;
import com.openflyers.gateway.admin.ImportWorkflow;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.db.Schema;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// How the first two hundred clubs arrive. The nodes that run find the spaces by themselves.
@Command(
        name = "import",
        description = "Registers the clubs of a file, all or none, and says everything that is wrong with it.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = Main.USAGE)
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOption configuration = new ConfigurationOption();

    @Parameters(
            paramLabel = "FILE",
            description = "CSV in UTF-8 with a header: space,club,version,kind,database,clubEmail,contactName,"
                    + "contactEmail,language.")
    private Path file = Path.of("clubs.csv");

    @Option(names = "--dry-run", description = "Meet every check, change nothing.")
    private boolean dryRun;

    @Option(
            names = "--invite",
            description = "Mail each club an invitation to choose its password, if it has not chosen one.")
    private boolean invite;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var settings = configuration.load();
        var clubs = ClubFile.parse(read(), settings.names());
        var vertx = Vertx.vertx();
        try {
            prepare(settings.database());
            var spaces = new Spaces(settings.names());
            var accounts = Accounts.of(spaces, settings.names(), settings.mail(), settings.clientArea());
            var result = new ImportWorkflow(new Database(vertx, settings.database()), spaces, accounts)
                    .run(
                            clubs,
                            invite ? Accounts.Telling.INVITED : Accounts.Telling.NOT_YET,
                            dryRun ? Ending.ROLLBACK : Ending.COMMIT);
            return say(result);
        } finally {
            // The process ends with the command; in a test, threads of the closing instance hurt nobody.
            var _ = vertx.close();
        }
    }

    private static void prepare(DatabaseSettings registry) {
        try {
            var _ = new Schema(registry).migrate();
        } catch (RuntimeException e) {
            throw new StartFailure("the registry " + registry + " cannot be used: " + Schema.reason(e), e);
        }
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new StartFailure("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new StartFailure(file + " is not in UTF-8", e);
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read: " + e, e);
        }
    }

    private int say(ImportWorkflow.Result result) {
        var console = spec.commandLine();
        return switch (result) {
            case ImportWorkflow.Result.Imported(var created, var unchanged) -> {
                console.getOut()
                        .println((dryRun ? "would register " : "registered ") + created + " spaces, " + unchanged
                                + " were there already");
                yield 0;
            }
            case ImportWorkflow.Result.Faulty(var faults) -> {
                faults.forEach(fault -> console.getErr().println(file + ", " + fault));
                console.getErr().println("nothing was registered: " + faults.size() + " faults");
                yield Main.DATA;
            }
        };
    }
}
