package com.openflyers.gateway.demo.web;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The spaces' databases on one server, each with a small pool made when it is first asked for.
public final class SpaceDatabases {

    private static final int CONNECTIONS = 4;
    private static final int IDLE_SECONDS = 20;
    /// For a connection that is busy with another request.
    private static final int WAIT_SECONDS = 10;

    private final Vertx vertx;
    private final PgConnectOptions server;
    private final ConcurrentHashMap<String, SpaceDatabase> databases = new ConcurrentHashMap<>();

    /// @param server where they are, and the application's role there
    public SpaceDatabases(Vertx vertx, PgConnectOptions server) {
        this.vertx = vertx;
        this.server = server;
    }

    /// Whether it is there shows when it is used.
    public SpaceDatabase of(String database) {
        return databases.computeIfAbsent(database, this::open);
    }

    /// For connections that live longer than a request.
    public PgConnectOptions options(String database) {
        return new PgConnectOptions(server).setDatabase(database);
    }

    private SpaceDatabase open(String database) {
        var pool = PgBuilder.pool()
                .using(vertx)
                .connectingTo(options(database))
                .with(new PoolOptions()
                        .setMaxSize(CONNECTIONS)
                        .setConnectionTimeout(WAIT_SECONDS)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS))
                .build();
        return new SpaceDatabase(vertx, database, pool);
    }
}
