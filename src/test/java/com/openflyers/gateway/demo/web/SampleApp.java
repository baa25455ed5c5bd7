package com.openflyers.gateway.demo.web;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/// One version of the sample booking application.
public interface SampleApp {

    /// Such as `1.3.1`; on every answer as `X-App-Version`.
    String version();

    /// Its pages, for one server. Handlers may wait: they run on virtual threads.
    Router router(Vertx vertx);
}
