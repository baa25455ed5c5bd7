package com.openflyers.gateway.db;

import static com.openflyers.gateway.testing.Futures.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaDatabaseTest {

    private static final DeploymentOptions VIRTUAL =
            new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        result(vertx.close());
    }

    @Test
    void nodes_that_start_together_run_each_script_once() {
        var settings = Postgres.emptyDatabase();

        var runs = Stream.generate(() -> CompletableFuture.supplyAsync(() -> new Schema(settings).migrate()))
                .limit(3)
                .toList();
        var scripts = runs.stream().mapToInt(CompletableFuture::join).sum();

        assertThat(scripts).isEqualTo(count(settings, "SELECT count(*)::int FROM flyway_schema_history WHERE success"));
        assertThat(new Schema(settings).migrate()).isZero();
    }

    @Test
    void an_unreachable_server_is_asked_until_it_answers() {
        try (var server = Postgres.server()) {
            server.stop();
            var schema = new SchemaVerticle(server.settings("postgres"));
            result(vertx.deployVerticle(schema, VIRTUAL));
            assertThat(schema.ready().isComplete()).isFalse();

            server.start();
            result(schema.ready());

            assertThat(count(server.settings("postgres"), "SELECT count(*)::int FROM feed"))
                    .isOne();
        }
    }

    @Test
    void a_dry_run_sees_its_own_changes_and_leaves_none() {
        var settings = Postgres.database();
        var database = new Database(vertx, settings);

        var seen = result(database.transaction(
                Ending.ROLLBACK,
                tx -> tx.query("INSERT INTO club (name) VALUES ('Dry')")
                        .execute()
                        .compose(_ -> tx.query("SELECT count(*)::int FROM club").execute())
                        .map(rows -> rows.iterator().next().getInteger(0))));

        assertThat(seen).isOne();
        assertThat(count(settings, "SELECT count(*)::int FROM club")).isZero();
    }

    @Test
    void a_transaction_whose_work_fails_is_rolled_back_in_either_ending() {
        var settings = Postgres.database();
        var database = new Database(vertx, settings);

        for (var ending : List.of(Ending.COMMIT, Ending.ROLLBACK)) {
            var work = database.transaction(
                    ending,
                    tx -> tx.query("INSERT INTO club (name) VALUES ('Lost')")
                            .execute()
                            .compose(_ -> Future.failedFuture(new IllegalStateException("changed my mind"))));

            assertThatThrownBy(() -> result(work)).hasRootCauseMessage("changed my mind");
        }

        assertThat(count(settings, "SELECT count(*)::int FROM club")).isZero();
    }

    @Test
    void what_postgresql_refuses_is_told_from_not_reaching_it() {
        var database = new Database(vertx, Postgres.database());
        var nowhere = new Database(vertx, Postgres.nowhere());

        var duplicate = database.pool().query("INSERT INTO feed DEFAULT VALUES").execute();
        var unreachable = nowhere.pool().query("SELECT 1").execute();

        assertThat(failure(duplicate)).matches(e -> !SqlStates.isUnavailable(e));
        assertThat(failure(unreachable)).matches(SqlStates::isUnavailable);
    }

    private static Throwable failure(Future<?> future) {
        return future.map((Throwable) null)
                .otherwise(e -> e)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private int count(DatabaseSettings settings, String sql) {
        return result(new Database(vertx, settings).pool().query(sql).execute())
                .iterator()
                .next()
                .getInteger(0);
    }
}
