package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.OTHER_PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static com.openflyers.gateway.account.ClientAreaUnderTest.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Journey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From nothing to a booking application of one's own, through the edge, a real PostgreSQL and real mail.
@Journey
class SignUpJourneyTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void a_club_signs_up_follows_the_link_and_its_first_member_logs_in_to_the_space() {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var sent = browser.post("/sign-up", signUp("nouveau"));
        assertThat(sent.text()).contains("Regardez votre courrier");

        browser.follow(AREA.link(email("nouveau"), "/confirm"));
        var welcome = AREA.confirm(browser);

        assertThat(welcome.text()).contains("Votre espace de test est prêt");
        var space = AREA.browser("nouveau.localhost");
        assertThat(space.get("/").text()).contains("Club nouveau").contains("Bac à sable");
        var _ = space.post("/login", Map.of("login", "nouveau", "password", PASSWORD));
        assertThat(space.get("/").text()).contains("Jeanne Martin");
        assertThat(logIn(browser, "nouveau", PASSWORD).text())
                .contains("aucun ne fait foi")
                .contains("nouveau.localhost");
        Futures.until(
                "the letter",
                () -> AREA.mails(email("nouveau")).stream()
                        .anyMatch(mail -> mail.subject().equals("Votre espace de test est prêt")));
    }

    @ParameterizedTest
    @CsvSource({"Aéro-Club de l'Étang, aero-club-de-l-etang", "Œuf volant, oeuf-volant", "  Les Ailes  , les-ailes"})
    void a_name_that_is_not_an_address_yet_is_shown_as_one_before_anything_is_made(String typed, String folded) {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp(folded));
        form.put("name", typed);

        var shown = browser.post("/sign-up", form);

        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.text()).contains(folded + ".localhost").contains("validez à nouveau");
        assertThat(AREA.sql("SELECT count(*) FROM sign_up WHERE name = '" + folded + "'"))
                .isEqualTo("0");
        form.put("seen", folded);
        assertThat(browser.post("/sign-up", form).text()).contains("Regardez votre courrier");
    }

    @ParameterizedTest
    @CsvSource({
        "ab, De 3 à 30",
        "un-nom-beaucoup-trop-long-pour-une-adresse, De 3 à 30",
        "deux--tirets, tirets de suite",
        "12345, chiffres",
        "admin, réservée",
        "demo-club, réservée",
        "mon-openflyers, réservée",
        "client, réservée",
        "xn--e1afmkfd, tirets de suite",
        "aeroclub, déjà prise",
        "été☃, lettres"
    })
    void a_name_that_cannot_be_had_says_why_beside_the_field_and_keeps_what_was_typed(String name, String because) {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp("whatever"));
        form.put("name", name);

        var refused = browser.post("/sign-up", form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains(because);
        assertThat(refused.html()).contains("value=\"Club whatever\"").contains("value=\"" + name + "\"");
        assertThat(browser.get("/sign-up/name?name="
                                + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8))
                        .text())
                .contains(because);
    }

    @Test
    void a_name_that_reads_like_another_clubs_is_warned_of_and_may_be_had_all_the_same() {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp("merm0z"));

        var warned = browser.post("/sign-up", form);

        assertThat(warned.text()).contains("ressemble").contains("mermoz");
        form.put("seen", "merm0z");
        assertThat(browser.post("/sign-up", form).text()).contains("Regardez votre courrier");
    }

    @Test
    void a_name_that_reads_like_ones_own_space_is_called_so_and_is_kept_through_a_wrong_password() {
        var browser = AREA.club("voltige");
        var _ = browser.get("/spaces/new");
        var form = new HashMap<>(Map.of("name", "volt1ge", "version", "2.0", "password", PASSWORD));

        var warned = browser.post("/spaces/new", form);
        form.put("seen", "volt1ge");
        form.put("password", OTHER_PASSWORD);
        var wrong = browser.post("/spaces/new", form);

        assertThat(warned.text()).contains("celle de votre espace voltige").doesNotContain("autre club");
        assertThat(warned.html()).contains("class=\"notice bad\"");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html()).contains("name=\"seen\" value=\"volt1ge\"");
    }

    @Test
    void fifty_who_want_one_name_at_once_are_one_account() throws Exception {
        var pages = List.<ClientBrowser.Page>of();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(IntStream.range(0, 50)
                    .<java.util.concurrent.Callable<ClientBrowser.Page>>mapToObj(number -> () -> {
                        var browser = AREA.browser();
                        var _ = browser.get("/sign-up");
                        var form = new HashMap<>(signUp("convoite"));
                        form.put("contactEmail", "candidat" + number + "@example.org");
                        form.put("password", PASSWORD + " " + number);
                        return browser.post("/sign-up", form);
                    })
                    .toList());
            pages = all.stream().map(future -> future.resultNow()).toList();
        }

        assertThat(pages)
                .filteredOn(page -> page.text().contains("Regardez votre courrier"))
                .hasSize(1);
        assertThat(pages)
                .filteredOn(page -> page.text().contains("attend sa confirmation"))
                .hasSize(49);
        assertThat(AREA.sql("SELECT count(*) FROM sign_up WHERE name = 'convoite'"))
                .isEqualTo("1");
    }

    @Test
    void two_who_follow_one_link_at_once_make_one_account_and_one_space() throws Exception {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var _ = browser.post("/sign-up", signUp("double-clic"));
        browser.follow(AREA.link(email("double-clic"), "/confirm"));
        var clubs = AREA.sql("SELECT count(*) FROM club");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(IntStream.range(0, 8)
                    .<java.util.concurrent.Callable<ClientBrowser.Page>>mapToObj(
                            _ -> () -> browser.moved().postOnly("/confirm", Map.of()))
                    .toList())) {
                assertThat(done.resultNow().status()).isIn(200, 303);
                assertThat(done.resultNow().text()).doesNotContain("Recommencer");
            }
        }

        assertThat(AREA.sql("SELECT count(*) FROM account WHERE name = 'double-clic'"))
                .isEqualTo("1");
        assertThat(Integer.parseInt(AREA.sql("SELECT count(*) FROM club"))).isEqualTo(Integer.parseInt(clubs) + 1);
        Futures.until(
                "the space",
                () -> AREA.browser("double-clic.localhost").get("/").status() == 200);
    }

    @Test
    void a_link_that_was_not_followed_within_two_days_is_worth_nothing_and_its_name_is_free_again() {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var _ = browser.post("/sign-up", signUp("oublie"));
        var link = AREA.link(email("oublie"), "/confirm");
        assertThat(AREA.update("UPDATE sign_up SET expires_at = now() - interval '1 second' WHERE name = 'oublie'"))
                .isEqualTo(1);

        assertThat(browser.follow(link).status()).isEqualTo(410);
        var other = AREA.browser();
        var _ = other.get("/sign-up");
        var form = new HashMap<>(signUp("oublie"));
        form.put("contactEmail", "quelqu.un@example.org");
        assertThat(other.post("/sign-up", form).text()).contains("Regardez votre courrier");
    }

    @Test
    void a_space_whose_database_cannot_be_made_is_made_later_and_its_account_is_there_meanwhile() {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var _ = browser.post("/sign-up", signUp("orphelin"));
        // Only this one's: other tests sign clubs up meanwhile.
        var _ = AREA.update("UPDATE sign_up SET version = '0.9' WHERE name = 'orphelin'");
        browser.follow(AREA.link(email("orphelin"), "/confirm"));

        var waiting = browser.post("/confirm", Map.of());

        assertThat(waiting.text()).contains("en préparation");
        assertThat(logIn(browser, "orphelin", PASSWORD).text()).contains("en préparation");
        assertThat(AREA.sql("SELECT trouble FROM sign_up WHERE name = 'orphelin'"))
                .contains("0.9");
        var _ = AREA.update("UPDATE sign_up SET version = '2.0', look_at = now() WHERE name = 'orphelin'");
        Futures.until(
                "the space", () -> AREA.browser("orphelin.localhost").get("/").status() == 200);
        assertThat(AREA.sql("SELECT count(*) FROM sign_up WHERE name = 'orphelin'"))
                .isEqualTo("0");
    }

    @Test
    void a_second_space_of_a_club_that_is_logged_in_belongs_to_the_club() {
        var browser = AREA.club("premier");
        var _ = browser.get("/spaces/new");

        var made = AREA.awaited(
                browser,
                browser.post("/spaces/new", Map.of("name", "second-essai", "version", "2.0", "password", PASSWORD)));

        assertThat(made.text()).contains("Votre espace de test est prêt");
        assertThat(browser.get("/spaces").text()).contains("premier.localhost").contains("second-essai.localhost");
        assertThat(AREA.sql("SELECT count(DISTINCT club) FROM space WHERE name IN ('premier', 'second-essai')"))
                .isEqualTo("1");
        assertThat(logIn(AREA.browser(), "second-essai", PASSWORD).text()).contains("premier.localhost");
    }

    @Test
    void who_follows_the_link_again_or_confirms_twice_is_led_to_what_came_of_it() {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var _ = browser.post("/sign-up", signUp("revenante"));
        var link = AREA.link(email("revenante"), "/confirm");
        browser.follow(link);
        var _ = AREA.confirm(browser);

        var twice = browser.post("/confirm", Map.of());
        var elsewhere = AREA.browser().follow(link);
        var without = AREA.browser().get("/confirm");

        assertThat(twice.status()).isEqualTo(200);
        assertThat(elsewhere.status()).isEqualTo(200);
        assertThat(elsewhere.text())
                .contains("C’est déjà fait", "revenante.localhost")
                .doesNotContain("Recommencer");
        assertThat(elsewhere.html()).contains("href=\"/spaces\"");
        assertThat(without.status()).isEqualTo(410);
        assertThat(without.text()).doesNotContain("revenante");
        var _ = AREA.update("UPDATE space SET state = 'closed' WHERE name = 'revenante'");
        assertThat(AREA.browser().follow(link).status()).isEqualTo(410);
    }

    @Test
    void a_second_space_asked_for_twice_is_one_and_both_are_led_to_it() {
        var browser = AREA.club("impatiente");
        var _ = browser.get("/spaces/new");
        var form = Map.of("name", "impatiente-bis", "version", "2.0", "password", PASSWORD);

        var first = AREA.awaited(browser, browser.post("/spaces/new", form));
        var second = browser.post("/spaces/new", form);
        var _ = AREA.update("UPDATE account SET created_at = now() - interval '1 day' WHERE name = 'impatiente-bis'");
        var later = browser.post("/spaces/new", form);
        var stranger = AREA.club("etrangere").post("/spaces/new", form);

        assertThat(first.text()).contains("Votre espace de test est prêt");
        assertThat(second.text()).contains("Votre espace de test est prêt");
        assertThat(later.status()).isEqualTo(422);
        assertThat(stranger.status()).isEqualTo(422);
        assertThat(AREA.sql("SELECT count(*) FROM account WHERE name = 'impatiente-bis'"))
                .isEqualTo("1");
    }

    @Test
    void a_second_sign_up_with_a_clubs_address_offers_to_join_that_club() {
        var _ = AREA.club("fondateur");
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp("fondateur-bis"));
        form.put("contactEmail", email("fondateur"));
        var _ = browser.post("/sign-up", form);

        var confirm = browser.follow(AREA.link(email("fondateur"), "/confirm"));
        assertThat(confirm.text()).contains("Un espace de plus pour Club fondateur");
        assertThat(confirm.html()).doesNotContain("checked");
        assertThat(browser.post("/confirm", Map.of()).text()).contains("Choisissez");
        var _ = AREA.awaited(browser, browser.post("/confirm", Map.of("club", "join", "password", PASSWORD)));

        assertThat(AREA.sql("SELECT count(DISTINCT club) FROM space WHERE name LIKE 'fondateur%'"))
                .isEqualTo("1");
    }

    @Test
    void one_click_of_a_treasurer_lets_no_stranger_into_her_club() {
        var _ = AREA.club("tresoriere");
        var attacker = AREA.browser();
        var _ = attacker.get("/sign-up");
        var form = new HashMap<>(signUp("intrus"));
        form.put("contactEmail", email("tresoriere"));
        form.put("password", OTHER_PASSWORD);
        var _ = attacker.post("/sign-up", form);
        var treasurer = AREA.browser();
        var _ = treasurer.follow(AREA.link(email("tresoriere"), "/confirm"));

        assertThat(treasurer.post("/confirm", Map.of("club", "join")).status()).isEqualTo(422);
        var hers = treasurer.post("/confirm", Map.of("club", "join", "password", PASSWORD));

        assertThat(hers.status()).isEqualTo(422);
        assertThat(hers.text()).contains("Ce n’est pas le mot de passe saisi à l’inscription");
        assertThat(AREA.sql("SELECT count(*) FROM account WHERE name = 'intrus'"))
                .isEqualTo("0");
        var limited = IntStream.range(0, 200)
                .mapToObj(_ -> treasurer.post("/confirm", Map.of("club", "join", "password", PASSWORD)))
                .filter(page -> page.status() == 429)
                .findFirst();
        assertThat(limited).isPresent();
        assertThat(limited.get().field("Retry-After")).isEqualTo("20");
    }

    @Test
    void the_shop_window_leads_to_the_sign_up() {
        var page = AREA.browser("www.localhost").get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).contains("http://client.localhost:" + AREA.edgePort() + "/sign-up");
    }
}
