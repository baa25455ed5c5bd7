package com.openflyers.gateway.admin;

import com.openflyers.gateway.account.Accounts;
import com.openflyers.gateway.account.Registrations;
import com.openflyers.gateway.admin.ClubFile.Fault;
import com.openflyers.gateway.admin.ClubFile.Line;
import com.openflyers.gateway.admin.ClubFile.Unfit;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.AuditEntry;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Registers the clubs of a file: all of them in one transaction, or none and every reason why. Blocks.
public final class ImportWorkflow {

    /// Who did it, for the audit: whoever has the configuration and its password.
    private static final String ACTOR = "import";

    public sealed interface Result {

        /// @param unchanged were there already, exactly so
        record Imported(int created, int unchanged) implements Result {}

        /// Nothing was done.
        record Faulty(List<Fault> faults) implements Result {}
    }

    private final Database database;
    private final Spaces spaces;
    private final Registrations registrations;
    private final Accounts accounts;
    private final Audit audit = new Audit();

    public ImportWorkflow(Database database, Spaces spaces, Accounts accounts) {
        this.database = database;
        this.spaces = spaces;
        this.registrations = new Registrations(spaces, accounts);
        this.accounts = accounts;
    }

    /// @param telling [Accounts.Telling#INVITED] also writes to clubs that were there, and have not chosen a password
    /// @param ending  [Ending#ROLLBACK] only looks for faults
    public Result run(ClubFile file, Accounts.Telling telling, Ending ending) {
        try {
            return database.transaction(ending, tx -> all(tx, file, telling)).await();
        } catch (Refused e) {
            return new Result.Faulty(e.faults);
        }
    }

    /// A file with faults is tried as well, as far as it can be read: what the registry has against it is found too.
    private Future<Result> all(SqlConnection tx, ClubFile file, Accounts.Telling telling) {
        var lines = file.lines();
        var faults = new ArrayList<>(file.faults());
        var created = new ArrayList<Line>();
        var done = Future.<Void>succeededFuture();
        // Before the others are there, which one of them may be about once more.
        for (var line : file.unfit()) {
            done = done.compose(_ -> unfit(tx, line, faults));
        }
        for (var line : lines) {
            done = done.compose(_ -> one(tx, line, telling, faults, created));
        }
        return done.compose(_ -> faults.isEmpty()
                ? Future.succeededFuture(new Result.Imported(created.size(), lines.size() - created.size()))
                : Future.failedFuture(new Refused(faults)));
    }

    private Future<Void> unfit(SqlConnection tx, Unfit line, List<Fault> faults) {
        return line.version().isBlank()
                ? Future.succeededFuture()
                : spaces.obstacle(tx, line.space(), line.version(), line.databases())
                        .map(obstacle -> obstacle.flatMap(ImportWorkflow::fault))
                        .map(fault -> {
                            fault.ifPresent(rule -> faults.add(new Fault(line.number(), "", rule)));
                            return null;
                        });
    }

    private Future<Void> one(
            SqlConnection tx, Line line, Accounts.Telling telling, List<Fault> faults, List<Line> created) {
        var form = line.form();
        return registrations
                .put(tx, form, line.postalAddress(), Expected.ANY, ACTOR, telling)
                .compose(outcome -> {
                    var fault = fault(outcome);
                    if (fault.isPresent()) {
                        faults.add(new Fault(line.number(), "", fault.get()));
                        return Future.succeededFuture();
                    }
                    if (!(outcome instanceof Outcome.Written written)) {
                        return again(tx, form.name(), telling);
                    }
                    created.add(line);
                    var detail = new JsonObject()
                            .put("revision", written.revision())
                            .put("club", form.club())
                            .put("version", form.version());
                    return audit.append(tx, new AuditEntry(ACTOR, "space.import", "space/" + form.name(), detail));
                });
    }

    private Future<Void> again(SqlConnection tx, String space, Accounts.Telling telling) {
        return switch (telling) {
            case NOT_YET -> Future.succeededFuture();
            case INVITED ->
                accounts.find(tx, space)
                        .compose(found -> found.isEmpty() || found.get().entered()
                                ? Future.succeededFuture()
                                : accounts.invite(tx, space).mapEmpty());
        };
    }

    private static Optional<String> fault(Outcome.OfSpacePut outcome) {
        return switch (outcome) {
            case Outcome.Written(var _, var created) ->
                created ? Optional.empty() : Optional.of("the space is there already, and differs");
            case Outcome.Unchanged _ -> Optional.empty();
            case Outcome.StaleRevision _ -> Optional.of("somebody else has changed the space");
            case Outcome.Reserved(var by) -> Optional.of("the space is reserved for " + by);
            case Outcome.UnknownVersion(var name) -> Optional.of("version \"" + name + "\" is not registered");
            case Outcome.NoDatabase(var version) -> Optional.of("a space on version " + version + " needs a database");
            case Outcome.Fenced(var version, var _) ->
                Optional.of("the space's database of version " + version + " is fenced");
            case Outcome.NameRetired _ -> Optional.of("the name was another club's");
            case Outcome.InTheMaking _ ->
                Optional.of("somebody has signed up for the name, and its space is in the making");
            case Outcome.BadName(var rule) -> Optional.of(rule);
            case Outcome.PointerDiffers(var current) ->
                Optional.of("the space is there already, on version " + current);
            case Outcome.DatabaseConflict(var name) -> Optional.of("the database \"" + name + "\" is another space's");
            case Outcome.DatabaseForbidden(var name) ->
                Optional.of("the database \"" + name + "\" is no space's: it is the registry, PostgreSQL's own, "
                        + "a version's template, or what a migration has made");
        };
    }

    /// Leaves a transaction that must not be committed; never leaves this class.
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<Fault> faults;

        Refused(List<Fault> faults) {
            super("the file has faults", null, false, false);
            this.faults =
                    faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
        }
    }
}
