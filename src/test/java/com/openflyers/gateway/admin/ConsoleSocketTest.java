package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsoleSocketTest {

    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    private static OperationsUnderTest node;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.nowhere());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void the_door_is_french_unless_its_reader_prefers_english() {
        var french = node.withoutToken().get("/");
        var english = node.withoutToken().get("/", "Accept-Language", "en-GB,fr;q=0.5");

        assertThat(french.status()).isEqualTo(200);
        assertThat(french.text()).contains("lang=\"fr\"", "Jeton d’opérateur");
        assertThat(english.text()).contains("lang=\"en\"", "Operator token");
        assertThat(english.field("Content-Language")).isEqualTo("en");
        assertThat(english.field("Vary")).isEqualTo("Accept-Language");
    }

    @Test
    void without_a_session_every_page_is_the_door() {
        for (var path : List.of(
                "/",
                "/migrations/1",
                "/migrations/new",
                "/spaces",
                "/spaces/ajax",
                "/accounts",
                "/invoices",
                "/outbox",
                "/gateway")) {
            assertThat(node.withoutToken().get(path).text()).as(path).contains("action=\"/sign-in\"");
        }
    }

    @Test
    void the_door_needs_nothing_that_its_policy_forbids_and_nothing_from_elsewhere() {
        var page = node.withoutToken().get("/");

        assertThat(page.field("Content-Security-Policy"))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain("<style", "style=", "onclick=", "javascript:");
        var links =
                LINK.matcher(page.text()).results().map(match -> match.group(1)).toList();
        assertThat(links).isNotEmpty();
        for (var link : links) {
            assertThat(link).startsWith("/console/");
            assertThat(node.withoutToken().get(link).status()).as(link).isEqualTo(200);
        }
    }

    @Test
    void nothing_beside_the_files_of_the_pages_is_served() {
        assertThat(node.withoutToken().get("/console/htmx.js").field("Content-Type"))
                .startsWith("text/javascript");
        for (var path :
                List.of("/console/", "/console/../openapi/gateway.yaml", "/console/layout.jte", "/db/V001__feed.sql")) {
            assertThat(node.withoutToken().get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void a_token_is_exchanged_for_a_cookie_that_no_script_and_no_other_site_can_use() {
        var browser = new FormClient(node.port());

        var reply = browser.signIn(node.as(Role.OPERATOR).token());

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.field("Set-Cookie")).contains("HTTPOnly", "SameSite=Strict", "Path=/");
        assertThat(reply.field("Set-Cookie"))
                .doesNotContain(node.as(Role.OPERATOR).token().substring(0, 20));
    }

    @Test
    void what_is_no_token_opens_nothing() {
        var browser = new FormClient(node.port());

        var reply = browser.signIn("not.a.token");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.text()).contains("pas un jeton valable");
        assertThat(reply.field("Set-Cookie")).isEmpty();
    }

    @Test
    void a_form_that_comes_from_another_page_or_from_nowhere_is_turned_away() {
        var browser = new FormClient(node.port());
        var _ = browser.signIn(node.as(Role.OPERATOR).token());

        var foreign = browser.from("https://elsewhere.example").post("/migrations", "space=ajax");
        var nowhere = browser.from("").post("/migrations", "space=ajax");

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(nowhere.status()).isEqualTo(403);
    }

    @Test
    void whoever_signs_out_is_before_the_door_again_also_with_the_old_cookie() {
        var browser = new FormClient(node.port());
        var _ = browser.signIn(node.as(Role.OPERATOR).token());
        assertThat(browser.get("/migrations/new").text()).doesNotContain("action=\"/sign-in\"");

        var out = browser.post("/sign-out", "");

        assertThat(out.field("Set-Cookie")).contains("Max-Age=0");
        assertThat(browser.get("/migrations/new").text()).contains("action=\"/sign-in\"");
    }

    @Test
    void while_the_registry_is_away_a_page_says_so() {
        var browser = new FormClient(node.port());
        var _ = browser.signIn(node.as(Role.OPERATOR).token());

        var queue = browser.get("/");

        assertThat(queue.status()).isEqualTo(503);
        assertThat(queue.field("Content-Type")).startsWith("text/html");
        assertThat(queue.text()).contains("Registre injoignable");
    }
}
