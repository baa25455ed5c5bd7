package com.openflyers.gateway.account;

import com.openflyers.gateway.http.ErrorPages;
import com.openflyers.gateway.http.PageFiles;
import com.openflyers.gateway.http.PageTemplates;
import com.openflyers.gateway.http.ProblemHandler;
import com.openflyers.gateway.http.SecurityHeaders;
import com.openflyers.gateway.route.Host;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The client area's server, on a loopback port of its own: for the edge an upstream like any other. Must run on
/// virtual threads.
public final class ClientAreaVerticle extends VerticleBase {

    private static final String LOOPBACK = "127.0.0.1";
    /// Longer than the edge keeps a connection that it does not use.
    private static final int IDLE_SECONDS = 75;

    private final ClientAreaSettings settings;
    private final URI home;
    private final LoginWorkflow logins;
    private final ErrorPages errors;
    private final List<ClientPages> pages;
    private final UnaryOperator<String> clients;
    private @Nullable HttpServer server;

    /// @param home    where its pages are, for links from elsewhere
    /// @param clients from a `X-Forwarded-For` field, the address of the client
    public ClientAreaVerticle(
            ClientAreaSettings settings,
            URI home,
            LoginWorkflow logins,
            ErrorPages errors,
            List<ClientPages> pages,
            UnaryOperator<String> clients) {
        this.settings = settings;
        this.home = home;
        this.logins = logins;
        this.errors = errors;
        this.pages = List.copyOf(pages);
        this.clients = clients;
    }

    @Override
    public Future<?> start() {
        var problems = new ProblemHandler(errors, PageRoutes::languages);
        var templates = new PageTemplates();
        var files = PageFiles.load(vertx, "client/client.css").await();
        var area = router(problems, files);
        var areaRoutes = new PageRoutes(area, logins, templates, problems, clients);
        pages.forEach(feature -> feature.mount(areaRoutes));
        var shop = router(problems, files);
        new PageRoutes(shop, logins, templates, problems, clients)
                .get("/", _ -> View.page("shop").with("home", home.toString()));
        var nowhere = router(problems, files);
        var options = new HttpServerOptions()
                .setHost(LOOPBACK)
                .setPort(settings.port())
                // The form as a whole has a bound; of one field, a browser makes twelve bytes of a letter.
                .setMaxFormAttributeSize(PageRoutes.LARGEST_FORM)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .requestHandler(request -> {
                    var authority = request.getHeader("Host");
                    var host = authority == null ? "" : String.valueOf(Host.parse(authority));
                    if (host.equals(settings.host())) {
                        area.handle(request);
                    } else if (settings.shopWindow().filter(host::equals).isPresent()) {
                        shop.handle(request);
                    } else {
                        nowhere.handle(request);
                    }
                })
                .listen()
                .map(listening -> server = listening);
    }

    /// Where the edge finds it, once started.
    public String url() {
        var listening = server;
        return "http://" + LOOPBACK + ":" + (listening == null ? settings.port() : listening.actualPort());
    }

    private Router router(ProblemHandler problems, PageFiles files) {
        var router = Router.router(vertx);
        var _ = router.route().handler(new SecurityHeaders());
        // A route for HEAD alone would make every other method of a path that there is not "not allowed".
        var _ = router.route().handler(ClientAreaVerticle::headAsGet);
        problems.mount(router);
        files.mount(router, "/assets/", "public, max-age=3600");
        return router;
    }

    /// Without the page itself: monitors, and previews of links, ask so.
    private static void headAsGet(RoutingContext context) {
        var request = context.request();
        if (request.method().equals(HttpMethod.HEAD)) {
            context.reroute(HttpMethod.GET, request.uri());
        } else {
            context.next();
        }
    }
}
