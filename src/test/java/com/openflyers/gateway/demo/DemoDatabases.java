package com.openflyers.gateway.demo;

import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Makes the roles and the clubs' databases on a PostgreSQL server.
///
/// The gateway's role creates and owns the databases; each version has a role with rights on rows only.
public final class DemoDatabases {

    public static final String GATEWAY_ROLE = "gateway";
    public static final String ROLE_131 = "openflyers_131";
    public static final String ROLE_20 = "openflyers_20";

    /// The registry of the gateway; empty.
    public static final String REGISTRY = "openflyers_gateway";

    /// What a new club's 2.0 database is a copy of.
    public static final String TEMPLATE_20 = "openflyers_20_template";

    private static final Path SCRIPTS = Path.of("conf", "migrations");

    /// Run in place on a copy of a 1.3.1 database, as its owner, in one transaction each.
    private static final List<String> CONVERSION = List.of(
            "1.3.1-to-2.0/01-set-aside.sql",
            "1.3.1-to-2.0/02-tables.sql",
            "1.3.1-to-2.0/03-readers.sql",
            "1.3.1-to-2.0/04-people.sql",
            "1.3.1-to-2.0/05-aircraft.sql",
            "1.3.1-to-2.0/06-bookings.sql",
            "1.3.1-to-2.0/07-parameters.sql",
            "1.3.1-to-2.0/08-clean-up.sql");

    private static final List<String> NEW_131 = List.of("1.3.1/tables.sql");
    private static final List<String> NEW_20 = List.of("1.3.1-to-2.0/02-tables.sql");
    private static final List<String> CONTENT_20 = List.of("2.0/template.sql");

    private final PgConnectOptions superuser;

    /// @param superuser where the server is, and who may make roles there
    public DemoDatabases(PgConnectOptions superuser) {
        this.superuser = superuser;
    }

    /// Roles, the registry's database, and every club in the versions it needs.
    public void create(LocalDate today) {
        createRoles();
        createDatabase(REGISTRY);
        inParallel(List.of(
                () -> {
                    create131(Club.AEROCLUB, today);
                    convert(Club.AEROCLUB.database("1.3.1"), Club.AEROCLUB.database("2.0"));
                },
                () -> create131(Club.MERMOZ, today),
                this::createTemplate20,
                () -> create20(Club.ALPILLES, today),
                () -> create20(Club.PLANEURS, today)));
    }

    /// A role's way into a database; the password of each of our roles is its name.
    public PgConnectOptions options(String role, String database) {
        return new PgConnectOptions(superuser).setUser(role).setPassword(role).setDatabase(database);
    }

    public void createRoles() {
        run(superuser, connection -> {
            for (var role : List.of(GATEWAY_ROLE, ROLE_131, ROLE_20)) {
                execute(connection, """
                        DO $$
                        BEGIN
                            CREATE ROLE %1$s LOGIN PASSWORD '%1$s';
                        EXCEPTION WHEN duplicate_object OR unique_violation THEN
                            NULL; -- another test class on this server was first
                        END
                        $$
                        """.formatted(role));
            }
            execute(connection, "ALTER ROLE gateway CREATEDB");
            execute(connection, "GRANT pg_signal_backend, pg_read_all_stats TO gateway");
        });
    }

    private void create131(Club club, LocalDate today) {
        create131(club.database("1.3.1"), club, today);
    }

    public void create131(String database, Club club, LocalDate today) {
        createDatabase(database);
        runScripts(database, NEW_131);
        run(options(GATEWAY_ROLE, database), connection -> Seed131.write(connection, club, Seed.of(club, today)));
        admit(database, ROLE_131, "1.3.1/rights.sql");
    }

    public void createTemplate20() {
        createDatabase(TEMPLATE_20);
        runScripts(TEMPLATE_20, NEW_20);
        runScripts(TEMPLATE_20, CONTENT_20);
        admit(TEMPLATE_20, ROLE_20, "2.0/rights.sql");
    }

    private void create20(Club club, LocalDate today) {
        var database = club.database("2.0");
        createDatabase(database);
        runScripts(database, NEW_20);
        run(options(GATEWAY_ROLE, database), connection -> Seed20.write(connection, club, Seed.of(club, today)));
        admit(database, ROLE_20, "2.0/rights.sql");
    }

    /// Makes `target` of 2.0 from a copy of `source` of 1.3.1, which nobody may have open.
    public void convert(String source, String target) {
        run(gateway(), connection -> {
            execute(connection, "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(target));
            execute(connection, "CREATE DATABASE %s TEMPLATE %s".formatted(target, source));
            execute(connection, "REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(target));
        });
        run(options(GATEWAY_ROLE, target), connection -> {
            execute(connection, "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM openflyers_131");
            execute(connection, "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM openflyers_131");
        });
        runScripts(target, CONVERSION);
        admit(target, ROLE_20, "2.0/rights.sql");
    }

    /// Anew: one that is left from an earlier run goes.
    private void createDatabase(String database) {
        run(gateway(), connection -> {
            execute(connection, "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(database));
            execute(connection, "CREATE DATABASE " + database);
            execute(connection, "REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(database));
        });
    }

    private void runScripts(String database, List<String> scripts) {
        for (var script : scripts) {
            run(options(GATEWAY_ROLE, database), connection -> {
                connection.setAutoCommit(false);
                execute(connection, script(script));
                connection.commit();
            });
        }
    }

    private void admit(String database, String role, String rights) {
        run(options(GATEWAY_ROLE, database), connection -> {
            execute(connection, "GRANT CONNECT ON DATABASE %s TO %s".formatted(database, role));
            execute(connection, script(rights).replace(":\"role\"", role));
        });
    }

    private PgConnectOptions gateway() {
        return options(GATEWAY_ROLE, superuser.getDatabase());
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private static void run(PgConnectOptions options, Work work) {
        var url = "jdbc:postgresql://%s:%d/%s".formatted(options.getHost(), options.getPort(), options.getDatabase());
        try (var connection = DriverManager.getConnection(url, options.getUser(), options.getPassword())) {
            work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(options.getDatabase() + ": " + e.getMessage(), e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script(String name) {
        try {
            return Files.readString(SCRIPTS.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void inParallel(List<Runnable> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done :
                    threads.invokeAll(tasks.stream().map(Executors::callable).toList())) {
                var _ = done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a database of the demo could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
