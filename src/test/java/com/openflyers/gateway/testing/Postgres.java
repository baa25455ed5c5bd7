package com.openflyers.gateway.testing;

import com.openflyers.gateway.config.Secret;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.db.Schema;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Databases for tests, on one real PostgreSQL a JVM: that of `TEST_DATABASE_URL`
/// (`postgresql://user:password@host:port/name`, a role that may create databases), else an embedded one.
public final class Postgres {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Postgres() {}

    /// A database with the schema and nothing else in it, the caller's alone.
    public static DatabaseSettings database() {
        return create("TEMPLATE " + Shared.TEMPLATE.name());
    }

    /// A database without even the schema.
    public static DatabaseSettings emptyDatabase() {
        return create("TEMPLATE template0");
    }

    /// A server of the caller's own, which may be stopped; its database has the schema.
    public static PostgresServer server() {
        return new PostgresServer();
    }

    /// Where nobody answers.
    public static DatabaseSettings nowhere() {
        return settings("127.0.0.1", Ports.free(), "nobody", "nobody", "");
    }

    static DatabaseSettings settings(String host, int port, String name, String user, String password) {
        return new DatabaseSettings(
                host, port, name, user, new Secret(password), 8, Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    private static DatabaseSettings create(String how) {
        return create(Shared.ADMINISTRATION, "test_" + COUNT.incrementAndGet(), how);
    }

    private static DatabaseSettings create(DatabaseSettings server, String name, String how) {
        var unique = name + "_" + ProcessHandle.current().pid();
        try (var connection = DriverManager.getConnection(
                        jdbcUrl(server), server.user(), server.password().reveal());
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + unique);
            // Copying files beats logging pages: nobody else writes to a template.
            statement.execute("CREATE DATABASE " + unique + " " + how + " STRATEGY file_copy");
        } catch (SQLException e) {
            throw new IllegalStateException("no database for tests on " + server, e);
        }
        return settings(
                server.host(),
                server.port(),
                unique,
                server.user(),
                server.password().reveal());
    }

    private static String jdbcUrl(DatabaseSettings server) {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.name();
    }

    /// Started when the first test asks.
    private static final class Shared {

        private static final DatabaseSettings ADMINISTRATION = Optional.ofNullable(System.getenv("TEST_DATABASE_URL"))
                .map(Shared::parse)
                .orElseGet(() -> new PostgresServer().settings("postgres"));
        private static final DatabaseSettings TEMPLATE = migrated();

        private static DatabaseSettings migrated() {
            var template = create(ADMINISTRATION, "gateway_template", "TEMPLATE template0");
            var _ = new Schema(template).migrate();
            return template;
        }

        private static DatabaseSettings parse(String url) {
            var uri = URI.create(url);
            var user = uri.getUserInfo() == null ? "postgres" : uri.getUserInfo();
            var colon = user.indexOf(':');
            return Postgres.settings(
                    uri.getHost(),
                    uri.getPort() < 0 ? 5432 : uri.getPort(),
                    uri.getPath().substring(1),
                    colon < 0 ? user : user.substring(0, colon),
                    colon < 0 ? "" : user.substring(colon + 1));
        }
    }
}
