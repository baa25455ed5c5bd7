package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Money that was wrong, put right by operators.
class CorrectionsApiDatabaseTest {

    /// One for each test: credit is set against whatever is open.
    private final BilledClub club = new BilledClub(Postgres.database());

    @AfterEach
    void stop() {
        club.close();
    }

    @Test
    void a_cheque_that_bounces_is_taken_back_once_and_can_come_again() {
        var number = club.invoice(10_000);
        var paid = post(number, "payments", payment(12_000, "CHQ 1"));
        var bounced = payment(12_000, "CHQ 1").put("reason", "Chèque impayé");

        var tried = post(number, "reversals?dryRun=true", bounced);
        var reversed = post(number, "reversals", bounced);
        var twice = post(number, "reversals", bounced);
        var beyond = post(number, "reversals", payment(1, "CHQ 1").put("reason", "Encore"));
        var again = post(number, "payments", payment(11_000, "CHQ 1"));

        assertThat(paid.json().getString("standing")).isEqualTo("paid");
        assertThat(tried.status()).isEqualTo(200);
        assertThat(reversed.json().getLong("remainderCents")).isEqualTo(12_000);
        assertThat(reversed.json().getJsonArray("payments").getJsonObject(1).getLong("amountCents"))
                .isEqualTo(-12_000);
        assertThat(reversed.json().getJsonArray("payments").getJsonObject(1).getString("reason"))
                .isEqualTo("Chèque impayé");
        assertThat(twice.code()).isEqualTo("payment-known");
        assertThat(beyond.code()).isEqualTo("payment-not-there");
        assertThat(again.json().getLong("remainderCents")).isEqualTo(1000);
        assertThat(club.registry.count(
                        "SELECT count(*) FROM audit WHERE action = 'invoice.reversal' AND target = 'invoice/" + number
                                + "'"))
                .isEqualTo(1);
        var _ = post(number, "payments", payment(1000, "CHQ rest"));
    }

    @Test
    void a_part_of_an_invoice_is_given_back_once_for_a_reason_and_never_more_than_the_whole() {
        var number = club.invoice(9999);

        var part = post(number, "credit-notes", credit(3333L, "Trois mois de trop"));
        var twice = post(number, "credit-notes", credit(3333L, "Trois mois de trop"));
        var beyond = post(number, "credit-notes", credit(6667L, "Tout"));
        var rest = post(number, "credit-notes", credit(null, "Tout"));
        var nothing = post(number, "credit-notes", credit(null, "Encore"));
        var ofCredit = post(rest.json().getString("number"), "credit-notes", credit(null, "Avoir"));

        assertThat(part.json().getLong("netCents")).isEqualTo(-3333);
        assertThat(part.json().getLong("vatCents")).isEqualTo(-667);
        assertThat(part.json().getString("corrects")).isEqualTo(number);
        assertThat(part.json().getJsonArray("lines").getJsonObject(0).getString("text"))
                .startsWith("Correction de la facture " + number)
                .endsWith("Trois mois de trop");
        assertThat(twice.json().getString("number")).isEqualTo(part.json().getString("number"));
        assertThat(beyond.code()).isEqualTo("credit-too-much");
        assertThat(beyond.json().getLong("netCents")).isEqualTo(6666);
        assertThat(rest.json().getLong("netCents")).isEqualTo(-6666);
        assertThat(part.json().getLong("vatCents") + rest.json().getLong("vatCents"))
                .isEqualTo(-2000);
        assertThat(nothing.status()).isEqualTo(409);
        assertThat(ofCredit.code()).isEqualTo("credit-note");
        assertThat(invoice(number).getLong("remainderCents")).isZero();
        assertThat(invoice(number).getString("standing")).isEqualTo("cancelled");
        assertThat(invoice(number).getLong("paidCents")).isZero();
        assertThat(invoice(number).getLong("creditedCents")).isEqualTo(11_999);
        assertThat(invoice(number).getJsonArray("correctedBy"))
                .containsExactly(part.json().getString("number"), rest.json().getString("number"));
        assertThat(club.registry.count("SELECT count(*) FROM outbox WHERE cause = 'invoice "
                        + part.json().getString("number") + "'"))
                .isEqualTo(2);
    }

    @Test
    void an_invoice_is_paid_when_money_and_a_credit_note_make_it_up_and_cancelled_only_when_all_is_given_back() {
        var made = club.invoice(1000);
        var note = post(made, "credit-notes", credit(500L, "Geste"));
        var partly = invoice(made);
        var _ = post(made, "payments", payment(600, "VIR half"));

        var paid = invoice(made);
        var _ = post(made, "credit-notes", credit(null, "Le reste"));

        assertThat(partly.getString("standing")).isEqualTo("open");
        assertThat(partly.getLong("paidCents")).isZero();
        assertThat(note.json().getLong("paidCents")).isEqualTo(600);
        assertThat(paid.getString("standing")).isEqualTo("paid");
        assertThat(paid.getLong("paidCents")).isEqualTo(600);
        assertThat(paid.getLong("creditedCents")).isEqualTo(600);
        assertThat(invoice(made).getString("standing")).isEqualTo("cancelled");
        assertThat(invoice(made).getLong("paidCents")).isEqualTo(600);
    }

    @Test
    void what_was_paid_and_is_given_back_pays_for_what_becomes_open_again() {
        var paid = club.invoice(1000);
        var _ = post(paid, "payments", payment(1200, "VIR whole"));
        var other = club.invoice(500);
        var _ = post(other, "payments", payment(600, "VIR other"));
        var _ = post(paid, "credit-notes", credit(null, "Remboursé"));

        var reversed = post(other, "reversals", payment(600, "VIR other").put("reason", "Rejeté"));

        assertThat(reversed.json().getLong("remainderCents")).isZero();
        assertThat(club.registry.count(
                        "SELECT sum(cents) FROM payment WHERE invoice = '" + other + "' AND method = 'credit'"))
                .isEqualTo(600);
    }

    @Test
    void viewers_correct_nothing_and_a_reason_is_asked_for() {
        var number = club.invoice(1000);
        var viewer = club.node.as(Role.VIEWER);

        assertThat(viewer.post("/api/v1/invoices/" + number + "/credit-notes", credit(null, "x"))
                        .status())
                .isEqualTo(403);
        assertThat(viewer.post(
                                "/api/v1/invoices/" + number + "/reversals",
                                payment(1, "x").put("reason", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(post(number, "reversals", payment(1, "x")).status()).isEqualTo(400);
        assertThat(post(number, "reversals", payment(1, "x").put("reason", " ")).status())
                .isEqualTo(400);
        assertThat(post(number, "credit-notes", new JsonObject()).status()).isEqualTo(400);
        assertThat(post("2001-0001", "credit-notes", credit(null, "x")).status())
                .isEqualTo(404);
        assertThat(post("2001-0001", "reversals", payment(1, "x").put("reason", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_console_takes_back_and_gives_back_as_well() {
        var number = club.invoice(2000);
        var _ = post(number, "payments", payment(2400, "VIR console"));
        var browser = new FormClient(club.node.port());
        var _ = browser.signIn(club.node.as(Role.OPERATOR).token());
        var path = "/invoices/" + number;

        assertThat(browser.get(path).text()).contains("id=\"reverse\"", "id=\"credit\"");
        var reversed = browser.post(
                path + "/reversals",
                "amount=24,00&method=transfer&receivedOn=2020-01-16&reference=VIR+console&reason=Rejet");
        var credited = browser.post(path + "/credit-notes", "net=&creditReason=Geste");

        assertThat(reversed.status()).isLessThan(400);
        assertThat(credited.status()).isLessThan(400);
        assertThat(invoice(number).getLong("remainderCents")).isZero();
        assertThat(invoice(number).getJsonArray("payments")).hasSize(3);
        assertThat(browser.get(path).text()).contains("Rejet", ">annulée<", "Avoirs");
    }

    private static JsonObject payment(long cents, String reference) {
        return new JsonObject()
                .put("amountCents", cents)
                .put("method", "transfer")
                .put("receivedOn", "2020-01-15")
                .put("reference", reference);
    }

    private static JsonObject credit(@Nullable Long net, String reason) {
        var body = new JsonObject().put("reason", reason);
        return net == null ? body : body.put("netCents", net);
    }

    private ApiClient.Reply post(String number, String path, JsonObject body) {
        return club.node.as(Role.OPERATOR).post("/api/v1/invoices/" + number + "/" + path, body);
    }

    private JsonObject invoice(String number) {
        return club.node.as(Role.VIEWER).get("/api/v1/invoices/" + number).json();
    }
}
