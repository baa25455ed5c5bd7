package com.openflyers.gateway.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/// One running gateway.
final class Gateway {

    private final Vertx vertx;

    private Gateway(Vertx vertx) {
        this.vertx = vertx;
    }

    static Future<Gateway> start(GatewaySettings settings) {
        return Future.succeededFuture(new Gateway(Vertx.vertx()));
    }

    Future<Void> stop() {
        return vertx.close();
    }
}
