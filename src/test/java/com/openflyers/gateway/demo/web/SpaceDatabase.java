package com.openflyers.gateway.demo.web;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One space's database, for code on virtual threads.
///
/// A database may vanish (renamed, closed to new sessions, its server restarting) and come back: connecting is tried
/// again with growing pauses for [#PATIENCE], and every request starts afresh. A statement is never repeated: whether
/// it was carried out is not known.
public final class SpaceDatabase {

    static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final long FIRST_PAUSE_MILLIS = 25;
    /// Sessions were ended: by an operator, a crash, or because the database is going away.
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "57P05");

    private final Vertx vertx;
    private final String name;
    private final Pool pool;

    SpaceDatabase(Vertx vertx, String name, Pool pool) {
        this.vertx = vertx;
        this.name = name;
        this.pool = pool;
    }

    public String name() {
        return name;
    }

    public List<Row> rows(String sql, @Nullable Object... values) {
        return connected(connection -> rows(connection, sql, values));
    }

    public Optional<Row> row(String sql, @Nullable Object... values) {
        return rows(sql, values).stream().findFirst();
    }

    /// @return how many rows it changed
    public int change(String sql, @Nullable Object... values) {
        return connected(connection -> change(connection, sql, values));
    }

    /// Everything or nothing: commits when `work` returns, rolls back when it throws.
    public <T> T transaction(Function<SqlConnection, T> work) {
        return connected(connection -> {
            var transaction = connection.begin().await();
            try {
                var result = work.apply(connection);
                transaction.commit().await();
                return result;
            } catch (RuntimeException e) {
                // It may have ended by itself, with the failure that is thrown on.
                transaction.rollback().otherwiseEmpty().await();
                throw e;
            }
        });
    }

    public static List<Row> rows(SqlClient client, String sql, @Nullable Object... values) {
        var rows = new ArrayList<Row>();
        client.preparedQuery(sql)
                .execute(Tuple.from(Arrays.asList(values)))
                .await()
                .forEach(rows::add);
        return rows;
    }

    public static int change(SqlClient client, String sql, @Nullable Object... values) {
        return client.preparedQuery(sql)
                .execute(Tuple.from(Arrays.asList(values)))
                .await()
                .rowCount();
    }

    private <T> T connected(Function<SqlConnection, T> work) {
        var connection = connect();
        try {
            return work.apply(connection);
        } catch (ClosedConnectionException e) {
            throw new SpaceGone(name, e);
        } catch (PgException e) {
            throw ENDED.contains(e.getSqlState()) ? new SpaceGone(name, e) : e;
        } finally {
            // Back to the pool, or gone with its session; either way the answer need not wait for it.
            var _ = connection.close();
        }
    }

    private SqlConnection connect() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        for (var pause = FIRST_PAUSE_MILLIS; ; pause *= 2) {
            try {
                return pool.getConnection().await();
            } catch (RuntimeException e) {
                if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) > end) {
                    throw new SpaceGone(name, e);
                }
            }
            vertx.timer(pause).await();
        }
    }
}
