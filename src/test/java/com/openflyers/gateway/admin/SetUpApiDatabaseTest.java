package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What operators say of set-up packages.
class SetUpApiDatabaseTest {

    private static BilledClub club;

    @BeforeAll
    static void start() {
        club = new BilledClub(Postgres.database());
    }

    @AfterAll
    static void stop() {
        club.close();
    }

    @Test
    void viewers_read_packages_and_operators_alone_speak_of_them() {
        var id = club.order();
        var viewer = club.node.as(Role.VIEWER);
        var path = "/api/v1/set-up-packages/" + id;

        assertThat(viewer.get("/api/v1/set-up-packages").status()).isEqualTo(200);
        assertThat(viewer.post(path + "/quote", new JsonObject().put("cents", 1))
                        .status())
                .isEqualTo(403);
        assertThat(viewer.post(path + "/done").status()).isEqualTo(403);
        assertThat(club.node.withoutToken().get("/api/v1/set-up-packages").status())
                .isEqualTo(401);
        club.decline(id);
    }

    @Test
    void a_package_is_quoted_corrected_and_done_when_its_time_has_come() {
        var id = club.order();
        var operator = club.node.as(Role.OPERATOR);
        var path = "/api/v1/set-up-packages/" + id;

        var early = operator.post(path + "/done");
        var quoted = operator.post(path + "/quote", new JsonObject().put("cents", 40_000));
        var corrected = operator.post(path + "/quote", new JsonObject().put("cents", 35_000));
        club.accept(id, 35_000);
        var late = operator.post(path + "/quote", new JsonObject().put("cents", 1));
        var done = operator.post(path + "/done");
        var twice = operator.post(path + "/done");

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.code()).isEqualTo("not-now");
        assertThat(quoted.json().getString("state")).isEqualTo("QUOTED");
        assertThat(corrected.json().getLong("cents")).isEqualTo(35_000);
        assertThat(late.status()).isEqualTo(409);
        assertThat(done.json().getString("state")).isEqualTo("DONE");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(club.node
                        .as(Role.VIEWER)
                        .get("/api/v1/set-up-packages?state=DONE")
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getLong("id"))
                .isEqualTo(id);
        assertThat(club.registry.count("SELECT count(*) FROM audit WHERE target = 'set-up-package/" + id + "'"))
                .isEqualTo(3);
    }

    @Test
    void a_bad_quote_and_an_unknown_package_are_refused() {
        var operator = club.node.as(Role.OPERATOR);
        var id = club.order();

        for (var cents : List.<Object>of(0, -5, 1.5, "400", 1_000_000_001L)) {
            var body = new JsonObject().put("cents", cents);
            assertThat(operator.post("/api/v1/set-up-packages/" + id + "/quote", body)
                            .status())
                    .as(body.encode())
                    .isEqualTo(400);
        }
        var quote = new JsonObject().put("cents", 400);
        assertThat(operator.post("/api/v1/set-up-packages/" + id + "/quote", new JsonObject())
                        .status())
                .isEqualTo(400);
        assertThat(operator.post("/api/v1/set-up-packages/999999/quote", quote).status())
                .isEqualTo(404);
        assertThat(operator.post("/api/v1/set-up-packages/999999/done").status())
                .isEqualTo(404);
        assertThat(operator.post("/api/v1/set-up-packages/x/quote", quote).status())
                .isEqualTo(400);
        assertThat(operator.get("/api/v1/set-up-packages?state=LOST").status()).isEqualTo(400);
        assertThat(operator.post("/api/v1/set-up-packages/" + id + "/quote?dryRun=true", quote)
                        .json()
                        .getString("state"))
                .isEqualTo("QUOTED");
        club.decline(id);
        assertThat(operator.post("/api/v1/set-up-packages/" + id + "/quote", quote)
                        .status())
                .isEqualTo(409);
    }
}
