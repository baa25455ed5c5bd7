package com.openflyers.gateway.provision;

import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.provision.Obstacle.Kind;
import com.openflyers.gateway.provision.Quarantine.Outcome.Kept;
import com.openflyers.gateway.provision.Quarantine.Outcome.SetAside;
import com.openflyers.gateway.provision.Quarantine.Sort;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Makes databases: of a version's template, or as a copy of another. Blocks.
///
/// `CREATE DATABASE` runs in no transaction, so what was made is noted at the database itself, as its mark:
/// whoever comes again with the same mark finds it, and an older one of the same name is set aside. A crash may
/// come between the copy and its mark; such a copy counts as an older one.
public final class CopyWorkflow {

    /// What became of the wish.
    public enum Copied {
        MADE,
        /// Somebody with the same mark had made it.
        FOUND
    }

    /// Sizes in bytes from which copying files is faster than logging pages: 1 GB takes 1 s instead of 3.
    private static final long LARGE = 512L << 20;

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private static final String MARK = """
            SELECT coalesce(shobj_description(oid, 'pg_database'), '') AS mark
              FROM pg_database
             WHERE datname = ?
            """;

    private static final String SIZE = """
            SELECT pg_database_size(?) AS bytes
            """;

    private final Cluster cluster;
    private final Database registry;
    private final Quarantine quarantine;
    private final CatalogueRepository catalogue = new CatalogueRepository();

    public CopyWorkflow(DatabaseSettings settings, Database registry, Quarantine quarantine) {
        this.cluster = new Cluster(settings);
        this.registry = registry;
        this.quarantine = quarantine;
    }

    /// Copies a database that nobody uses. New sessions of the source wait meanwhile.
    ///
    /// Rights on the database, its owner and its settings are not copied: see [ConversionWorkflow#admit]. Until
    /// then nobody but the gateway's role gets in.
    ///
    /// @param mark    for whom, such as a migration and its attempt
    /// @param longest what it may take
    /// @throws Obstacle if the source is in use or gone, the disk is full, or the target's name is somebody's
    public Copied copy(DatabaseName source, DatabaseName target, String mark, Duration longest) {
        return make(source, target, mark, longest);
    }

    /// Makes a database of a version's template, for the version's servers, who log in as `role`.
    ///
    /// @throws Obstacle as in [#copy]
    public Copied create(DatabaseName template, DatabaseName name, String role, String mark, Duration longest) {
        var made = make(template, name, mark, longest);
        try (var connection = cluster.connect(ANSWER)) {
            var grant = "GRANT CONNECT ON DATABASE " + name.quoted() + " TO " + Statements.identifier(role);
            Statements.run(connection, grant);
            return made;
        } catch (SQLException e) {
            throw StatementFailure.about(e, name);
        }
    }

    /// Sets a copy aside that nobody needs any more, if it is there.
    ///
    /// @throws Obstacle if somebody is connected to it
    public void discard(DatabaseName copy) {
        try (var connection = cluster.connect(ANSWER)) {
            if (mark(connection, copy).isEmpty()) {
                return;
            }
        } catch (SQLException e) {
            throw StatementFailure.about(e, copy);
        }
        // One that has become a space's meanwhile stays.
        var _ = registry.transaction(tx -> quarantine.setAside(tx, copy, Sort.DISPOSABLE))
                .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                .await();
    }

    private Copied make(DatabaseName source, DatabaseName target, String mark, Duration longest) {
        try (var connection = cluster.connect(longest)) {
            var found = mark(connection, target);
            if (found.isPresent() && found.get().equals(mark)) {
                return Copied.FOUND;
            }
            if (found.isPresent() && !trySetAside(target, mark)) {
                return Copied.FOUND;
            }
            Statements.run(
                    connection,
                    "CREATE DATABASE %s TEMPLATE %s STRATEGY %s ALLOW_CONNECTIONS true"
                            .formatted(target.quoted(), source.quoted(), strategy(connection, source)));
            close(connection, target, mark);
            return Copied.MADE;
        } catch (SQLException e) {
            throw StatementFailure.about(e, source);
        }
    }

    /// A new database lets everybody in.
    private static void close(Connection connection, DatabaseName target, String mark) throws SQLException {
        Statements.run(connection, """
                REVOKE ALL ON DATABASE %1$s FROM PUBLIC;
                COMMENT ON DATABASE %1$s IS %2$s
                """.formatted(target.quoted(), Statements.literal(mark)));
    }

    /// Somebody with the same mark may be between the copy and its mark, so the mark is looked at again under the
    /// rename's lock: the one who comes late must not take away what has been built on since.
    ///
    /// @return false when it is marked for us by now, and stays
    private boolean trySetAside(DatabaseName older, String mark) {
        try {
            var outcome = registry.transaction(tx -> quarantine
                            .setAside(tx, older, Sort.DISPOSABLE)
                            .compose(done -> requireUnmarked(tx, done, mark)))
                    .timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                    .await();
            return switch (outcome) {
                case SetAside _ -> true;
                case Kept kept -> throw new Obstacle(Kind.NAME_TAKEN, kept.because());
            };
        } catch (MarkedMeanwhile e) {
            return false;
        }
    }

    private Future<Quarantine.Outcome> requireUnmarked(SqlConnection tx, Quarantine.Outcome done, String mark) {
        return switch (done) {
            case Kept _ -> Future.succeededFuture(done);
            case SetAside(var name, var _) ->
                catalogue
                        .find(tx, name)
                        .compose(facts ->
                                facts.filter(found -> found.mark().equals(mark)).isPresent()
                                        ? Future.failedFuture(new MarkedMeanwhile())
                                        : Future.succeededFuture(done));
        };
    }

    /// Rolls the renaming back.
    private static final class MarkedMeanwhile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private MarkedMeanwhile() {
            super("the copy was marked meanwhile", null, false, false);
        }
    }

    private static Optional<String> mark(Connection connection, DatabaseName name) throws SQLException {
        return Statements.first(connection, MARK, row -> row.getString("mark"), name.text());
    }

    private static String strategy(Connection connection, DatabaseName source) throws SQLException {
        var bytes = Statements.first(connection, SIZE, row -> row.getLong("bytes"), source.text());
        return bytes.orElse(0L) < LARGE ? "wal_log" : "file_copy";
    }
}
