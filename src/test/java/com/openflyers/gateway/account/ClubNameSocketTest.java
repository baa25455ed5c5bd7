package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.demo.Mail;
import com.openflyers.gateway.testing.Futures;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The name of the club in the client record.
class ClubNameSocketTest {

    private static final String SUBJECT = "Le nom de votre club a changé";

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void a_new_name_is_said_everywhere_and_told_to_both_addresses() {
        var browser = AREA.club("baptise");
        AREA.confirmClub("baptise");
        another(browser, "baptise-bis");
        refuse("baptise-bis");

        var saved = rename(browser, "Aéro-club « Les Ailes »");

        assertThat(saved.path()).isEqualTo("/record?done=renamed");
        assertThat(saved.text()).contains("Le nom du club est en place");
        assertThat(saved.html()).contains("value=\"Aéro-club « Les Ailes »\"");
        assertThat(browser.get("/spaces").text())
                .contains("Aéro-club « Les Ailes »")
                .doesNotContain("Club baptise");
        for (var space : List.of("baptise", "baptise-bis")) {
            assertThat(AREA.gateway()
                            .admin()
                            .get("/api/v1/spaces/" + space)
                            .body()
                            .getString("club"))
                    .isEqualTo("Aéro-club « Les Ailes »");
        }
        // By the registry's feed, and no other way.
        Futures.until(
                "the edge's own page names the club anew",
                () -> AREA.browser("baptise-bis.localhost").get("/").text().contains("Aéro-club « Les Ailes »"));
        assertThat(audited("baptise")).isEqualTo("{\"now\": \"Aéro-club « Les Ailes »\", \"club\": \"Club baptise\"}");
        for (var address : List.of(email("baptise"), "club.baptise@example.org")) {
            Futures.until("the news to " + address, () -> news(address).size() == 1);
            assertThat(news(address).getFirst().text()).contains("Club baptise", "Aéro-club « Les Ailes »");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "Ailes\u0007", "a\r\nBcc: b@example.org"})
    void a_name_that_is_none_is_refused_beside_its_field(String name) {
        var browser = AREA.club("refus" + Math.abs(name.hashCode() % 1000));

        var refused = rename(browser, name);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html()).contains("id=\"club-fault\"");
        assertThat(browser.get("/spaces").text()).contains("Club refus");
    }

    @Test
    void what_is_too_long_is_kept_in_the_form_as_it_was_typed() {
        var browser = AREA.club("trop-long");
        var name = "Aéro-club des " + "très ".repeat(20) + "longues ailes";

        var refused = rename(browser, name);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Au plus 100 caractères");
        assertThat(refused.html()).contains("value=\"" + name + "\"");
    }

    @Test
    void a_name_that_came_after_its_session_was_over_is_kept_through_the_log_in() {
        var browser = AREA.club("nom-tardif");
        var _ = browser.get("/record");
        var _ = AREA.update("DELETE FROM session WHERE account = 'nom-tardif'");

        var again = browser.post("/record/club", Map.of("club", "Les Ailes tardives"));
        var login = new HashMap<>(Map.of("identifier", "nom-tardif", "password", PASSWORD));
        for (var field : List.of("next", "kept")) {
            login.put(field, hidden(again, field));
        }
        var resume = browser.post("/login", login);

        assertThat(again.status()).isEqualTo(401);
        assertThat(resume.html()).contains("action=\"/record/club\"", "value=\"Les Ailes tardives\"");
    }

    @Test
    void of_two_tabs_the_last_one_wins() {
        var browser = AREA.club("deux-onglets");
        var _ = browser.get("/record");

        var _ = browser.post("/record/club", Map.of("club", "Du premier onglet"));
        var second = browser.post("/record/club", Map.of("club", "Du second"));

        assertThat(second.html()).contains("value=\"Du second\"");
        Futures.until("both are told", () -> news(email("deux-onglets")).size() == 2);
    }

    @Test
    void clicks_at_once_rename_once_and_a_name_that_it_has_is_told_to_nobody() throws Exception {
        var browser = AREA.club("impatient");
        AREA.confirmClub("impatient");
        var _ = browser.get("/record");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(_ -> () -> browser.moved()
                            .post("/record/club", Map.of("club", "Les Impatients"))
                            .path())
                    .toList());
            assertThat(all).extracting(path -> path.resultNow()).containsOnly("/record?done=renamed");
        }
        var _ = rename(browser, "Les Impatients");

        assertThat(AREA.sql("SELECT count(*) FROM audit WHERE action = 'club.rename' AND actor = 'account impatient'"))
                .isEqualTo("1");
        assertThat(AREA.sql("SELECT count(*) FROM outbox WHERE cause LIKE 'club renamed impatient %'"))
                .isEqualTo("2");
    }

    @Test
    void there_and_back_again_is_told_each_time() {
        var browser = AREA.club("indecis");
        AREA.confirmClub("indecis");

        for (var name : List.of("A", "B", "A")) {
            var _ = rename(browser, name);
        }

        assertThat(AREA.sql("SELECT count(*) FROM outbox WHERE cause LIKE 'club renamed indecis %'"))
                .isEqualTo("6");
    }

    @Test
    void a_name_that_changes_all_the_time_mails_nobody_any_more_and_is_kept_in_the_form() {
        var browser = AREA.club("girouette");
        AREA.confirmClub("girouette");

        for (var i = 0; i < 10; i++) {
            assertThat(rename(browser, "Nom " + i).status()).isEqualTo(200);
        }
        var refused = rename(browser, "Nom de trop");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.html()).contains("value=\"Nom de trop\"");
        assertThat(AREA.sql("SELECT name FROM club WHERE id = (SELECT club FROM space WHERE name = 'girouette')"))
                .isEqualTo("Nom 9");
        assertThat(AREA.sql("SELECT count(*) FROM outbox WHERE cause LIKE 'club renamed girouette %'"))
                .isEqualTo("20");
    }

    @Test
    void an_invoice_stays_as_it_was_made_and_the_next_one_has_the_new_name() {
        var browser = AREA.club("facture");
        another(browser, "facture-bis");
        produce(browser, "facture");

        var _ = rename(browser, "Les Ailes facturées");
        produce(browser, "facture-bis");

        assertThat(buyer("facture")).isEqualTo("Club facture\nToulouse");
        assertThat(buyer("facture-bis")).isEqualTo("Les Ailes facturées\nToulouse");
        var number = AREA.sql("SELECT number FROM invoice WHERE cause LIKE 'subscription facture %'");
        assertThat(browser.get("/billing/invoices/" + number).text()).contains("Club facture");
    }

    private static String hidden(ClientBrowser.Page page, String field) {
        return page.html()
                .replaceAll("(?s).*name=\"" + field + "\" value=\"([^\"]*)\".*", "$1")
                .replace("&#34;", "\"");
    }

    private static ClientBrowser.Page rename(ClientBrowser browser, String name) {
        var _ = browser.get("/record");
        return browser.post("/record/club", Map.of("club", name));
    }

    private static void another(ClientBrowser browser, String name) {
        var _ = browser.get("/spaces/new");
        var made = browser.post("/spaces/new", Map.of("name", name, "version", "2.0", "password", PASSWORD));
        assertThat(AREA.awaited(browser, made).text()).contains("est prêt");
    }

    private static void produce(ClientBrowser browser, String space) {
        var page = browser.get("/spaces/" + space + "/production").html();
        var total = page.replaceFirst("(?s).*name=\"total\" value=\"([0-9]+)\".*", "$1");
        var _ = browser.post(
                "/spaces/" + space + "/production", Map.of("address", "Toulouse", "terms", "yes", "total", total));
    }

    private static void refuse(String space) {
        var body = new JsonObject()
                .put("mode", "refuse")
                .put("until", Instant.now().plusSeconds(3600).toString())
                .put("reason", "a test");
        var answer = AREA.gateway().admin().post("/api/v1/spaces/" + space + "/hold", body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private static String buyer(String space) {
        return AREA.sql("SELECT buyer FROM invoice WHERE cause LIKE 'subscription " + space + " %'");
    }

    private static String audited(String account) {
        return AREA.sql("SELECT detail FROM audit WHERE action = 'club.rename' AND actor = 'account " + account + "'");
    }

    private static List<Mail> news(String address) {
        return AREA.mails(address).stream()
                .filter(mail -> mail.subject().equals(SUBJECT))
                .toList();
    }
}
