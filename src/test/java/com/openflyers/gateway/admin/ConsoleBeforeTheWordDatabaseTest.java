package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator reads at the console before saying a word that moves a club.
class ConsoleBeforeTheWordDatabaseTest {

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

    @Test
    void who_approves_reads_what_was_counted_what_is_left_behind_and_what_members_will_notice() {
        node.has("/api/v1/spaces/breguet", space("Breguet", "1.3.1"));
        var id = requested("breguet");
        var report = new JsonObject()
                .put(
                        "ledger",
                        JsonObject.of(
                                "checks",
                                JsonObject.of("rows", JsonObject.of("values", JsonObject.of("bookings", "1204")))))
                .put(
                        "orphans",
                        JsonArray.of(JsonObject.of(
                                "row",
                                "booking-without-member 303",
                                "because",
                                "2026-10-17 09:00:00 to 2026-10-17 10:30:00, member 99, aircraft 1")))
                .put("predictedMillis", 30_000);
        var facts = new JsonObject().put("report", report).put("predictedMillis", 30_000);
        node.sql("UPDATE migration SET state = 'REHEARSED', engine = 'postgresql', facts = facts || '" + facts
                + "' WHERE id = " + id);
        var browser = new FormClient(node.port());
        var _ = browser.signIn(node.as(Role.OPERATOR).token());

        var french = browser.get("/migrations/" + id).text();
        var english = browser.get("/migrations/" + id, "Accept-Language", "en").text();

        assertThat(french)
                .contains("Compte rendu de l’essai", "Réservations", "1204")
                .contains("Réservation 303\u00A0: son membre n’existe plus", "membre n°\u00A099")
                .contains("environ 30 secondes", "interruption de service annoncée")
                .contains("il n’y a pas encore eu de répétition");
        assertThat(english)
                .contains("Report of the rehearsal", "Bookings", "Booking 303: its member exists no more")
                .contains("about 30 seconds", "announced service interruption")
                .contains("there was no rehearsal yet");
        var body = node.as(Role.VIEWER).get("/api/v1/migrations/" + id).json();
        assertThat(body.getJsonObject("report").getJsonObject("hold").getString("mode"))
                .isEqualTo("refuse");
    }

    private static long requested(String space) {
        var wish = new JsonObject().put("space", space).put("to", "2.0").put("source", "mail");
        return node.as(Role.OPERATOR).post("/api/v1/migrations", wish).json().getLong("id");
    }

    private static long awaitingCopy(String space) {
        var id = requested(space);
        node.sql("UPDATE migration SET state = 'AWAITING_COPY', purpose = 'cutover' WHERE id = " + id);
        return id;
    }

    private static String state(long id) {
        return node.as(Role.VIEWER).get("/api/v1/migrations/" + id).json().getString("state");
    }
}
