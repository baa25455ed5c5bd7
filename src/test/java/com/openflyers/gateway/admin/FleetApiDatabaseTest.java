package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class FleetApiDatabaseTest {

    @Test
    void a_dead_node_is_taken_off_the_list_and_a_live_one_is_not() {
        try (var node = new OperationsUnderTest(Postgres.database())) {
            var admin = node.as(Role.ADMIN);
            until("the node is on the list", () -> nodes(node) == 1);
            node.sql("INSERT INTO node (name, incarnation, build, heard_at, applied_revision)"
                    + " VALUES ('gone', gen_random_uuid(), 'test', now() - interval '1 hour', 0)");

            var live = admin.delete("/api/v1/nodes/node-1");
            var dry = admin.delete("/api/v1/nodes/gone?dryRun=true");
            var afterDry = nodes(node);
            var dead = admin.delete("/api/v1/nodes/gone");

            assertThat(live.status()).isEqualTo(409);
            assertThat(live.code()).isEqualTo("node-live");
            assertThat(dry.status()).isEqualTo(204);
            assertThat(afterDry).isEqualTo(2);
            assertThat(dead.status()).isEqualTo(204);
            assertThat(nodes(node)).isEqualTo(1);
            assertThat(admin.delete("/api/v1/nodes/gone").status()).isEqualTo(404);
            assertThat(admin.get("/api/v1/audit").text()).contains("node.delete");
        }
    }

    @Test
    void a_table_says_what_it_is_worth_and_an_admin_may_accept_one() {
        try (var node = new OperationsUnderTest(Postgres.database())) {
            until(
                    "the table is read",
                    () -> node.as(Role.VIEWER)
                            .get("/api/v1/table")
                            .json()
                            .getString("state")
                            .equals("current"));

            var accepted = node.as(Role.ADMIN).post("/api/v1/table/accept");

            assertThat(accepted.status()).isEqualTo(204);
            assertThat(node.as(Role.VIEWER).get("/api/v1/audit").text()).contains("table.accept");
        }
    }

    @Test
    void a_flip_is_refused_while_the_registry_is_away_and_works_again_afterwards() {
        try (var server = Postgres.server();
                var node = new OperationsUnderTest(server.migrated())) {
            node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
            node.has("/api/v1/versions/2.0", version(node.healthyUrl()));
            node.has("/api/v1/spaces/ajax", space("Ajax", "1.3.1"));

            server.stop();
            var refused = flip(node);
            var table = node.as(Role.VIEWER).get("/api/v1/explain?host=ajax.localhost");
            server.start();
            until("the flip works again", () -> flip(node).status() == 200);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("registry-unavailable");
            assertThat(table.json().getJsonObject("here").getString("version")).isEqualTo("1.3.1");
        }
    }

    private static int nodes(OperationsUnderTest node) {
        return node.as(Role.VIEWER)
                .get("/api/v1/nodes")
                .json()
                .getJsonArray("items")
                .size();
    }

    private static ApiClient.Reply flip(OperationsUnderTest node) {
        return node.as(Role.OPERATOR)
                .put(
                        "/api/v1/spaces/ajax/pointer",
                        new JsonObject().put("version", "2.0").put("reason", "trying"));
    }
}
