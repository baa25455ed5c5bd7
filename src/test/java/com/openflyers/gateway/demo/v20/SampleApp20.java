package com.openflyers.gateway.demo.v20;

import com.openflyers.gateway.demo.web.SampleApp;
import com.openflyers.gateway.demo.web.SpaceDatabases;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.pgclient.PgConnectOptions;

/// The sample version 2.0.
///
/// @param postgres where the spaces' databases are, and the version's role there
public record SampleApp20(PgConnectOptions postgres) implements SampleApp {

    public static final String VERSION = "2.0";

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public Router router(Vertx vertx) {
        var hall = new Guest.Hall(new SpaceDatabases(vertx, postgres), new Passwords(vertx));
        var router = Router.router(vertx);
        new Api(vertx, hall).mount(router);
        new Pages(hall).mount(router);
        return router;
    }
}
