package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;

import com.openflyers.gateway.demo.Club;
import com.openflyers.gateway.demo.ClubsUnderTest;
import com.openflyers.gateway.demo.DemoDatabases;
import com.openflyers.gateway.demo.v131.SampleApp131;
import com.openflyers.gateway.demo.web.SampleApp;
import com.openflyers.gateway.demo.web.SampleServer;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.PostgresServer;
import com.openflyers.gateway.testing.Scratch;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.pgclient.PgConnectOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postgresql.PGConnection;

/// A database server that the gateway knows nothing of, as the MySQL of the real 1.3.1 is: with one club on it, a
/// server of the application, and what an operator does there by hand.
final class StandIn implements AutoCloseable {

    /// What is counted, by a name that both sides have.
    private static final Map<String, String> OLD = Map.of(
            "members", "SELECT count(*) FROM members",
            "aircraft", "SELECT count(*) FROM aircrafts",
            "bookings", "SELECT count(*) FROM booking");
    /// Those that have no member, and are named, were never anybody's.
    private static final Map<String, String> NEW = Map.of(
            "members",
            "SELECT (SELECT count(*) FROM account) + count(*) FROM conversion_note WHERE topic = 'member-without-person'",
            "aircraft",
            "SELECT count(*) FROM aircraft",
            "bookings",
            "SELECT (SELECT count(*) FROM booking) + count(*) FROM conversion_note"
                    + " WHERE topic IN ('booking-without-member', 'booking-without-time')");

    private final ClubsUnderTest clubs;
    private final String database;
    private final PostgresServer server = Postgres.server();
    private final PgConnectOptions superuser;
    private final SampleServer application;

    StandIn(ClubsUnderTest clubs, String database) {
        this.clubs = clubs;
        this.database = database;
        var settings = server.settings("postgres");
        superuser = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setUser(settings.user())
                .setPassword(settings.password().reveal())
                .setDatabase("postgres");
        var databases = new DemoDatabases(superuser);
        databases.createRoles();
        databases.create131(database, Club.MERMOZ, today());
        var app = new SampleApp131(databases.options(DemoDatabases.ROLE_131, database), Scratch.directory("sessions"));
        application = result(SampleServer.start(clubs.vertx, new Own(app, database), 0));
    }

    /// Knows its database without being told.
    private record Own(SampleApp131 app, String database) implements SampleApp {

        @Override
        public String version() {
            return app.version();
        }

        @Override
        public Router router(Vertx vertx) {
            var router = Router.router(vertx);
            router.route().handler(context -> {
                context.request().headers().set("X-OpenFlyers-Database", database);
                context.next();
            });
            router.route("/*").subRouter(app.router(vertx));
            return router;
        }
    }

    String url() {
        return application.url();
    }

    /// Brings everything over as it is, converts it, and leaves the result in `target`, which is empty.
    void copyByHand(String target) throws SQLException, IOException {
        var raw = target + "_raw";
        clubs.databases.create131(raw, Club.MERMOZ, today());
        try (var from = connect(superuser.getHost(), superuser.getPort());
                var to = clubs.connect(raw)) {
            var tables = tables(to);
            run(to, "TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY");
            for (var table : tables) {
                copy(from, to, table);
            }
        }
        clubs.databases.convert(raw, target);
    }

    /// An empty one of version 2.0.
    void prepare(String target) throws SQLException {
        try (var connection = clubs.connect(DemoDatabases.REGISTRY)) {
            run(connection, "CREATE DATABASE " + target + " TEMPLATE " + DemoDatabases.TEMPLATE_20);
        }
    }

    SortedMap<String, Long> countOld() throws SQLException {
        try (var connection = connect(superuser.getHost(), superuser.getPort())) {
            return count(connection, OLD);
        }
    }

    SortedMap<String, Long> countNew(String target) throws SQLException {
        try (var connection = clubs.connect(target)) {
            return count(connection, NEW);
        }
    }

    private static SortedMap<String, Long> count(Connection connection, Map<String, String> queries)
            throws SQLException {
        var counts = new TreeMap<String, Long>();
        for (var query : queries.entrySet()) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query.getValue())) {
                rows.next();
                counts.put(query.getKey(), rows.getLong(1));
            }
        }
        return counts;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'")) {
            while (rows.next()) {
                tables.add(rows.getString("name"));
            }
        }
        return tables;
    }

    private static void copy(Connection from, Connection to, String table) throws SQLException, IOException {
        var rows = new ByteArrayOutputStream();
        var _ = from.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT", rows);
        var _ = to.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(rows.toByteArray()));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String host, int port) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(host, port, database), superuser.getUser(), "");
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Paris"));
    }

    @Override
    public void close() {
        result(application.stop().map(true));
        server.close();
    }
}
