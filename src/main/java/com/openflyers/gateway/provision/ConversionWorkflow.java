package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.provision.Conversion.Converted;
import com.openflyers.gateway.provision.Conversion.Failed;
import com.openflyers.gateway.provision.Conversion.Ran;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;
import org.postgresql.util.PSQLException;

/// Loads the scripts from one version to another, runs them, and lets the new version's servers in. Blocks.
///
/// Each script runs in one transaction, as the owner, together with a note of it in the database itself: after a
/// crash the next run goes on where the last one ended, and two runs at once do each script once.
public final class ConversionWorkflow {

    private static final String RAN = """
            SELECT sha256, millis
              FROM gateway_birth.script
             WHERE pair = ? AND name = ?
            """;

    private static final String REMEMBER = """
            INSERT INTO gateway_birth.script (pair, name, sha256, millis)
            VALUES (?, ?, ?, ?)
            """;

    private final Cluster cluster;
    private final VersionFiles files;

    public ConversionWorkflow(DatabaseSettings settings, ProvisionSettings provision) {
        this.cluster = new Cluster(settings);
        this.files = new VersionFiles(provision.migrations());
    }

    /// Empty if there is no way between the two versions.
    public Optional<Scripts> load(String from, String to) {
        return files.scripts(from, to);
    }

    /// @param longest what one statement may take
    /// @throws Obstacle if the database cannot be reached any more, such as after it was renamed
    public Conversion run(DatabaseName database, Scripts scripts, Duration longest) {
        try (var connection = cluster.connect(database, longest)) {
            BirthSchema.create(connection);
            var ran = new ArrayList<Ran>();
            for (var script : scripts.list()) {
                try {
                    ran.add(Statements.transaction(connection, () -> runOnce(connection, scripts.pair(), script)));
                } catch (SQLException e) {
                    return failed(script, e);
                } catch (Changed e) {
                    return new Failed(script.name(), OptionalInt.empty(), "", String.valueOf(e.getMessage()));
                }
            }
            return new Converted(ran);
        } catch (SQLException e) {
            throw StatementFailure.inside(e, database);
        }
    }

    /// Lets the servers of `version` in, who log in as `role`, and nobody else; and gives the database the
    /// settings that `like` has, which a copy of it lacks. May be repeated.
    public void admit(DatabaseName database, String version, String role, DatabaseName like) {
        var rights = files.version(version).rights().sql().replace(":\"role\"", Statements.identifier(role));
        try (var connection = cluster.connect(database, Cluster.HOUR)) {
            var _ = Statements.transaction(connection, () -> {
                Admission.revokeAll(connection);
                Statements.run(connection, rights);
                Admission.admit(connection, database, role);
                Admission.applySettings(connection, database, like);
                return true;
            });
        } catch (SQLException e) {
            throw StatementFailure.inside(e, database);
        }
    }

    private static Ran runOnce(Connection connection, String pair, Script script) throws SQLException {
        BirthSchema.lock(connection);
        var before = Statements.first(
                connection,
                RAN,
                row -> new Ran(script.name(), row.getString("sha256"), Duration.ofMillis(row.getLong("millis"))),
                pair,
                script.name());
        if (before.isPresent()) {
            return same(before.get(), script);
        }
        var begun = System.nanoTime();
        Statements.run(connection, script.sql());
        var took = Duration.ofNanos(System.nanoTime() - begun);
        var _ = Statements.update(connection, REMEMBER, pair, script.name(), script.sha256(), took.toMillis());
        return new Ran(script.name(), script.sha256(), took);
    }

    private static Ran same(Ran before, Script script) {
        if (!before.sha256().equals(script.sha256())) {
            throw new Changed(script.name() + " was another script when it ran in this database");
        }
        return before;
    }

    private static Failed failed(Script script, SQLException failure) {
        var said = failure instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        var position = said == null ? 0 : said.getPosition();
        var line = position == 0
                ? OptionalInt.empty()
                : OptionalInt.of(1
                        + (int) script.sql()
                                .codePoints()
                                .limit(position - 1L)
                                .filter(c -> c == '\n')
                                .count());
        var message = said == null ? failure.getMessage() : said.getMessage();
        return new Failed(script.name(), line, String.valueOf(failure.getSQLState()), String.valueOf(message));
    }

    /// Ends the transaction; an outcome outside of it.
    private static final class Changed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Changed(String message) {
            super(message);
        }
    }
}
