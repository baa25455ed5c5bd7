package com.openflyers.gateway.demo.v131;

import com.openflyers.gateway.demo.web.Credentials;
import com.openflyers.gateway.demo.web.SampleApp;
import com.openflyers.gateway.demo.web.SpaceDatabases;
import com.openflyers.gateway.demo.web.StaticFile;
import com.openflyers.gateway.demo.web.Visit;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The sample version 1.3.1.
///
/// @param postgres where the spaces' databases are, and the version's role there
/// @param sessions directory that all servers of the version share
public record SampleApp131(PgConnectOptions postgres, Path sessions) implements SampleApp {

    public static final String VERSION = "1.3.1";

    private static final int BODY_BYTES = 64 * 1024;

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public Router router(Vertx vertx) {
        var databases = new SpaceDatabases(vertx, postgres);
        var sessionFiles = new Sessions(sessions);
        var router = Router.router(vertx);
        // Form fields are read by us: Vert.x would take them for UTF-8.
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES));
        for (var path : new String[] {"/", "/index.php"}) {
            router.route(path).handler(context -> new IndexPage(context, databases, sessionFiles).serve());
        }
        router.route("/checkIdent.php").handler(context -> checkIdent(context, databases));
        router.get("/style.css").handler(StaticFile.of("1.3.1/style.css", "text/css"));
        // The real one leaves its installer there; a gateway is to hide it.
        router.route("/install/*").handler(context -> plain(context, "Installation d'OpenFlyers 1.3.1\n"));
        router.route().handler(context -> new IndexPage(context, databases, sessionFiles).serveUnknown());
        return router;
    }

    /// A club's own web site asks whether a login is good, by POST or GET: 0 good, 1 bad, 2 a field is missing,
    /// 3 the address is refused, 4 the login is.
    private static void checkIdent(RoutingContext context, SpaceDatabases databases) {
        var visit = Visit.of(context.request());
        var fields = Parameters.of(context.request(), context.body().buffer());
        var logins = new Logins(databases.of(visit.database()), visit.address());
        var login = fields.find("login");
        var password = fields.find("password");
        if (login.isEmpty() || password.isEmpty()) {
            plain(context, "2");
        } else if (logins.addressRefused()) {
            plain(context, "3");
        } else {
            plain(
                    context,
                    switch (logins.attempt(new Credentials(login.get(), password.get()))) {
                        case Logins.Outcome.Welcome _ -> "0";
                        case Logins.Outcome.BadPassword _ -> "1";
                        case Logins.Outcome.LoginRefused _ -> "4";
                    });
        }
    }

    private static void plain(RoutingContext context, String text) {
        var _ = context.response()
                .putHeader("Content-Type", "text/plain; charset=ISO-8859-1")
                .end(Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
