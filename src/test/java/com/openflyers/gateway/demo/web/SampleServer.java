package com.openflyers.gateway.demo.web;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One server of a version, on a loopback port.
///
/// `GET /health` answers without a database, and so does `/` when no space is named: what a health check asks for.
public final class SampleServer {

    private static final Logger LOG = Logger.getLogger(SampleServer.class.getName());
    private static final String APP_VERSION = "X-App-Version";
    /// Idle seconds before the server closes a connection; a gateway must let go of it earlier.
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final SampleApp app;
    private final String deployment;
    private final ServerVerticle server;

    private SampleServer(Vertx vertx, SampleApp app, String deployment, ServerVerticle server) {
        this.vertx = vertx;
        this.app = app;
        this.deployment = deployment;
        this.server = server;
    }

    /// @param port 0 for any
    public static Future<SampleServer> start(Vertx vertx, SampleApp app, int port) {
        var server = new ServerVerticle(app, port);
        var options = new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
        return vertx.deployVerticle(server, options)
                .map(deployment -> new SampleServer(vertx, app, deployment, server));
    }

    public int port() {
        return server.port();
    }

    /// Tells `listener` the id of every request from now on that has one: who listens was told before it is served.
    public void listen(Consumer<String> listener) {
        server.listener = listener;
    }

    /// Its address as the registry stores it.
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public String version() {
        return app.version();
    }

    /// Lets running requests finish for a second.
    public Future<Void> stop() {
        return vertx.undeploy(deployment);
    }

    private static final class ServerVerticle extends VerticleBase {

        private final SampleApp app;
        private final int wantedPort;
        private volatile Consumer<String> listener = _ -> {};
        private @Nullable HttpServer server;

        ServerVerticle(SampleApp app, int wantedPort) {
            this.app = app;
            this.wantedPort = wantedPort;
        }

        @Override
        public Future<?> start() {
            var options = new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setHandle100ContinueAutomatically(true);
            server = vertx.createHttpServer(options)
                    .requestHandler(routes())
                    .invalidRequestHandler(this::refuseMalformed);
            return server.listen(wantedPort, "127.0.0.1");
        }

        @Override
        public Future<?> stop() {
            return server == null ? Future.succeededFuture() : server.shutdown(1, TimeUnit.SECONDS);
        }

        int port() {
            if (server == null) {
                throw new IllegalStateException("the server was not started");
            }
            return server.actualPort();
        }

        private Router routes() {
            var router = Router.router(vertx);
            router.route().handler(context -> {
                Optional.ofNullable(context.request().getHeader("X-Request-Id")).ifPresent(listener);
                context.response()
                        .putHeader(APP_VERSION, app.version())
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                context.next();
            });
            router.get("/health").handler(context -> answer(context, "OK\n"));
            router.get("/favicon.ico").handler(context -> {
                var _ = context.response().setStatusCode(204).end();
            });
            router.get("/").handler(context -> {
                if (Visit.named(context.request())) {
                    context.next();
                } else {
                    answer(context, "OpenFlyers " + app.version() + "\n");
                }
            });
            router.route().subRouter(app.router(vertx));
            router.route().failureHandler(ServerVerticle::explain);
            return router;
        }

        private void refuseMalformed(HttpServerRequest request) {
            var _ = request.response()
                    .setStatusCode(400)
                    .putHeader(APP_VERSION, app.version())
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end();
        }

        private static void answer(RoutingContext context, String text) {
            var _ = context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end(text);
        }

        private static void explain(RoutingContext context) {
            if (context.response().ended() || context.response().closed()) {
                return;
            }
            switch (context.failure()) {
                case SpaceGone gone -> {
                    context.response().setStatusCode(503).putHeader(HttpHeaders.RETRY_AFTER, "2");
                    answer(context, gone.getMessage() + "\n");
                }
                case Visit.UnknownSpace unknown -> {
                    context.response().setStatusCode(400);
                    answer(context, unknown.getMessage() + "\n");
                }
                case null, default -> {
                    var status = context.statusCode() < 400 ? 500 : context.statusCode();
                    if (status >= 500) {
                        LOG.log(Level.WARNING, context.request().path(), context.failure());
                    }
                    context.response().setStatusCode(status);
                    answer(context, context.response().getStatusMessage() + "\n");
                }
            }
        }
    }
}
