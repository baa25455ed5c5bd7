package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What operators read of invoices, and the payments that they take down.
class InvoicesApiDatabaseTest {

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
    void viewers_read_invoices_and_operators_alone_take_down_payments() {
        var number = club.invoice(5000);
        var viewer = club.node.as(Role.VIEWER);
        var paid = payment(1, "VIR roles");

        assertThat(viewer.get("/api/v1/invoices/" + number).json().getLong("totalCents"))
                .isEqualTo(6000);
        assertThat(viewer.get("/api/v1/invoices").status()).isEqualTo(200);
        assertThat(viewer.post("/api/v1/invoices/" + number + "/payments", paid).status())
                .isEqualTo(403);
        for (var path :
                List.of("/api/v1/invoices", "/api/v1/invoices/" + number, "/api/v1/invoices/" + number + "/pdf")) {
            assertThat(club.node.withoutToken().get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(club.node
                        .withoutToken()
                        .post("/api/v1/invoices/" + number + "/payments", paid)
                        .status())
                .isEqualTo(401);
        assertThat(remainder(number)).isEqualTo(6000);
    }

    @Test
    void operators_see_which_clubs_lack_a_postal_address_until_one_is_said() {
        var space = OperationsUnderTest.space("Sans adresse", "1.3.1");
        club.node.has("/api/v1/spaces/sans", space);
        var browser = new FormClient(club.node.port());
        var _ = browser.signIn(club.node.as(Role.VIEWER).token());

        var listed = unaddressed();
        var page = browser.get("/invoices").text();
        club.node.has("/api/v1/spaces/sans", space.put("postalAddress", "1 piste 09"));

        assertThat(listed).singleElement().satisfies(lacking -> {
            assertThat(lacking.getString("clubName")).isEqualTo("Sans adresse");
            assertThat(lacking.getJsonArray("spaces")).containsExactly("sans");
            assertThat(lacking.getLong("waiting")).isZero();
        });
        assertThat(page).contains("id=\"unaddressed\"", "Sans adresse", "href=\"/spaces/sans\"");
        assertThat(unaddressed()).isEmpty();
        assertThat(browser.get("/invoices").text()).doesNotContain("id=\"unaddressed\"");
    }

    private static List<JsonObject> unaddressed() {
        return club.node.as(Role.VIEWER).get("/api/v1/unaddressed-clubs").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void a_payment_counts_once_and_never_beyond_what_remains() {
        var number = club.invoice(10_000);

        var first = pay(number, payment(5000, "VIR 1"));
        var again = pay(number, payment(5000, " VIR 1 "));
        var beyond = pay(number, payment(7001, "VIR 2"));
        var cheque = pay(number, payment(7000, "VIR 1").put("method", "cheque"));

        assertThat(first.json().getLong("remainderCents")).isEqualTo(7000);
        assertThat(first.json().getString("standing")).isEqualTo("open");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("payment-known");
        assertThat(beyond.status()).isEqualTo(409);
        assertThat(beyond.code()).isEqualTo("payment-too-much");
        assertThat(beyond.json().getLong("remainderCents")).isEqualTo(7000);
        assertThat(cheque.json().getString("standing")).isEqualTo("paid");
        assertThat(cheque.json().getJsonArray("payments")).hasSize(2);
        assertThat(pay(number, payment(1, "VIR 3")).json().getLong("remainderCents"))
                .isZero();
        assertThat(club.registry.count(
                        "SELECT count(*) FROM audit WHERE action = 'invoice.payment' AND target = 'invoice/" + number
                                + "'"))
                .isEqualTo(2);
    }

    @Test
    void a_dry_run_takes_nothing_down() {
        var number = club.invoice(1000);

        var tried = club.node
                .as(Role.OPERATOR)
                .post("/api/v1/invoices/" + number + "/payments?dryRun=true", payment(1200, "VIR dry"));

        assertThat(tried.json().getLong("remainderCents")).isZero();
        assertThat(remainder(number)).isEqualTo(1200);
    }

    @ParameterizedTest
    @CsvSource({
        "amountCents, 0",
        "amountCents, -1",
        "amountCents, 1.5",
        "amountCents, '\"1\"'",
        "amountCents, 18446744073709551617",
        "amountCents, null",
        "method, '\"credit\"'",
        "method, '\"cash\"'",
        "method, 1",
        "receivedOn, '\"2026-02-30\"'",
        "receivedOn, '\"hier\"'",
        "receivedOn, 20260101",
        "reference, '\"\"'",
        "reference, '\"  \"'",
        "reference, '\"a\\u0000b\"'",
        "reference, 7",
        "more, 1"
    })
    void a_payment_with_a_bad_field_is_a_fault_of_the_request_that_names_it(String field, String value) {
        var number = club.invoice(1000);
        var body = payment(100, "VIR").put(field, new JsonObject("{\"it\":" + value + "}").getValue("it"));

        var reply = pay(number, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.text()).contains(field);
        assertThat(remainder(number)).isEqualTo(1200);
    }

    @Test
    void a_payment_without_a_field_or_of_a_day_to_come_is_refused() {
        var number = club.invoice(1000);

        for (var field : List.of("amountCents", "method", "receivedOn", "reference")) {
            var body = payment(100, "VIR");
            var _ = body.remove(field);
            assertThat(pay(number, body).status()).as(field).isEqualTo(400);
        }
        var tomorrow = LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(1);
        assertThat(pay(number, payment(100, "VIR").put("receivedOn", tomorrow.toString()))
                        .text())
                .contains("receivedOn");
        assertThat(remainder(number)).isEqualTo(1200);
    }

    @Test
    void what_is_no_invoice_or_none_that_there_is() {
        var operator = club.node.as(Role.OPERATOR);

        for (var path : List.of("2026-9999", "9999-0001")) {
            assertThat(operator.get("/api/v1/invoices/" + path).status()).isEqualTo(404);
            assertThat(operator.get("/api/v1/invoices/" + path + "/pdf").status())
                    .isEqualTo(404);
            assertThat(pay(path, payment(1, "VIR")).status()).isEqualTo(404);
        }
        for (var path : List.of("2026-1", "x", "2026-0001'", "%00")) {
            assertThat(operator.get("/api/v1/invoices/" + path).status())
                    .as(path)
                    .isEqualTo(400);
        }
    }

    @Test
    void the_list_goes_on_where_the_page_before_ended_and_leaves_out_what_is_paid() {
        var first = club.invoice(1000);
        var second = club.invoice(1000);
        var _ = pay(first, payment(1200, "VIR paid"));
        var viewer = club.node.as(Role.VIEWER);

        var top = viewer.get("/api/v1/invoices?limit=1").json();
        var next = viewer.get("/api/v1/invoices?limit=1&after=" + top.getString("next"))
                .json();

        assertThat(numbers(top)).containsExactly(second);
        assertThat(numbers(next)).containsExactly(first);
        assertThat(numbers(viewer.get("/api/v1/invoices?open=true&limit=200").json()))
                .contains(second)
                .doesNotContain(first);
    }

    @Test
    void an_invoice_can_be_had_as_a_file_in_either_language() {
        var number = club.invoice(1000);
        var viewer = club.node.as(Role.VIEWER);

        var french = viewer.get("/api/v1/invoices/" + number + "/pdf");
        var english = viewer.get("/api/v1/invoices/" + number + "/pdf", "Accept-Language", "en");

        assertThat(french.field("Content-Type")).isEqualTo("application/pdf");
        assertThat(french.field("Content-Disposition"))
                .isEqualTo("attachment; filename=\"facture-" + number + ".pdf\"");
        assertThat(french.text()).startsWith("%PDF-");
        assertThat(english.field("Content-Disposition"))
                .isEqualTo("attachment; filename=\"invoice-" + number + ".pdf\"");
    }

    @Test
    void of_nine_who_want_a_file_at_once_one_is_told_to_come_again() throws Exception {
        var number = club.invoice(5000);
        var viewer = club.node.as(Role.VIEWER);
        var free = new CountDownLatch(1);
        club.node.makesNoFileUntil(free);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ExecutorCompletionService<ApiClient.Reply>(threads);
            for (var i = 0; i < 9; i++) {
                var _ = answers.submit(() -> viewer.get("/api/v1/invoices/" + number + "/pdf"));
            }
            var turnedAway = answers.take().get();
            free.countDown();

            assertThat(turnedAway.status()).isEqualTo(503);
            assertThat(turnedAway.code()).isEqualTo("overloaded");
            assertThat(turnedAway.field("Retry-After")).isEqualTo("2");
            assertThat(turnedAway.json().getString("detail")).contains("mise en page");
            for (var i = 0; i < 8; i++) {
                assertThat(answers.take().get().status()).isEqualTo(200);
            }
        } finally {
            free.countDown();
        }
    }

    private static JsonObject payment(long cents, String reference) {
        return new JsonObject()
                .put("amountCents", cents)
                .put("method", "transfer")
                .put("receivedOn", "2020-01-15")
                .put("reference", reference);
    }

    private static ApiClient.Reply pay(String number, JsonObject body) {
        return club.node.as(Role.OPERATOR).post("/api/v1/invoices/" + number + "/payments", body);
    }

    private static long remainder(String number) {
        return club.node
                .as(Role.VIEWER)
                .get("/api/v1/invoices/" + number)
                .json()
                .getLong("remainderCents");
    }

    private static List<String> numbers(JsonObject page) {
        JsonArray items = page.getJsonArray("items");
        return items.stream()
                .map(JsonObject.class::cast)
                .map(invoice -> invoice.getString("number"))
                .toList();
    }
}
