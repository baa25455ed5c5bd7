package com.openflyers.gateway.demo;

import com.openflyers.gateway.demo.web.SampleServer;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.Scratch;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/// The clubs with both sample versions in front of them, on one server for all tests of this JVM.
///
/// Tests share the databases, so each takes a day, an address or a club of its own.
public final class ClubsUnderTest {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final AtomicInteger DAYS = new AtomicInteger();

    /// Nothing is seeded on this day and those after it.
    private static final int FIRST_EMPTY_DAY = 60;

    public final HttpClient http = HttpClient.newHttpClient();
    private final PgConnectOptions superuser;
    public final Vertx vertx;
    public final DemoDatabases databases;
    public final DemoClubs clubs;

    private ClubsUnderTest() {
        var server = Postgres.emptyDatabase();
        superuser = new PgConnectOptions()
                .setHost(server.host())
                .setPort(server.port())
                .setUser(server.user())
                .setPassword(server.password().reveal())
                .setDatabase(server.name());
        vertx = Vertx.vertx();
        databases = new DemoDatabases(superuser);
        databases.create(LocalDate.now(Seed.ZONE));
        clubs = DemoClubs.start(vertx, databases, Scratch.directory("sessions"));
    }

    private static final class Shared {
        private static final ClubsUnderTest CLUBS = new ClubsUnderTest();
    }

    public static ClubsUnderTest shared() {
        return Shared.CLUBS;
    }

    /// One of the version's servers.
    public SampleServer server(String version) {
        return clubs.servers(version).getFirst();
    }

    /// A request as the gateway would pass it on, for the club's database in that version, from an address that no
    /// other test uses.
    public HttpRequest.Builder request(Club club, String version, String path) {
        return HttpRequest.newBuilder(URI.create(server(version).url() + path))
                .header("X-OpenFlyers-Database", club.database(version))
                .header("X-OpenFlyers-Kind", club.kind() == Club.Kind.TEST ? "test" : "production");
    }

    public static String basic(String login) {
        var pair = login + ":" + People.PASSWORD;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /// A client address that no other test has.
    public static String newAddress() {
        var number = ADDRESSES.incrementAndGet();
        return "203.0." + number / 250 + "." + (1 + number % 250);
    }

    /// A day that no other test books on, and the seed neither.
    public static LocalDate newDay() {
        return LocalDate.now(Seed.ZONE).plusDays(FIRST_EMPTY_DAY + DAYS.getAndIncrement());
    }

    /// As the owner.
    public Connection connect(String database) throws SQLException {
        return connect(databases.options(DemoDatabases.GATEWAY_ROLE, database));
    }

    /// Sees what others do, and may do anything.
    public Connection connectAsSuperuser(String database) throws SQLException {
        return connect(new PgConnectOptions(superuser).setDatabase(database));
    }

    private static Connection connect(PgConnectOptions options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(options.getHost(), options.getPort(), options.getDatabase()),
                options.getUser(),
                options.getPassword());
    }
}
