package com.openflyers.gateway.admin;

import com.openflyers.gateway.account.Accounts;
import com.openflyers.gateway.billing.Billing;
import com.openflyers.gateway.db.Database;
import com.openflyers.gateway.fleet.Fleet;
import com.openflyers.gateway.gate.Gates;
import com.openflyers.gateway.http.ErrorPages;
import com.openflyers.gateway.http.PageFiles;
import com.openflyers.gateway.http.SecurityHeaders;
import com.openflyers.gateway.migration.Migrations;
import com.openflyers.gateway.migration.RemovalWorkflow;
import com.openflyers.gateway.observe.Metrics;
import com.openflyers.gateway.observe.Readiness;
import com.openflyers.gateway.provision.Quarantine;
import com.openflyers.gateway.provision.SettingsWorkflow;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.Closures;
import com.openflyers.gateway.registry.Clubs.Belongings;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.Pointers;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import com.openflyers.gateway.route.RouteTable;
import com.openflyers.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The operations listener: API, console, health and metrics. Must run on virtual threads.
public final class OperationsVerticle extends VerticleBase {

    private static final Logger LOG = Logger.getLogger(OperationsVerticle.class.getName());

    /// Room for a token of the longest kind and the rest of a browser's fields.
    private static final int LARGEST_HEAD = 2 * TokenVerifier.LONGEST;
    private static final int IDLE_SECONDS = 75;

    /// What the listener shows and changes.
    public record Parts(
            Database database,
            Versions versions,
            Spaces spaces,
            Closures closures,
            Pointers pointers,
            Audit audit,
            Follower follower,
            Fleet fleet,
            RouteTable routes,
            Gates gates,
            Upstreams upstreams,
            Migrations migrations,
            RemovalWorkflow removals,
            Quarantine quarantine,
            Accounts accounts,
            SettingsWorkflow settings,
            Billing billing,
            Readiness readiness,
            Metrics metrics) {}

    private final OperationsSettings settings;
    private final Parts parts;
    private final ErrorPages pages;
    private final InstantSource clock;
    private volatile @Nullable HttpServer server;

    public OperationsVerticle(OperationsSettings settings, Parts parts, ErrorPages pages, InstantSource clock) {
        this.settings = settings;
        this.parts = parts;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        if (settings.jwt().keys().isEmpty()) {
            LOG.warning("no key for operators' tokens is configured (operations.jwt.…-key): the API refuses everybody");
        }
        var contract = Contract.load(vertx).await();
        var tokens = new TokenVerifier(vertx, settings.jwt(), clock);
        var operations = operations();
        var router = router(contract, tokens, operations);
        PageFiles.load(vertx, "console/console.css").await().mount(router, "/console/", "private, max-age=300");
        console(new Desk(vertx, contract, operations), tokens).mount(router);
        var options = new HttpServerOptions()
                .setHost(settings.address())
                .setPort(settings.port())
                .setMaxHeaderSize(LARGEST_HEAD)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                // Mapped, so that whoever waits for the start finds the port.
                .map(listening -> server = listening);
    }

    /// Where it listens, once started.
    public int port() {
        var listening = server;
        return listening == null ? settings.port() : listening.actualPort();
    }

    private ConsoleRoutes console(Desk desk, TokenVerifier tokens) {
        return new ConsoleRoutes(
                tokens,
                Answers.toReaders(pages),
                new MigrationPages(desk, clock),
                new SpacePages(desk),
                new AccountPages(desk),
                new InvoicePages(desk),
                new MailPages(desk),
                new GatewayPage(desk, parts.readiness()));
    }

    private Router router(Contract contract, TokenVerifier tokens, Map<String, Operation> operations) {
        var answers = Answers.toPrograms(pages);
        return new ApiRouter(vertx, contract, tokens, answers, settings.largestBody())
                .create(
                        List.of(new SecurityHeaders(), new HostHandler(settings.names(), answers)),
                        new HealthRoutes(parts.readiness(), parts.metrics(), contract).open(),
                        operations);
    }

    private Map<String, Operation> operations() {
        var changes = new Changes(parts.database(), parts.audit(), parts.follower());
        var operations = new HashMap<String, Operation>();
        operations.putAll(
                new VersionRoutes(parts.database(), parts.versions(), parts.upstreams(), changes).operations());
        operations.putAll(new SpaceRoutes(parts.database(), parts.spaces(), parts.accounts(), changes).operations());
        operations.putAll(new HoldRoutes(parts.closures(), changes, clock).operations());
        operations.putAll(new PointerRoutes(parts, changes).operations());
        operations.putAll(
                new ExplainRoutes(parts.routes(), parts.gates(), parts.upstreams(), parts.fleet()).operations());
        operations.putAll(
                new FleetRoutes(parts.database(), parts.fleet(), parts.follower(), parts.audit()).operations());
        operations.putAll(new MigrationRoutes(parts.database(), parts.migrations(), changes, clock).operations());
        operations.putAll(new EvidenceRoutes(vertx, parts.migrations(), new Pages(), clock).operations());
        operations.putAll(new RemovalRoutes(parts.removals(), changes).operations());
        operations.putAll(new QuarantineRoutes(parts.database(), parts.quarantine(), changes).operations());
        operations.putAll(new AccountRoutes(parts.database(), parts.accounts(), changes).operations());
        operations.putAll(new ClubRoutes(parts.database(), belongings(), changes).operations());
        operations.putAll(new SettingsRoutes(parts.database(), parts.spaces(), parts.settings()).operations());
        operations.putAll(new InvoiceRoutes(parts.database(), parts.billing(), changes, clock).operations());
        operations.putAll(new SetUpRoutes(parts.database(), parts.billing(), changes).operations());
        operations.putAll(new OutboxRoutes(parts.database(), changes).operations());
        operations.putAll(new AuditRoutes(parts.database(), parts.audit()).operations());
        return operations;
    }

    /// Whatever keeps something of a club has to be here.
    private List<Belongings> belongings() {
        return List.of(parts.accounts()::pass, parts.migrations()::pass, parts.billing()::pass);
    }
}
