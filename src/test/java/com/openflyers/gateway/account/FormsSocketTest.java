package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.OTHER_PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static com.openflyers.gateway.account.ClientAreaUnderTest.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a form must say, what a page says around itself, and what comes of nonsense (rows 46 to 52, 60, 64 and 67).
class FormsSocketTest {

    private static final List<String> PAGES =
            List.of("/", "/login", "/sign-up", "/forgotten", "/password", "/confirm", "/address", "/nowhere");

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {"/login", "/logout", "/sign-up", "/forgotten", "/record", "/record/password", "/spaces/new"})
    void a_form_without_the_browsers_own_token_is_refused(String path) {
        var name = "jeton" + path.replace("/", "-");
        var browser = AREA.club(name);
        var other = AREA.browser();
        var _ = other.get("/login");

        assertThat(browser.postOnly(path, Map.of("token", "")).status()).isEqualTo(403);
        assertThat(browser.postOnly(path, Map.of("token", other.token())).status())
                .isEqualTo(403);
        assertThat(browser.get("/spaces").path()).isEqualTo("/spaces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://aeroclub.localhost",
                "http://client.localhost.evil.example"
            })
    void a_form_of_another_origin_is_refused(String origin) {
        var browser = AREA.browser();
        var _ = browser.get("/login");

        var refused = browser.saying("Origin", origin)
                .postOnly("/login", Map.of("identifier", "a", "password", "b", "next", "/", "kept", ""));

        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void a_browser_that_names_no_origin_is_known_by_its_token() {
        var browser = AREA.browser().saying("Origin", "");
        var _ = browser.get("/login");

        assertThat(browser.postOnly("/login", Map.of("identifier", "a", "password", "b", "next", "/", "kept", ""))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/xml"})
    void what_is_no_form_is_refused(String type) {
        var browser = AREA.browser().saying("Content-Type", type);
        var _ = browser.get("/login");

        assertThat(browser.postOnly("/login", Map.of("identifier", "a")).status())
                .isEqualTo(403);
    }

    @Test
    void asking_for_a_page_changes_nothing_whatever_else_is_said() {
        var browser =
                AREA.club("lecteur").saying("X-HTTP-Method-Override", "POST").saying("X-Method-Override", "DELETE");

        for (var path : List.of("/logout", "/record/closing?_method=POST", "/spaces/new?name=autre", "/confirm")) {
            var _ = browser.get(path);
        }

        assertThat(browser.get("/spaces").text()).contains("lecteur.localhost").doesNotContain("autre.localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://client.localhost.evil.example"})
    void no_other_origin_is_let_read_anything(String origin) {
        var page = AREA.browser().saying("Origin", origin).get("/login");

        assertThat(page.message().head()).doesNotContainIgnoringCase("access-control-");
    }

    @Test
    void every_page_protects_itself_and_is_kept_by_nobody() {
        var browser = AREA.browser().saying("X-Forwarded-Proto", "https");
        for (var path : PAGES) {
            var page = browser.getOnly(path);

            assertThat(page.field("Content-Security-Policy"))
                    .as(path)
                    .contains("frame-ancestors 'none'", "base-uri 'none'");
            assertThat(page.field("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.field("Referrer-Policy")).isIn("same-origin", "no-referrer");
            assertThat(page.field("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(page.field("Cache-Control")).isEqualTo("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "https://evil.example/",
                "/%2f/evil.example",
                "/spaces\r\nSet-Cookie: a=b"
            })
    void after_logging_in_one_stays_here(String next) {
        var _ = AREA.club("redirige" + Math.abs(next.hashCode() % 1000));
        var browser = AREA.browser();
        var _ = browser.get("/login");

        var reply = browser.postOnly(
                "/login",
                Map.of(
                        "identifier",
                        "redirige" + Math.abs(next.hashCode() % 1000),
                        "password",
                        PASSWORD,
                        "next",
                        next,
                        "kept",
                        ""));

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.field("Location")).isEqualTo("/");
    }

    @Test
    void who_is_not_logged_in_is_led_to_the_log_in_and_back() {
        var _ = AREA.club("retour");
        var browser = AREA.browser();
        var shown = browser.get("/record");
        assertThat(shown.path()).isEqualTo("/login?next=/record");

        var back = browser.post(
                "/login", Map.of("identifier", "retour", "password", PASSWORD, "next", "/record", "kept", ""));

        assertThat(back.path()).isEqualTo("/record");
    }

    @Test
    void a_form_that_comes_after_its_session_was_over_is_kept_through_the_log_in() {
        var browser = AREA.club("tardif");
        var _ = browser.get("/record");
        var _ = AREA.update("DELETE FROM session WHERE account = 'tardif'");

        var again = browser.post("/record", Map.of("contactName", "Claude Fontaine", "language", "fr"));
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.text()).contains("est gardé");
        var kept = again.html()
                .replaceAll("(?s).*name=\"kept\" value=\"([^\"]*)\".*", "$1")
                .replace("&#34;", "\"");
        var resume = browser.post(
                "/login", Map.of("identifier", "tardif", "password", PASSWORD, "next", "/record", "kept", kept));
        assertThat(resume.text()).contains("Rien n’a encore été fait");
        assertThat(resume.html()).contains("value=\"Claude Fontaine\"");
        var saved = browser.post("/record", Map.of("contactName", "Claude Fontaine", "language", "fr"));

        assertThat(saved.text()).contains("C’est enregistré");
        assertThat(AREA.sql("SELECT contact_name FROM space WHERE name = 'tardif'"))
                .isEqualTo("Claude Fontaine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/admin",
                "/openapi.json",
                "/openapi.yaml",
                "//admin",
                "/%61dmin",
                "/ADMIN",
                "/admin/..;/",
                "/api/v1/spaces",
                "/ready",
                "/live",
                "/assets/../db/V011__account.sql",
                "/assets/%2e%2e/db/V011__account.sql"
            })
    void nothing_of_operations_is_here(String path) {
        for (var host : List.of("client.localhost", "www.localhost")) {
            assertThat(AREA.browser(host).get(path).status()).as(host).isIn(400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"",
                "<script>alert(1)</script>",
                "\u0000",
                "a\u0000b",
                "%s%n",
                "\uFFFD",
                "\u202E",
                "../../etc"
            })
    void nonsense_is_a_fault_of_the_form_and_never_of_ours(String text) {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        for (var field : signUp("nonsense").keySet()) {
            var form = new HashMap<>(signUp("nonsense"));
            form.put(field, text);
            var reply = browser.post("/sign-up", form);
            assertThat(reply.status()).as(field).isLessThan(500);
            assertThat(reply.html()).doesNotContain("<script>alert");
        }
        var _ = browser.get("/login");
        var login = Map.of("identifier", text, "password", text, "next", text, "kept", text);
        assertThat(browser.post("/login", login).status()).isIn(422, 429);
        var _ = browser.get("/forgotten");
        assertThat(browser.post("/forgotten", Map.of("identifier", text, "email", "a@example.org"))
                        .status())
                .isIn(200, 429);
        var encoded = java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(browser.get("/welcome?name=" + encoded).status()).isIn(404, 400);
        assertThat(browser.get("/sign-up/name?name=" + encoded).status()).isEqualTo(200);
        assertThat(browser.get("/password?token=" + encoded).status()).isIn(400, 410);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login?next=%zz",
                "/sign-up/name?name=%zz",
                "/password?token=%zz",
                "/welcome?%zz=%",
                "/spaces/%zz",
                "/spaces/%zz/production",
                "/%zz"
            })
    void an_address_that_nobody_can_decode_is_a_fault_of_whoever_asks(String path) {
        assertThat(AREA.browser().getOnly(path).status()).isEqualTo(400);
        assertThat(AREA.browser().postOnly(path, Map.of()).status()).isEqualTo(400);
    }

    @Test
    void a_form_of_a_megabyte_is_turned_away() {
        var browser = AREA.browser();
        var _ = browser.get("/login");

        assertThat(browser.postOnly("/login", Map.of("identifier", "a".repeat(1 << 20)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void a_page_is_in_the_language_of_its_reader_who_may_choose_another() {
        var browser = AREA.browser();
        assertThat(browser.get("/login").text()).contains("Mot de passe oublié ?");

        assertThat(browser.get("/login?lang=en").text()).contains("Forgotten password?");
        assertThat(browser.get("/sign-up").text()).contains("Name of the club");
    }

    @Test
    void a_choice_of_a_language_keeps_the_address_and_what_was_typed_and_does_nothing() {
        var browser = AREA.club("bilingue");
        assertThat(browser.get("/welcome?name=bilingue&lang=en").path()).isEqualTo("/welcome?name=bilingue");
        assertThat(browser.get("/welcome?name=bilingue").html()).contains("href=\"?name=bilingue&amp;lang=fr\"");
        var _ = browser.get("/record");
        var faulty = browser.post("/record/club", Map.of("club", "Ailes\u0007"));
        assertThat(faulty.html()).contains("action=\"/record/club?lang=fr\"");

        assertThat(typed(signUp("bilingue")))
                .contains("\"club\":[\"Club bilingue\"]")
                .doesNotContain(PASSWORD);
        var french = browser.post("/record/club?lang=fr", Map.of("typed", "{\"club\":[\"Les Ailes\"]}"));
        var signUp = AREA.browser();
        var _ = signUp.get("/sign-up");
        var english = signUp.post("/sign-up?lang=en", signUp("bilingue-bis"));

        assertThat(french.text()).contains("Fiche client");
        assertThat(french.html()).contains("value=\"Les Ailes\"");
        assertThat(AREA.sql("SELECT count(*) FROM club WHERE name = 'Les Ailes'"))
                .isEqualTo("0");
        assertThat(english.status()).isEqualTo(200);
        assertThat(english.text()).contains("Name of the club");
        assertThat(english.html()).contains("value=\"Club bilingue-bis\"").doesNotContain(PASSWORD);
        assertThat(signUp.get("/nowhere").text()).contains("Page not found");
    }

    /// What the language's button of a refused form holds.
    private static String typed(Map<String, String> form) {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var refused = browser.post("/sign-up", form).html();
        return refused.replaceAll("(?s).*name=\"typed\" value=\"([^\"]*)\".*", "$1")
                .replace("&#34;", "\"");
    }

    @Test
    void a_form_whose_browser_has_changed_hands_is_given_back_with_what_was_typed() {
        var browser = AREA.club("mains");
        var _ = browser.get("/record");
        var former = browser.token();
        var _ = logIn(browser, "mains", PASSWORD);

        var club = browser.post("/record/club", Map.of("token", former, "club", "Les Nouvelles Mains"));
        var password = browser.post(
                "/record/password", Map.of("token", former, "former", PASSWORD, "password", OTHER_PASSWORD));

        assertThat(club.status()).isEqualTo(403);
        assertThat(club.text()).contains("Rien n’a été fait");
        assertThat(club.html()).contains("value=\"Les Nouvelles Mains\"");
        assertThat(password.html()).doesNotContain(PASSWORD).doesNotContain(OTHER_PASSWORD);
        assertThat(browser.post("/record/club", Map.of("club", "Les Nouvelles Mains"))
                        .text())
                .contains("Le nom du club est en place");
    }

    @Test
    void a_form_whose_browser_was_logged_out_in_another_tab_is_kept_through_the_log_in() {
        var browser = AREA.club("sortie");
        var _ = browser.get("/record");
        var former = browser.token();
        var _ = browser.post("/logout", Map.of());

        var kept = browser.post("/record/password", Map.of("token", former, "former", PASSWORD, "seen", "yes"));

        assertThat(kept.status()).isEqualTo(401);
        assertThat(kept.text()).contains("est gardé");
        assertThat(kept.html()).contains("seen").doesNotContain(PASSWORD);
    }

    @Test
    void a_form_that_has_no_page_is_given_back_to_be_sent_again() {
        var browser = AREA.club("bouton");
        var _ = browser.get("/record");

        var given = browser.post("/logout", Map.of("token", "another"));

        assertThat(given.status()).isEqualTo(403);
        assertThat(given.html()).contains("action=\"/logout\"").contains("Envoyer à nouveau");
    }

    @Test
    void a_club_has_its_data_as_a_file() {
        var browser = AREA.club("exporte");

        var file = browser.get("/record/export");

        assertThat(file.field("Content-Disposition")).contains("openflyers-exporte.json");
        var json = new io.vertx.core.json.JsonObject(file.html());
        assertThat(json.getJsonArray("spaces").getJsonObject(0).getString("space"))
                .isEqualTo("exporte");
        assertThat(file.html()).doesNotContain("argon2").doesNotContain("pbkdf2");
    }
}
