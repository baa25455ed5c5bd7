package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A migration by hand at the operators' pages, without scripts.
class ConsoleByHandDatabaseTest {

    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.database());
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
        node.has("/api/v1/versions/2.0", version(node.healthyUrl()));
        node.has("/api/v1/spaces/ajax", space("Ajax", "1.3.1"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void its_page_says_what_to_do_and_a_copy_that_was_not_counted_moves_nobody() {
        var id = awaitingCopy("ajax");
        var path = "/migrations/" + id;
        var browser = new FormClient(node.port());
        var _ = browser.signIn(node.as(Role.OPERATOR).token());

        var page = browser.get(path);
        var empty = browser.post(path + "/confirm-copied", "counts=");
        var negative = browser.post(path + "/confirm-copied", "counts=bookings+%3D+-3");

        assertThat(page.text())
                .contains("À faire, dans l’ordre", "fait : Démarrer", "Copier les données de la version 1.3.1")
                .contains("formaction=\"" + path + "/confirm-copied\"");
        assertThat(browser.get(path, "Accept-Language", "en").text())
                .contains("To be done, in order", "done: Start", "Copy the data of version 1.3.1");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("au moins un nombre");
        assertThat(negative.status()).isGreaterThanOrEqualTo(400);
        assertThat(state(id)).isEqualTo("AWAITING_COPY");

        var counted = browser.post(path + "/confirm-copied", "counts=bookings+%3D+1204");

        assertThat(counted.status()).as(counted.text()).isEqualTo(303);
        assertThat(state(id)).isEqualTo("VERIFIED");
    }

    private static long awaitingCopy(String space) {
        var wish = new JsonObject().put("space", space).put("to", "2.0").put("source", "mail");
        var id = node.as(Role.OPERATOR).post("/api/v1/migrations", wish).json().getLong("id");
        node.sql("UPDATE migration SET state = 'AWAITING_COPY', purpose = 'cutover' WHERE id = " + id);
        return id;
    }

    private static String state(long id) {
        return node.as(Role.VIEWER).get("/api/v1/migrations/" + id).json().getString("state");
    }
}
