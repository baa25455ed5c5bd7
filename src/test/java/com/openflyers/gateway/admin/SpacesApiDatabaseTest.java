package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.registry.SpaceDatabase;
import com.openflyers.gateway.testing.Postgres;
import com.openflyers.gateway.testing.StoredRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SpacesApiDatabaseTest {

    private static final Vertx VERTX = Vertx.vertx();

    private static StoredRegistry registry;
    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        var database = Postgres.database();
        registry = new StoredRegistry(VERTX, database);
        node = new OperationsUnderTest(database);
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
        node.has("/api/v1/versions/2.0", version(node.healthyUrl()));
    }

    @AfterAll
    static void stop() {
        node.close();
        result(VERTX.close());
    }

    @Test
    void a_space_that_was_put_is_read_back_and_can_be_put_again_as_it_was_read() {
        var operator = node.as(Role.OPERATOR);

        var created = operator.put("/api/v1/spaces/aeroclub", space("Aéroclub d’Évry", "1.3.1"));
        var read = operator.get("/api/v1/spaces/aeroclub");
        var again = operator.put("/api/v1/spaces/aeroclub", read.json(), "If-Match", read.field("ETag"));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().getString("host")).isEqualTo("aeroclub.localhost");
        assertThat(read.json().getString("club")).isEqualTo("Aéroclub d’Évry");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getBoolean("changed")).isFalse();
    }

    @Test
    void a_dry_run_meets_every_check_and_leaves_nothing() {
        var operator = node.as(Role.OPERATOR);

        var tried = operator.put("/api/v1/spaces/dry?dryRun=true", space("Dry", "2.0"));
        var refused = operator.put("/api/v1/spaces/dry?dryRun=true", space("Dry", "9.9"));

        assertThat(tried.status()).isEqualTo(201);
        assertThat(tried.json()).isEqualTo(new JsonObject().put("changed", true).put("dryRun", true));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(operator.get("/api/v1/spaces/dry").status()).isEqualTo(404);
    }

    @Test
    void a_space_that_is_opened_again_on_another_version_says_by_whom() {
        node.has("/api/v1/spaces/again", space("Again", "1.3.1"));
        var operator = node.as(Role.OPERATOR);
        assertThat(operator.delete("/api/v1/spaces/again").status()).isEqualTo(200);

        node.has("/api/v1/spaces/again", space("Again", "2.0"));

        var history = operator.get("/api/v1/spaces/again/history").json().getJsonArray("items");
        assertThat(history.getJsonObject(0).getString("to")).isEqualTo("2.0");
        assertThat(history.getJsonObject(0).getString("by")).isEqualTo("operator-anne");
    }

    @Test
    void the_history_of_a_space_that_never_was_is_404() {
        assertThat(node.as(Role.VIEWER).get("/api/v1/spaces/nobody/history").status())
                .isEqualTo(404);
    }

    @Test
    void a_database_that_comes_while_a_change_without_databases_waits_is_not_lost() {
        node.has("/api/v1/spaces/evry", space("Évry", "2.0"));
        var added = Promise.<Void>promise();
        var commit = Promise.<Void>promise();
        var addition = registry.database.transaction(
                tx -> tx.query("""
                WITH held AS (SELECT name FROM space WHERE name = 'evry' FOR UPDATE)
                INSERT INTO space_database (name, space, version, role)
                SELECT 'evry_new', name, '2.0', 'candidate' FROM held
                """).execute().onSuccess(_ -> added.complete()).compose(_ -> commit.future()));
        result(added.future());

        var renamed = CompletableFuture.supplyAsync(
                () -> node.as(Role.OPERATOR).put("/api/v1/spaces/evry", space("Évry-Corbeil", "2.0")));
        until("the change waits", () -> registry.count("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
        commit.complete();

        assertThat(renamed.join().status()).isEqualTo(200);
        assertThat(addition.succeeded()).isTrue();
        assertThat(registry.find("evry").databases())
                .containsExactly(new SpaceDatabase("2.0", "evry_new", SpaceDatabase.Role.CANDIDATE));
    }
}
