package com.openflyers.gateway.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The pool of connections to the registry's PostgreSQL.
///
/// Opens nothing by itself: the first statement does. The pool's sockets have an event loop of their own, so that
/// decoding a large result never delays a request on an edge's loop.
public final class Database {

    /// Of a transaction that is a deadlock's victim each time: two that meet again are rare.
    private static final int ATTEMPTS = 3;

    private final Vertx vertx;
    private final PgConnectOptions connect;
    private final Duration connectTimeout;
    private final Pool pool;

    public Database(Vertx vertx, DatabaseSettings settings) {
        this.vertx = vertx;
        this.connectTimeout = settings.connectTimeout();
        this.connect = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.name())
                .setUser(settings.user())
                .setPassword(settings.password().reveal())
                .setCachePreparedStatements(true)
                .setProperties(Map.of(
                        "application_name",
                        "openflyers-gateway",
                        "timezone",
                        "UTC",
                        "statement_timeout",
                        Long.toString(settings.statementTimeout().toMillis()),
                        // A process that is stopped inside a transaction must not hold the feed's row for ever.
                        "idle_in_transaction_session_timeout",
                        Long.toString(settings.statementTimeout().toMillis())));
        var patience = settings.connectTimeout().plus(settings.statementTimeout());
        var transport = new NetClientOptions()
                .setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()))
                // A server answers within the statement's timeout or is gone without a word: the socket is closed,
                // and with it fails whoever waits. Idle ones go as well and are opened again when needed.
                .setReadIdleTimeout(Math.toIntExact(patience.toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        var options = new PoolOptions()
                .setName("registry")
                .setEventLoopSize(1)
                .setMaxSize(settings.poolSize())
                // Well before the socket's own idle timeout above, which could meet a statement on its way.
                .setIdleTimeout(Math.toIntExact(connectTimeout.toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(settings.poolSize() * 100)
                .setConnectionTimeout(Math.toIntExact(connectTimeout.toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        this.pool = PgBuilder.pool()
                .with(options)
                .with(transport)
                .connectingTo(connect)
                .using(vertx)
                .build();
    }

    /// For statements that need no transaction.
    public Pool pool() {
        return pool;
    }

    /// A connection outside the pool, the caller's to close; its socket belongs to the caller's event loop.
    public Future<PgConnection> connect() {
        var attempt = PgConnection.connect(vertx, connect);
        return attempt.timeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
                // One that comes too late is nobody's.
                .onFailure(_ -> attempt.onSuccess(PgConnection::close));
    }

    /// Runs `work` in one transaction: committed when its future succeeds, rolled back when it fails.
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return transaction(Ending.COMMIT, work);
    }

    /// Runs `work` in one transaction that ends as `ending` says when the work's future succeeds.
    ///
    /// Of two that wait for each other the server ends one, of which nothing is left then. Its work is asked for
    /// once more, and so must do nothing but speak to the connection that it is given.
    public <T> Future<T> transaction(Ending ending, Function<SqlConnection, Future<T>> work) {
        return attempt(ATTEMPTS, ending, work);
    }

    private <T> Future<T> attempt(int left, Ending ending, Function<SqlConnection, Future<T>> work) {
        return once(ending, work)
                .recover(failure -> left > 1 && SqlStates.isDeadlock(failure)
                        ? attempt(left - 1, ending, work)
                        : Future.failedFuture(failure));
    }

    private <T> Future<T> once(Ending ending, Function<SqlConnection, Future<T>> work) {
        return switch (ending) {
            case COMMIT -> pool.withTransaction(work);
            case ROLLBACK ->
                pool.withConnection(connection ->
                        connection.begin().compose(tx -> work.apply(connection).eventually(tx::rollback)));
        };
    }

    public Future<Void> close() {
        return pool.close();
    }
}
