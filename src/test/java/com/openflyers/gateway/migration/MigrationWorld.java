package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;

import com.openflyers.gateway.config.Secret;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.demo.Club;
import com.openflyers.gateway.demo.ClubsUnderTest;
import com.openflyers.gateway.demo.DemoDatabases;
import com.openflyers.gateway.demo.Registration;
import com.openflyers.gateway.provision.ProvisionSettings;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.SpaceNames;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.GatewayUnderTest;
import com.openflyers.gateway.testing.Ports;
import com.openflyers.gateway.testing.Scratch;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A registry of its own, nodes on it, both sample versions, and clubs of 1.3.1 that can be migrated.
final class MigrationWorld implements AutoCloseable {

    static final SpaceNames NAMES = SpaceNames.of("localhost", Set.of());
    private static final AtomicInteger COUNT = new AtomicInteger();

    /// Quick enough for a test, in the places where a club would wait.
    private static final Map<String, String> QUICK = Map.of(
            "GATEWAY_MIGRATION_QUIET", "100ms",
            "GATEWAY_MIGRATION_QUIET_WAIT", "500ms",
            "GATEWAY_FLEET_HEARTBEAT", "200ms");

    final DatabaseSettings settings;
    final Database registry;
    private final ClubsUnderTest clubs = ClubsUnderTest.shared();
    private final StoredWorld stored;
    private final List<GatewayUnderTest> nodes;
    private final MigrationParts parts;
    private final Migrations migrations;
    private final List<String> drivers = new ArrayList<>();
    private final int number = COUNT.incrementAndGet();

    private final Map<String, String> environment = new HashMap<>(QUICK);

    private MigrationWorld(int nodes, Map<String, String> more) {
        var name = "registry_" + number;
        try (var connection = clubs.connectAsSuperuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name + " OWNER " + DemoDatabases.GATEWAY_ROLE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var options = clubs.databases.options(DemoDatabases.GATEWAY_ROLE, name);
        settings = new DatabaseSettings(
                options.getHost(),
                options.getPort(),
                name,
                options.getUser(),
                new Secret(options.getPassword()),
                8,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
        registry = new Database(clubs.vertx, settings);
        stored = new StoredWorld(clubs, settings);
        environment.put(
                "GATEWAY_PROVISION_ARCHIVES", Scratch.directory("archives").toString());
        environment.putAll(more);
        var own = new HashMap<>(environment);
        own.remove("GATEWAY_MIGRATION_AT_ONCE");
        var asked = Settings.of("", "test", own);
        var migration = MigrationSettings.from(asked);
        parts = PartsUnderTest.of(clubs.vertx, settings, registry, migration, ProvisionSettings.from(asked));
        migrations = new Migrations(parts, migration);
        this.nodes = IntStream.rangeClosed(1, nodes)
                .mapToObj(node -> GatewayUnderTest.start(GatewayConfig.on(settings), "node-" + node, environment))
                .toList();
        until(
                "the registry has its tables",
                () -> nodes().getFirst().admin().get("/ready").status() == 200);
        register(registered("/api/v1/versions/1.3.1"));
        register(registered("/api/v1/versions/2.0"));
    }

    /// One node, which leaves the migrations to a driver that tells the observer where it is.
    static MigrationWorld drivenBy(StepObserver observer, Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("GATEWAY_MIGRATION_AT_ONCE", "0");
        var world = new MigrationWorld(1, settings);
        world.drive(observer);
        return world;
    }

    void drive(StepObserver observer) {
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        var driver = migrations.driver(Future.succeededFuture(), "driver", observer);
        var id = result(clubs.vertx.deployVerticle(driver, options));
        drivers.add(id);
    }

    void driveNoMore() {
        drivers.forEach(driver -> result(clubs.vertx.undeploy(driver).map(true)));
        drivers.clear();
    }

    static MigrationWorld of(int nodes) {
        return new MigrationWorld(nodes, Map.of());
    }

    static MigrationWorld of(int nodes, Map<String, String> more) {
        return new MigrationWorld(nodes, more);
    }

    /// One more node, which drives migrations and can be killed.
    GatewayProcess process(String node) {
        var config = GatewayConfig.on(settings);
        var own = new HashMap<>(environment);
        own.remove("GATEWAY_MIGRATION_AT_ONCE");
        own.putAll(config.environment());
        own.put("GATEWAY_FLEET_NODE", node);
        return GatewayProcess.launch(config.yaml(), own);
    }

    List<GatewayUnderTest> nodes() {
        return nodes;
    }

    ClubsUnderTest clubs() {
        return clubs;
    }

    StoredWorld stored() {
        return stored;
    }

    /// A new club on 1.3.1, with a database of its own.
    void club(String space) {
        club("Club " + space, space, "production");
    }

    void testSpace(String space) {
        club("Club " + space, space, "test");
    }

    /// A new space of a club, on 1.3.1 and with a database of its own.
    void club(String club, String space, String kind) {
        clubs.databases.create131(database(space, "1.3.1"), Club.MERMOZ, LocalDate.now(ZoneId.of("Europe/Paris")));
        register(club, space, kind);
    }

    /// A test space that was closed, on the database that it had.
    void reopen(String space) {
        register("Club " + space, space, "test");
    }

    private void register(String club, String space, String kind) {
        var database = database(space, "1.3.1");
        var body = registered("/api/v1/spaces/mermoz").put("space", space).put("club", club);
        put("/api/v1/spaces/" + space, body.put("kind", kind).put("databases", live("1.3.1", database)));
    }

    /// A version whose databases the gateway knows nothing of, on the servers of 1.3.1.
    void manualVersion(String version) {
        manualVersion(version, clubs.server("1.3.1").url());
    }

    /// @param url of its only server
    void manualVersion(String version, String url) {
        var body = registered("/api/v1/versions/1.3.1")
                .put("upstreams", new JsonArray().add(new JsonObject().put("url", url)));
        body.remove("role");
        put("/api/v1/versions/" + version, body.put("version", version).put("engine", "manual"));
    }

    /// A new club on such a version, with the database of 2.0 that an operator will copy to.
    void manualClub(String space, String version) {
        var database = database(space, "2.0");
        clubs.databases.create131(database, Club.MERMOZ, LocalDate.now(ZoneId.of("Europe/Paris")));
        var body = registered("/api/v1/spaces/mermoz").put("space", space).put("club", "Club " + space);
        put("/api/v1/spaces/" + space, body.put("version", version).put("databases", live("2.0", database)));
    }

    /// A new club on such a version, with its data where only that version finds it.
    void clubElsewhere(String space, String version) {
        var body = registered("/api/v1/spaces/mermoz").put("space", space).put("club", "Club " + space);
        put("/api/v1/spaces/" + space, body.put("version", version).put("databases", new JsonArray()));
    }

    /// As an operator does when another database of the space is ready.
    void enter(String space, String version, String database) {
        var databases = Objects.requireNonNull(admin("/api/v1/spaces/" + space).getJsonArray("databases"));
        register(space, databases.addAll(live(version, database)));
    }

    /// As if nobody had entered its databases.
    ///
    /// @return what they were
    JsonArray unregister(String space) {
        var databases = Objects.requireNonNull(admin("/api/v1/spaces/" + space).getJsonArray("databases"));
        register(space, new JsonArray());
        return databases;
    }

    void register(String space, JsonArray databases) {
        put("/api/v1/spaces/" + space, admin("/api/v1/spaces/" + space).put("databases", databases));
    }

    private JsonObject admin(String path) {
        return nodes.getFirst().admin().get(path).body();
    }

    /// Unlike those of any other world on this server.
    String database(String space, String version) {
        return space + "_" + version.replace(".", "");
    }

    long request(String space) {
        return request(space, true);
    }

    long request(String space, boolean startAtOnce) {
        return request(space, startAtOnce, null);
    }

    long request(String space, boolean startAtOnce, Request.@Nullable Window window) {
        var request = new Request(space, "2.0", Request.Source.MAIL, "a mail", window, null, startAtOnce, true, "anne");
        var outcome = result(registry.transaction(tx -> migrations().request(tx, request)));
        return ((Migrations.Requested.Recorded) outcome).migration().id();
    }

    Migration find(long migration) {
        return result(rows().find(registry.pool(), migration)).orElseThrow();
    }

    void await(long migration, State... states) {
        var wanted = Set.of(states);
        until(
                "migration " + migration + " is " + wanted + ", not " + find(migration),
                () -> wanted.contains(find(migration).state()));
    }

    List<Evidence> evidence(long migration) {
        return result(new EvidenceRepository().after(registry.pool(), migration, 0));
    }

    /// As one more node would have them.
    Migrations migrations() {
        return migrations;
    }

    MigrationParts parts() {
        return parts;
    }

    MigrationRepository rows() {
        return new MigrationRepository();
    }

    String version(String space) {
        return space(space).version();
    }

    /// Tells the id of each request that reaches a server of either version.
    void listen(Consumer<String> listener) {
        clubs.clubs.servers("1.3.1").forEach(server -> server.listen(listener));
        clubs.clubs.servers("2.0").forEach(server -> server.listen(listener));
    }

    RegisteredSpace space(String space) {
        return result(new Spaces(NAMES).find(registry.pool(), space)).orElseThrow();
    }

    Migrations.Said say(long migration, Word word) {
        return result(registry.transaction(tx -> migrations.say(tx, migration, Expected.ANY, word, "anne")));
    }

    Migrations.Said say(long migration, Event event) {
        return say(migration, Word.of(event, ""));
    }

    /// Whatever it waits for.
    void look(long migration) {
        result(registry.pool()
                .query("UPDATE migration SET look_at = clock_timestamp() WHERE id = " + migration)
                .execute()
                .map(true));
    }

    /// Leads a version to where nobody answers.
    ///
    /// @return what it was, to be registered again
    JsonObject silence(String version) {
        var body = registered("/api/v1/versions/" + version);
        var nowhere = new JsonArray().add(new JsonObject().put("url", "http://127.0.0.1:" + Ports.free()));
        register(body.copy().put("upstreams", nowhere));
        return body;
    }

    /// As it is registered; the caller's own.
    JsonObject version20() {
        return registered("/api/v1/versions/2.0");
    }

    void register(JsonObject version) {
        put("/api/v1/versions/" + version.getString("version"), version);
    }

    /// As if a step had found it.
    void fact(long migration, String name, Object value) {
        result(rows().note(registry.pool(), migration, new JsonObject().put(name, value))
                .map(true));
    }

    /// As the clubs of the demo are registered; the caller's own.
    private JsonObject registered(String path) {
        return Objects.requireNonNull(Registration.of(clubs.clubs).get(path)).copy();
    }

    private static JsonArray live(String version, String database) {
        return new JsonArray()
                .add(new JsonObject()
                        .put("version", version)
                        .put("name", database)
                        .put("role", "live"));
    }

    private void put(String path, JsonObject body) {
        var answer = nodes.getFirst().admin().put(path, body);
        if (answer.status() >= 300) {
            throw new AssertionError(path + ": " + answer);
        }
    }

    @Override
    public void close() {
        driveNoMore();
        nodes.forEach(GatewayUnderTest::close);
        result(registry.close().map(true));
    }
}
