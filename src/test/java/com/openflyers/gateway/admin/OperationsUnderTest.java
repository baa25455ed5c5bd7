package com.openflyers.gateway.admin;

import static com.openflyers.gateway.testing.Futures.result;

import com.openflyers.gateway.account.Accounts;
import com.openflyers.gateway.account.ClientAreaSettings;
import com.openflyers.gateway.billing.Billing;
import com.openflyers.gateway.billing.BillingSettings;
import com.openflyers.gateway.config.Settings;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.db.DatabaseSettings;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.fleet.FleetSettings;
import com.openflyers.gateway.fleet.GateWatch;
import com.openflyers.gateway.fleet.NodeVerticle;
import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.http.ErrorPages;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.MailSettings;
import com.openflyers.gateway.migration.Change;
import com.openflyers.gateway.migration.Migration;
import com.openflyers.gateway.migration.MigrationParts;
import com.openflyers.gateway.migration.MigrationSettings;
import com.openflyers.gateway.migration.Migrations;
import com.openflyers.gateway.migration.Notices;
import com.openflyers.gateway.migration.RemovalWorkflow;
import com.openflyers.gateway.migration.SmokeWorkflow;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.provision.ArchiveWorkflow;
import com.openflyers.gateway.provision.ConversionWorkflow;
import com.openflyers.gateway.provision.CopyWorkflow;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.LedgerWorkflow;
import com.openflyers.gateway.provision.ManifestWorkflow;
import com.openflyers.gateway.provision.ProvisionSettings;
import com.openflyers.gateway.provision.Quarantine;
import com.openflyers.gateway.provision.SettingsWorkflow;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.Closures;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.FollowerVerticle;
import com.openflyers.gateway.registry.Pointers;
import com.openflyers.gateway.registry.RegistrySettings;
import com.openflyers.gateway.registry.Reservations;
import com.openflyers.gateway.registry.SpaceDatabases;
import com.openflyers.gateway.registry.SpaceNames;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.testing.Latches;
import com.openflyers.gateway.testing.Scratch;
import com.openflyers.gateway.upstream.UpstreamSettings;
import com.openflyers.gateway.upstream.Upstreams;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/// One node with its operations listener, its follower and its heartbeat, and an upstream that answers.
final class OperationsUnderTest implements AutoCloseable {

    private static final DeploymentOptions VIRTUAL =
            new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    private static final SpaceNames NAMES = SpaceNames.of("localhost", Set.of("client.localhost"));

    private final Vertx vertx = Vertx.vertx();
    private final List<String> deployments = new ArrayList<>();
    private final Database database;
    private final Billing billing;
    private final Upstreams upstreams;
    /// The test's to set: the follower has another.
    private final Readiness readiness = new Readiness();
    private final Metrics metrics = new Metrics();
    private final Follower follower = new Follower(new Readiness(), metrics);
    private final OperationsVerticle operations;
    private final TokenIssuer tokens;
    private final int upstream;

    OperationsUnderTest(DatabaseSettings settings) {
        this(settings, "node-1");
    }

    OperationsUnderTest(DatabaseSettings settings, String node) {
        database = new Database(vertx, settings);
        var routes = new RouteTable();
        var gates = new Gates(1, 100, 100);
        upstreams = new Upstreams(vertx.getOrCreateContext(), UpstreamSettings.DEFAULT);
        routes.listen(gates);
        routes.listen(upstreams);
        var fleet = new FleetSettings(node, Duration.ofMillis(100), Duration.ofSeconds(1));
        var jwt = new JwtSettings(Forger.hs256(), "openflyers", "gateway-operations", Set.of());
        billing = billing();
        var moving = moving(settings, new Fleet(vertx, database, fleet));
        var parts = new OperationsVerticle.Parts(
                database,
                moving.versions(),
                moving.spaces(),
                moving.closures(),
                moving.pointers(),
                new Audit(),
                follower,
                moving.fleet(),
                routes,
                gates,
                upstreams,
                // Nobody drives them here: what happens is what an operator says.
                new Migrations(moving, migrations()),
                new RemovalWorkflow(moving),
                moving.quarantine(),
                accounts(moving.spaces()),
                new SettingsWorkflow(settings, provision()),
                billing,
                readiness,
                metrics);
        operations = new OperationsVerticle(
                new OperationsSettings(
                        "127.0.0.1", 0, Set.of("operations.example", "console.localhost"), 64 * 1024, jwt),
                parts,
                new ErrorPages(InstantSource.system()),
                InstantSource.system());
        tokens = new TokenIssuer(vertx, jwt, InstantSource.system());
        var schema = Future.<Void>succeededFuture();
        deploy(operations);
        deploy(new FollowerVerticle(database, schema, NAMES, registry(), routes, follower));
        deploy(new NodeVerticle(
                database, schema, fleet, "test", follower, new GateWatch(routes, gates, NAMES), new Readiness()));
        upstream = result(vertx.createHttpServer()
                        .requestHandler(request -> request.response().end("alive"))
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    private MigrationParts moving(DatabaseSettings settings, Fleet fleet) {
        var clock = InstantSource.system();
        var provision = provision();
        var quarantine = new Quarantine(clock, List.of());
        return new MigrationParts(
                vertx,
                database,
                new Spaces(NAMES),
                new Versions(),
                new Pointers(),
                new Closures(),
                new Reservations(),
                new SpaceDatabases(),
                fleet,
                new Fence(),
                new CopyWorkflow(settings, database, quarantine),
                new ConversionWorkflow(settings, provision),
                new LedgerWorkflow(settings, provision),
                new ManifestWorkflow(settings, provision),
                new ArchiveWorkflow(settings, provision, database, quarantine, clock),
                quarantine,
                new SmokeWorkflow(vertx),
                new Untold(),
                billing);
    }

    private Billing billing() {
        var parts = new Billing.Parts(
                vertx,
                database,
                new Spaces(NAMES),
                new LetterLayout(),
                URI.create("http://client.localhost"),
                InstantSource.system());
        return new Billing(parts, BillingSettings.from(Settings.of("", "gateway.yaml", Map.of())));
    }

    private static ProvisionSettings provision() {
        return new ProvisionSettings(
                Path.of("conf", "migrations"),
                Scratch.directory("operations"),
                Duration.ofMinutes(10),
                Duration.ofDays(30));
    }

    private static Accounts accounts(Spaces spaces) {
        var none = Settings.of("", "gateway.yaml", Map.of());
        return Accounts.of(spaces, NAMES, MailSettings.from(none), ClientAreaSettings.from(none));
    }

    private static MigrationSettings migrations() {
        return MigrationSettings.from(Settings.of("", "gateway.yaml", Map.of()));
    }

    /// There is no club that a letter could go to.
    private static final class Untold implements Notices {

        @Override
        public Future<Void> requested(SqlConnection tx, Migration migration) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> tell(SqlConnection tx, Migration migration, Change change) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> missed(SqlConnection tx, Migration migration) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> stuck(SqlConnection tx, Migration migration, String because) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> overdue(SqlConnection tx, Migration migration, Duration limit) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> remind(SqlConnection tx, Migration migration, int days, Optional<Long> writes) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> removalAsked(SqlConnection tx, String space, Instant droppedAt) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> removed(SqlConnection tx, String space, Instant at) {
            return Future.succeededFuture();
        }
    }

    int port() {
        return operations.port();
    }

    Readiness readiness() {
        return readiness;
    }

    ApiClient as(Role role) {
        return new ApiClient(port(), tokens.issue(role.word() + "-anne", role, Duration.ofMinutes(5)));
    }

    ApiClient withoutToken() {
        return new ApiClient(port(), "");
    }

    /// Adds or changes it, and fails the test when that is refused.
    void has(String path, JsonObject body) {
        var reply = as(Role.OPERATOR).put(path, body);
        if (reply.status() >= 300) {
            throw new AssertionError(path + ": " + reply.text());
        }
    }

    /// Keeps the worker that makes invoices for readers busy.
    void makesNoFileUntil(CountDownLatch free) {
        var _ = vertx.createSharedWorkerExecutor("invoice-pdf", 1).executeBlocking(() -> {
            Latches.await(free);
            return true;
        });
    }

    /// What a club does in the client area.
    <T> T done(BiFunction<Billing, SqlConnection, Future<T>> byClub) {
        return result(database.transaction(tx -> byClub.apply(billing, tx)));
    }

    /// For states that only a migration makes.
    void sql(String statement) {
        var _ = result(database.pool().query(statement).execute());
    }

    String healthyUrl() {
        return "http://127.0.0.1:" + upstream;
    }

    static JsonObject version(String url) {
        return new JsonObject()
                .put("channel", "stable")
                .put("upstreams", new JsonArray().add(new JsonObject().put("url", url)))
                .put("health", new JsonObject().put("interval", "1s").put("timeout", "1s"));
    }

    static JsonObject space(String club, String version) {
        return new JsonObject()
                .put("club", club)
                .put(
                        "contact",
                        new JsonObject()
                                .put("clubEmail", "club@example.fr")
                                .put("name", "Hélène Boucher")
                                .put("email", "helene@example.fr"))
                .put("kind", "production")
                .put("version", version);
    }

    /// The answer to a GET with exactly these fields.
    String raw(String target, String... fields) throws IOException {
        return rawHead("GET " + target + " HTTP/1.1\r\nConnection: close"
                + (fields.length == 0 ? "" : "\r\n" + String.join("\r\n", fields)));
    }

    /// @param head without the empty line at its end
    String rawHead(String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void deploy(VerticleBase verticle) {
        deployments.add(result(vertx.deployVerticle(verticle, VIRTUAL)));
    }

    private static RegistrySettings registry() {
        return new RegistrySettings(Scratch.directory("operations"), Duration.ofMillis(100), 1, Duration.ofDays(1));
    }

    @Override
    public void close() {
        // As the product does: what asks stops before what it asks.
        deployments.reversed().forEach(id -> result(vertx.undeploy(id)));
        result(upstreams.close());
        result(vertx.close());
    }
}
