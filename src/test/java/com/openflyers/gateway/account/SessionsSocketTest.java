package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.OTHER_PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sessions and their cookie (rows 36 to 45).
class SessionsSocketTest {

    private static final String COOKIE = "__Host-openflyers";

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void ten_thousand_numbers_are_ten_thousand_and_have_nothing_in_common() {
        var all = IntStream.range(0, 10_000).mapToObj(_ -> Tokens.random()).collect(Collectors.toSet());

        assertThat(all).hasSize(10_000).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
        for (var at = 0; at < 42; at++) {
            var place = at;
            assertThat(all.stream().map(token -> token.charAt(place)).distinct())
                    .hasSize(64);
        }
    }

    @Test
    void logging_in_gives_a_new_number_and_the_old_one_is_nobodys() {
        var browser = AREA.club("fixe");
        var _ = browser.get("/login");
        var before = browser.cookies().get(COOKIE);
        var thief = browser.moved();

        var _ = logIn(browser, "fixe", PASSWORD);

        assertThat(browser.cookies().get(COOKIE)).isNotEqualTo(before);
        assertThat(browser.get("/spaces").status()).isEqualTo(200);
        assertThat(thief.get("/spaces").path()).startsWith("/login");
    }

    @Test
    void the_registry_keeps_no_number_that_opens_anything() {
        var browser = AREA.club("fuite-de-base");

        assertThat(AREA.sql("SELECT string_agg(session::text, ' ') FROM session"))
                .doesNotContain(browser.cookies().get(COOKIE));
    }

    @Test
    void a_session_ends_when_it_is_not_used_and_in_any_case() {
        var idle = AREA.club("oisif");
        var _ = AREA.update("UPDATE session SET seen_at = now() - interval '25 hours' WHERE account = 'oisif'");
        assertThat(idle.get("/spaces").path()).startsWith("/login");

        var long_ = AREA.club("durable");
        var _ = AREA.update(
                "UPDATE session SET opened_at = now() - interval '15 days', seen_at = now() WHERE account = 'durable'");
        assertThat(long_.get("/spaces").path()).startsWith("/login");
    }

    @Test
    void being_used_keeps_a_session() {
        var browser = AREA.club("actif");
        var _ = AREA.update("UPDATE session SET seen_at = now() - interval '23 hours' WHERE account = 'actif'");

        assertThat(browser.get("/spaces").path()).isEqualTo("/spaces");

        assertThat(AREA.sql("SELECT seen_at > now() - interval '1 minute' FROM session WHERE account = 'actif'"))
                .isEqualTo("t");
    }

    @Test
    void who_logs_out_is_out_at_every_node() {
        var browser = AREA.club("sortant");
        var replayed = browser.moved();
        var _ = browser.get("/spaces");

        var _ = browser.post("/logout", Map.of());

        assertThat(replayed.get("/spaces").path()).startsWith("/login");
        try (var other = AREA.another("sessions-elsewhere")) {
            assertThat(replayed.at(other.edgePort()).get("/spaces").path()).startsWith("/login");
        }
    }

    @Test
    void a_session_opens_at_every_node() {
        var browser = AREA.club("nomade");

        try (var other = AREA.another("sessions-opening")) {
            assertThat(browser.at(other.edgePort()).get("/spaces").text()).contains("nomade.localhost");
        }
    }

    @Test
    void closing_an_account_ends_its_sessions() {
        var browser = AREA.club("fermant");
        var elsewhere = AREA.browser();
        var _ = logIn(elsewhere, "fermant", PASSWORD);
        var _ = browser.get("/record/closing");

        var closed = browser.post("/record/closing", Map.of("name", "fermant", "addressPassword", PASSWORD));

        assertThat(closed.text()).contains("Le compte est fermé");
        assertThat(elsewhere.get("/spaces").path()).startsWith("/login");
        assertThat(logIn(AREA.browser(), "fermant", PASSWORD).text()).contains("n’est pas juste");
        com.openflyers.gateway.testing.Futures.until(
                "the space to go",
                () -> AREA.browser("fermant.localhost").get("/").status() == 404);
    }

    @Test
    void a_change_of_the_password_ends_the_other_sessions_and_they_are_listed() {
        var browser = AREA.club("plusieurs");
        var elsewhere = AREA.browser().saying("User-Agent", "Tablette du club-house");
        var _ = logIn(elsewhere, "plusieurs", PASSWORD);
        assertThat(browser.get("/record").text())
                .contains("Tablette du club-house")
                .contains("ici");

        var _ = browser.post("/record/password", Map.of("former", PASSWORD, "password", OTHER_PASSWORD));

        assertThat(browser.get("/spaces").path()).isEqualTo("/spaces");
        assertThat(elsewhere.get("/spaces").path()).startsWith("/login");
    }

    @Test
    void the_other_sessions_can_be_ended_from_the_record() {
        var browser = AREA.club("menage");
        var elsewhere = AREA.browser();
        var _ = logIn(elsewhere, "menage", PASSWORD);
        var _ = browser.get("/record");

        var _ = browser.post("/record/sessions", Map.of());

        assertThat(browser.get("/spaces").path()).isEqualTo("/spaces");
        assertThat(elsewhere.get("/spaces").path()).startsWith("/login");
    }

    @Test
    void the_cookie_is_for_this_host_and_for_no_script_and_stands_nowhere_else() {
        var browser = AREA.browser();
        var _ = browser.get("/login");
        var reply = browser.postOnly(
                "/login", Map.of("identifier", "personne", "password", "wrong wrong wrong", "next", "/", "kept", ""));
        assertThat(reply.status()).isEqualTo(422);
        var owner = AREA.club("biscuit");
        var _ = owner.get("/login");

        var opened = owner.postOnly(
                "/login", Map.of("identifier", "biscuit", "password", PASSWORD, "next", "/", "kept", ""));

        var field = opened.field("Set-Cookie");
        assertThat(field).startsWith(COOKIE + "=").contains("; Secure", "; Path=/", "; HTTPOnly", "; SameSite=Lax");
        assertThat(field).doesNotContainIgnoringCase("domain");
        var value = owner.cookies().get(COOKIE);
        assertThat(owner.get("/spaces").html()).doesNotContain(value);
        assertThat(owner.get("/record").html()).doesNotContain(value);
    }
}
