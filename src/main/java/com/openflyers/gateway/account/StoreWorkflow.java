package com.openflyers.gateway.account;

import com.openflyers.gateway.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The registry's PostgreSQL for code that waits for it, on virtual threads, and never for long.
public final class StoreWorkflow {

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Database database;

    public StoreWorkflow(Database database) {
        this.database = database;
    }

    /// One statement, or several that need not agree.
    public <T> T read(Function<SqlClient, Future<T>> query) {
        return within(query.apply(database.pool()));
    }

    /// One transaction: all of it or nothing.
    public <T> T change(Function<SqlConnection, Future<T>> work) {
        return within(database.transaction(work));
    }

    private static <T> T within(Future<T> answer) {
        return answer.timeout(ANSWER.toMillis(), TimeUnit.MILLISECONDS).await();
    }
}
