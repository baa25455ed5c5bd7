package com.openflyers.gateway.account;

import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.demo.Club;
import com.openflyers.gateway.demo.ClubsUnderTest;
import com.openflyers.gateway.demo.Mail;
import com.openflyers.gateway.demo.Mailbox;
import com.openflyers.gateway.demo.Registration;
import com.openflyers.gateway.testing.ChildProcess;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.GatewayUnderTest;
import com.openflyers.gateway.testing.Ports;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A gateway with its client area in front of both sample versions, a mailbox, and a registry of its own.
public final class ClientAreaUnderTest implements AutoCloseable {

    /// Long enough, and on no list.
    static final String PASSWORD = "le planeur vert atterrit à midi";

    /// Chosen after the first one.
    static final String OTHER_PASSWORD = "la biroute indique vent du nord";

    private final ClubsUnderTest clubs = ClubsUnderTest.shared();
    private final DatabaseSettings database = Postgres.database();
    private final Mailbox mailbox;
    private final int edgePort = Ports.free();
    private final GatewayUnderTest gateway;

    /// @param more settings of the gateway, by their variables
    private ClientAreaUnderTest(Map<String, String> more) {
        mailbox = Mailbox.start(clubs.vertx, 0);
        var settings = new HashMap<>(settings());
        settings.putAll(more);
        gateway = GatewayUnderTest.start(GatewayConfig.on(database), "client-area", settings);
        Registration.of(clubs.clubs).forEach((path, body) -> {
            if (gateway.admin().put(path, body).status() >= 300) {
                throw new AssertionError("PUT " + path + " was refused");
            }
        });
    }

    private static final class Shared {
        private static final ClientAreaUnderTest AREA = start(Map.of());
    }

    /// One for all tests of this JVM, each of which has clubs with names of its own.
    public static ClientAreaUnderTest shared() {
        return Shared.AREA;
    }

    /// @param more settings that differ from those of the other tests, by their variables
    public static ClientAreaUnderTest start(Map<String, String> more) {
        return new ClientAreaUnderTest(more);
    }

    private Map<String, String> settings() {
        return Map.of(
                "GATEWAY_EDGE_PORT", Integer.toString(edgePort),
                "GATEWAY_CLIENT_AREA_HOST", "client.localhost",
                "GATEWAY_CLIENT_AREA_SHOP_WINDOW", "www.localhost",
                "GATEWAY_CLIENT_AREA_SIGN_UPS_PER_HOUR", "100000",
                "GATEWAY_MAIL_HOST", "127.0.0.1",
                "GATEWAY_MAIL_PORT", Integer.toString(mailbox.smtpPort()),
                "GATEWAY_MAIL_TLS", "none",
                "GATEWAY_MAIL_LINK_BASE", "http://client.localhost:" + edgePort);
    }

    /// Another node on the same registry as a process of its own, to be killed.
    GatewayProcess process(String node) {
        return process(node, ChildProcess.SHORT_LIVED);
    }

    /// @param options of the JVM
    GatewayProcess process(String node, List<String> options) {
        var config = GatewayConfig.on(database);
        var environment = new HashMap<>(config.environment());
        environment.putAll(settings());
        environment.put("GATEWAY_FLEET_NODE", node);
        return GatewayProcess.launch(config.yaml(), environment, List.of(), options);
    }

    /// Another node on the same registry, behind its own edge.
    GatewayUnderTest another(String node) {
        var settings = new HashMap<>(settings());
        settings.put("GATEWAY_EDGE_PORT", "0");
        return GatewayUnderTest.start(GatewayConfig.on(database), node, settings);
    }

    public int edgePort() {
        return edgePort;
    }

    public GatewayUnderTest gateway() {
        return gateway;
    }

    /// A browser that has never been here, from an address of its own.
    ClientBrowser browser() {
        return browser("client.localhost");
    }

    ClientBrowser browser(String host) {
        return new ClientBrowser(edgePort, host);
    }

    /// What has come to the address so far, the newest first.
    List<Mail> mails(String to) {
        return mailbox.mails().stream().filter(mail -> mail.to().equals(to)).toList();
    }

    /// The latest link below `path` that was mailed to the address; waits for one that is not among `former`.
    String link(String to, String path, List<String> former) {
        Futures.until(
                "a link " + path + " to " + to, () -> newest(to, path, former).isPresent());
        return newest(to, path, former).orElseThrow();
    }

    String link(String to, String path) {
        return link(to, path, List.of());
    }

    private Optional<String> newest(String to, String path, List<String> former) {
        return mails(to).stream()
                .flatMap(mail -> mail.links().stream())
                .filter(link -> link.contains(path + "?token=") && !former.contains(link))
                .findFirst();
    }

    /// Of [#PASSWORD], for all clubs of the tests.
    private static final class Hashes {
        private static final PasswordHash HASH = new PasswordHash(ClubsUnderTest.shared().vertx, 1);
        private static final String OF_ACCOUNT = Futures.result(HASH.of(PASSWORD));
        private static final String OF_MEMBER = Futures.result(HASH.ofMember(PASSWORD));
    }

    /// Confirms the sign-up of a club that is taken for granted, with the values of [#signUp]: its space is there
    /// afterwards.
    ///
    /// @return logged in
    ClientBrowser club(String name) {
        var browser = asked(name);
        var welcome = confirm(browser);
        if (!welcome.text().contains("est prêt")) {
            throw new AssertionError(welcome);
        }
        logIn(browser, name, PASSWORD);
        return browser;
    }

    /// Likewise, before it is confirmed.
    ///
    /// @return before the button
    ClientBrowser asked(String name) {
        var token = Tokens.random();
        var _ = update("""
                INSERT INTO sign_up (name, club, club_email, contact_name, contact_email, language, version, password,
                       member_password, token, expires_at)
                VALUES ('%1$s', 'Club %1$s', 'club.%1$s@example.org', 'Jeanne Martin', '%2$s', 'fr', '2.0', '%3$s', '%4$s',
                       sha256('%5$s'), now() + interval '2 days')
                """.formatted(name, email(name), Hashes.OF_ACCOUNT, Hashes.OF_MEMBER, token));
        var browser = browser();
        var _ = browser.get("/confirm?token=" + token);
        return browser;
    }

    /// Presses the button that a sign-up's link has led to.
    ///
    /// @return the page that the space is there; any other one if it will not be
    ClientBrowser.Page confirm(ClientBrowser browser) {
        return awaited(browser, browser.post("/confirm", Map.of()));
    }

    /// Looks again and again, as the page that a space is in the making does by itself: beside other tests, making its
    /// database may take longer than the answer waits.
    ClientBrowser.Page awaited(ClientBrowser browser, ClientBrowser.Page welcome) {
        var last = new AtomicReference<>(welcome);
        Futures.until("the space of " + welcome.path(), () -> {
            var isThere = !last.get().text().contains("est en préparation");
            if (!isThere) {
                last.set(browser.get(last.get().path()));
            }
            return isThere;
        });
        return last.get();
    }

    /// Follows the link that was mailed to the club's own address.
    void confirmClub(String name) {
        var club = browser();
        var _ = club.follow(link("club." + name + "@example.org", "/address"));
        var _ = club.post("/address", Map.of());
    }

    /// Registers a club on 1.3.1 as an operator does, with a database of its own; it is invited.
    void oldClub(String name) {
        var database = name.replace('-', '_') + "_131";
        clubs.databases.create131(database, Club.MERMOZ, LocalDate.now(ZoneId.of("Europe/Paris")));
        var body = Objects.requireNonNull(Registration.of(clubs.clubs).get("/api/v1/spaces/mermoz"))
                .copy();
        var live =
                new JsonObject().put("version", "1.3.1").put("name", database).put("role", "live");
        body.put("space", name).put("club", "Aéroclub " + name).put("databases", new JsonArray().add(live));
        body.getJsonObject("contact").put("email", email(name)).put("clubEmail", "club." + name + "@example.org");
        var answer = gateway.admin().put("/api/v1/spaces/" + name, body);
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
    }

    static Map<String, String> signUp(String name) {
        return Map.of(
                "club",
                "Club " + name,
                "name",
                name,
                "clubEmail",
                "club." + name + "@example.org",
                "contactName",
                "Jeanne Martin",
                "contactEmail",
                email(name),
                "password",
                PASSWORD,
                "version",
                "2.0");
    }

    static String email(String name) {
        return name + "@example.org";
    }

    static ClientBrowser.Page logIn(ClientBrowser browser, String name, String password) {
        var _ = browser.get("/login");
        return browser.post("/login", Map.of("identifier", name, "password", password, "next", "/", "kept", ""));
    }

    /// Asks for a link to a new password, by the contact's address.
    static ClientBrowser forgot(ClientBrowser browser, String name) {
        var _ = browser.get("/forgotten");
        var _ = browser.post("/forgotten", Map.of("identifier", name, "email", email(name)));
        return browser;
    }

    /// What the registry says, as text.
    String sql(String query) {
        return sql(database.name(), query);
    }

    /// Likewise of another database of its server.
    String sql(String database, String query) {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    int update(String statement) {
        try (var connection = connect();
                var sql = connection.createStatement()) {
            return sql.executeUpdate(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// Keeps everybody from writing to the table meanwhile.
    void withLocked(String table, Runnable work) {
        withLocked(table, "SHARE ROW EXCLUSIVE", work);
    }

    /// @param mode of PostgreSQL, such as `ACCESS EXCLUSIVE`, which keeps everybody from reading as well
    void withLocked(String table, String mode, Runnable work) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var _ = statement.execute("LOCK TABLE " + table + " IN " + mode + " MODE");
            work.run();
            connection.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    Connection connect() {
        return connect(database.name());
    }

    Connection connect(String name) {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), name),
                    database.user(),
                    database.password().reveal());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        mailbox.close();
    }
}
