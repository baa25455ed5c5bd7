package com.openflyers.gateway.demo;

import com.openflyers.gateway.demo.DemoSettings.Unusable;
import com.openflyers.gateway.testing.AdminClient;
import com.openflyers.gateway.testing.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/// Four clubs, both versions, a mailbox and one gateway, until Ctrl-C or SIGTERM.
///
/// What takes long starts side by side: PostgreSQL with the databases on a thread of its own, and meanwhile the
/// applications, which open their databases only when asked.
public final class Demo {

    private static final Logger LOG = Logger.getLogger(Demo.class.getName());
    /// Held, because a logger that nobody holds forgets its level.
    private static final Logger ROOT = Logger.getLogger("");

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final DemoSettings settings;
    private final DemoDirectory directory;
    private final long startNanos;
    private final CompletableFuture<DemoPostgres> postgres = new CompletableFuture<>();
    /// The last one started is the first to stop; PostgreSQL stops after all of them.
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private boolean stopped;

    private Demo(DemoSettings settings, DemoDirectory directory, long startNanos) {
        this.settings = settings;
        this.directory = directory;
        this.startNanos = startNanos;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var startNanos = System.nanoTime();
        ROOT.setLevel(Level.WARNING);
        // Now, while there is one thread: several that are the first to log make it complain on the screen.
        var _ = LoggerFactory.getILoggerFactory();
        try {
            var settings = DemoSettings.from(System.getenv());
            var demo = new Demo(settings, DemoDirectory.take(settings.directory()), startNanos);
            Runtime.getRuntime().addShutdownHook(new Thread(demo::stop, "stop"));
            ParentWatch.start(() -> System.exit(0));
            System.out.println(demo.start().text());
        } catch (Unusable e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (RuntimeException | AssertionError e) {
            LOG.log(Level.SEVERE, "The demo does not start", e);
            System.exit(1);
        }
        // Everything runs on other threads.
        new CountDownLatch(1).await();
    }

    private Welcome start() {
        var postgresPort = anyPort();
        var databases = new DemoDatabases(DemoPostgres.superuser(postgresPort));
        var ready = CompletableFuture.runAsync(() -> {
            startPostgres(directory.postgres(), postgresPort);
            databases.create(LocalDate.now(Seed.ZONE));
        });
        var vertx = Vertx.vertx();
        keep(() -> {
            var _ = DemoClubs.within(STEP, vertx.close());
        });
        var mailbox = Mailbox.start(vertx, settings.smtpPort());
        keep(mailbox);
        var clubs = DemoClubs.start(vertx, databases, directory.sessions());
        keep(clubs);
        var token = OperatorToken.issue(vertx);
        token.write(directory.operatorToken());
        var _ = ready.join();
        var registry = databases.options(DemoDatabases.GATEWAY_ROLE, DemoDatabases.REGISTRY);
        keep(DemoGateway.start(new GatewayConfiguration(
                settings, directory, registry, mailbox.smtpPort(), mailbox.url(), token.key())));
        try (var operator = new AdminClient(settings.operationsPort(), token.token())) {
            // A gateway that has just started may still be making its registry's tables.
            Eventually.holds(
                    READY_WITHIN, () -> operator.get("/ready").status() == 200, () -> new AssertionError("no gateway"));
            Registration.of(clubs).forEach((path, body) -> register(operator, path, body));
        }
        return new Welcome(
                settings.edgePort(),
                settings.operationsPort(),
                mailbox.smtpPort(),
                settings.directory(),
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    private static void register(AdminClient operator, String path, JsonObject body) {
        var answer = operator.put(path, body);
        if (answer.status() >= 300) {
            throw new IllegalStateException("PUT %s answered %s".formatted(path, answer));
        }
    }

    private void startPostgres(Path data, int port) {
        try {
            var _ = postgres.complete(DemoPostgres.start(data, port));
        } catch (RuntimeException e) {
            var _ = postgres.completeExceptionally(e);
            throw e;
        }
    }

    /// Whatever is started while the demo already stops is stopped at once.
    private synchronized void keep(AutoCloseable started) {
        if (stopped) {
            close(started);
            throw new IllegalStateException("the demo was stopped while it started");
        }
        running.push(started);
    }

    private void stop() {
        synchronized (this) {
            stopped = true;
            running.forEach(Demo::close);
            running.clear();
        }
        try {
            // It may still be starting, and would outlive us.
            close(postgres.get(STEP.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            LOG.log(Level.FINE, "There is no PostgreSQL to stop", e);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "A part of the demo did not stop", e);
        }
    }

    private static int anyPort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
