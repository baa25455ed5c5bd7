package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Invoices and settings at the operators' pages, without scripts.
class ConsoleBillingDatabaseTest {

    private static BilledClub club;

    private FormClient browser;

    @BeforeAll
    static void start() {
        club = new BilledClub(Postgres.database());
    }

    @AfterAll
    static void stop() {
        club.close();
    }

    @BeforeEach
    void sign_in() {
        browser = new FormClient(club.node.port());
        var _ = browser.signIn(club.node.as(Role.VIEWER).token());
    }

    @Test
    void the_page_of_an_invoice_leads_to_its_file_in_the_readers_language_by_the_session_alone() {
        var path = "/invoices/" + club.invoice(5000);

        var page = browser.get(path);
        var french = browser.get(path + "/pdf");
        var english = browser.get(path + "/pdf", "Accept-Language", "en");

        assertThat(page.text()).contains("href=\"" + path + "/pdf\"");
        assertThat(french.field("Content-Type")).isEqualTo("application/pdf");
        assertThat(french.text()).startsWith("%PDF-");
        assertThat(french.field("Content-Disposition")).contains("facture-2");
        assertThat(english.field("Content-Disposition")).contains("invoice-2");
        assertThat(new FormClient(club.node.port()).get(path + "/pdf").text()).contains("action=\"/sign-in\"");
        assertThat(browser.get("/invoices/2001-0001/pdf").status()).isEqualTo(404);
        assertThat(browser.get("/invoices/x/pdf").status()).isEqualTo(400);
    }

    @Test
    void of_nine_who_want_the_file_at_once_one_reads_why_not_now() throws Exception {
        var path = "/invoices/" + club.invoice(5000) + "/pdf";
        var free = new CountDownLatch(1);
        club.node.makesNoFileUntil(free);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ExecutorCompletionService<ApiClient.Reply>(threads);
            for (var i = 0; i < 9; i++) {
                var _ = answers.submit(() -> browser.get(path));
            }
            ApiClient.Reply turnedAway;
            try {
                turnedAway = answers.take().get();
            } finally {
                free.countDown(); // here, as the end of this block waits for the others
            }

            assertThat(turnedAway.status()).isEqualTo(503);
            assertThat(turnedAway.field("Content-Type")).startsWith("text/html");
            assertThat(turnedAway.field("Retry-After")).isNotEmpty();
            assertThat(turnedAway.text()).contains("en cours de mise en page");
            for (var i = 0; i < 8; i++) {
                assertThat(answers.take().get().field("Content-Type")).isEqualTo("application/pdf");
            }
        }
    }

    @Test
    void the_lines_of_an_invoice_are_in_the_language_of_its_reader() {
        var path = "/invoices/" + club.invoice(5000);

        assertThat(browser.get(path).text()).contains("Migration de aero.localhost vers la version 2.0");
        assertThat(browser.get(path, "Accept-Language", "en").text())
                .contains("Migration of aero.localhost to version 2.0")
                .doesNotContain("vers la version");
    }

    @Test
    void settings_that_cannot_be_compared_say_why_and_keep_the_name_that_was_typed() {
        assertThat(browser.get("/spaces/aero").text()).contains("href=\"/spaces/aero/settings\"");
        assertThat(browser.get("/spaces/aero/settings").status()).isEqualTo(200);

        var unreadable = browser.get("/spaces/aero/settings?beside=aero", "Accept-Language", "en");
        var unknown = browser.get("/spaces/aero/settings?beside=nobody");

        assertThat(unreadable.status()).isEqualTo(422);
        assertThat(unreadable.text()).contains("class=\"notice\"");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("value=\"nobody\"");
        assertThat(browser.get("/spaces/nobody/settings").status()).isEqualTo(404);
        assertThat(browser.get("/spaces/aero/settings?beside=%3Cscript%3E").text())
                .doesNotContain("<script>\"");
    }
}
