package com.openflyers.gateway.db;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionDatabaseTest {

    private static final String ADD = "UPDATE tally SET total = total + 1 WHERE name = $1";

    private final Vertx vertx = Vertx.vertx();
    private final Database database = new Database(vertx, Postgres.emptyDatabase());
    private final AtomicInteger attempts = new AtomicInteger();
    private final Promise<Void> bothHaveOne = Promise.promise();

    @BeforeEach
    void create() {
        result(database.pool()
                .query("CREATE TABLE tally (name text PRIMARY KEY, total integer NOT NULL)")
                .execute());
        result(database.pool()
                .query("INSERT INTO tally VALUES ('one', 0), ('other', 0)")
                .execute());
    }

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void of_two_that_wait_for_each_other_both_get_done() {
        var there = database.transaction(tx -> both(tx, "one", "other"));
        var back = database.transaction(tx -> both(tx, "other", "one"));

        result(Future.all(there, back));

        var totals = result(database.pool().query("SELECT total FROM tally").execute());
        assertThat(totals).extracting(row -> row.getInteger("total")).containsExactly(2, 2);
        assertThat(attempts).hasValue(3);
    }

    /// Takes the first, and the second only when another transaction has taken that: they wait for each other.
    private Future<Void> both(SqlConnection tx, String first, String second) {
        return add(tx, first)
                .compose(_ -> {
                    if (attempts.incrementAndGet() == 2) {
                        bothHaveOne.complete();
                    }
                    return bothHaveOne.future();
                })
                .compose(_ -> add(tx, second));
    }

    private static Future<Void> add(SqlConnection tx, String name) {
        return tx.preparedQuery(ADD).execute(Tuple.of(name)).mapEmpty();
    }
}
