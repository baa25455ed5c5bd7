package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.OTHER_PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static com.openflyers.gateway.account.ClientAreaUnderTest.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Signing up again before the link was followed: nobody loses a name, or a link, by it.
class ReservationsSocketTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void the_same_wish_again_within_minutes_mails_nothing_new_and_kills_nothing() throws Exception {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clicks = threads.invokeAll(IntStream.range(0, 3)
                    .<Callable<ClientBrowser.Page>>mapToObj(
                            _ -> () -> browser.moved().post("/sign-up", signUp("deux-fois")))
                    .toList());
            assertThat(clicks)
                    .allSatisfy(click -> assertThat(click.resultNow().text()).contains("Regardez votre courrier"));
        }
        assertThat(browser.post("/sign-up", signUp("deux-fois")).text()).contains("Regardez votre courrier");

        assertThat(mailed("deux-fois")).isEqualTo("1");
        var _ = browser.follow(AREA.link(email("deux-fois"), "/confirm"));
        assertThat(AREA.confirm(browser).text()).contains("est prêt");
    }

    @Test
    void the_same_wish_later_is_mailed_again() {
        var browser = asking("plus-tard", Map.of());
        var former = AREA.link(email("plus-tard"), "/confirm");
        var _ = AREA.update("UPDATE sign_up SET created_at = now() - interval '6 minutes' WHERE name = 'plus-tard'");

        var _ = browser.post("/sign-up", signUp("plus-tard"));

        var _ = browser.follow(AREA.link(email("plus-tard"), "/confirm", List.of(former)));
        assertThat(AREA.confirm(browser).text()).contains("est prêt");
    }

    @Test
    void where_no_other_link_is_mailed_the_latest_one_stays_good_and_leads_to_what_it_was_mailed_for() {
        var browser = asking("six-fois", Map.of());
        for (var time = 1; time < 5; time++) {
            var _ = browser.post("/sign-up", with("six-fois", "phrase numéro " + time + " du pilote"));
        }
        assertThat(mailed("six-fois")).isEqualTo("5");

        var sixth = browser.post("/sign-up", with("six-fois", OTHER_PASSWORD));

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.field("Retry-After")).isEqualTo("720");
        assertThat(sixth.text()).contains("Le lien du dernier reste valable");
        assertThat(mailed("six-fois")).isEqualTo("5");
        var latest = AREA.link(email("six-fois"), "/confirm", links("six-fois", 4));
        var _ = browser.follow(latest);
        assertThat(AREA.confirm(browser).text()).contains("est prêt");
        assertThat(logIn(browser, "six-fois", "phrase numéro 4 du pilote").text())
                .contains("six-fois.localhost");
    }

    @Test
    void a_name_for_which_nothing_could_be_mailed_is_free_at_once() {
        var _ = AREA.update(
                "INSERT INTO attempt VALUES ('mail/%s', now() + interval '1 hour')".formatted(email("sature")));

        var refused = asking("sature", Map.of());

        assertThat(refused.post("/sign-up", signUp("sature")).status()).isEqualTo(429);
        assertThat(AREA.sql("SELECT count(*) FROM sign_up WHERE name = 'sature'"))
                .isEqualTo("0");
    }

    @Test
    void whoever_types_the_same_password_may_correct_the_address() {
        var browser = asking("faute", Map.of("contactEmail", "fuate@example.org"));
        var stray = AREA.link("fuate@example.org", "/confirm");

        var corrected = browser.post("/sign-up", signUp("faute"));

        assertThat(corrected.text()).contains("Regardez votre courrier").contains(email("faute"));
        assertThat(AREA.browser().follow(stray).status()).isEqualTo(410);
        var _ = browser.follow(AREA.link(email("faute"), "/confirm"));
        assertThat(AREA.confirm(browser).text()).contains("est prêt");
        assertThat(logIn(browser, "faute", PASSWORD).text()).contains("faute.localhost");
    }

    @Test
    void whoever_types_another_password_is_somebody_else_and_does_not_guess_for_long() {
        var _ = asking("convoite-bis", Map.of());
        var form = new HashMap<>(with("convoite-bis", OTHER_PASSWORD));
        form.put("contactEmail", "autrui@example.org");
        var other = AREA.browser();
        var _ = other.get("/sign-up");

        var refused = other.post("/sign-up", form);
        for (var guess = 1; guess < 10; guess++) {
            var _ = other.post("/sign-up", form);
        }
        form.put("password", PASSWORD);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("attend sa confirmation");
        assertThat(other.post("/sign-up", form).status()).isEqualTo(422);
        assertThat(AREA.mails("autrui@example.org")).isEmpty();
        assertThat(other.get("/sign-up/name?name=convoite-bis").text()).contains("attend sa confirmation");
    }

    @Test
    void who_asks_again_after_a_node_died_before_it_mailed_gets_a_mail() {
        var name = "mort-avant";
        // As a node leaves it that has taken the name, and dies while it hashes the password.
        var _ = AREA.update("""
                INSERT INTO sign_up (name, club, club_email, contact_name, contact_email, language, version, password,
                       member_password, token, expires_at)
                VALUES ('%s', 'Club', 'club@example.org', 'Jeanne', '%s', 'fr', '2.0', '', '', '\\x00',
                       now() + interval '2 minutes')
                """.formatted(name, email(name)));

        var browser = asking(name, Map.of());

        var _ = browser.follow(AREA.link(email(name), "/confirm"));
        assertThat(AREA.confirm(browser).text()).contains("est prêt");
        assertThat(mailed(name)).isEqualTo("1");
    }

    private static ClientBrowser asking(String name, Map<String, String> other) {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp(name));
        form.putAll(other);
        var _ = browser.post("/sign-up", form);
        return browser;
    }

    private static Map<String, String> with(String name, String password) {
        var form = new HashMap<>(ClientAreaUnderTest.signUp(name));
        form.put("password", password);
        return form;
    }

    private static String mailed(String name) {
        return AREA.sql("SELECT count(*) FROM outbox WHERE cause LIKE 'sign-up " + name + " %'");
    }

    /// The first ones of as many.
    private static List<String> links(String name, int count) {
        com.openflyers.gateway.testing.Futures.until(
                "all mails", () -> AREA.mails(email(name)).size() > count);
        var all = AREA.mails(email(name)).stream()
                .flatMap(mail -> mail.links().stream())
                .filter(link -> link.contains("/confirm?token="))
                .distinct()
                .toList();
        return all.subList(all.size() - count, all.size());
    }
}
