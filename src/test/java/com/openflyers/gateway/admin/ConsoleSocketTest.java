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
    private static final Pattern IDENTIFIER = Pattern.compile(" id=\"([^\"]+)\"");

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
    void the_page_is_french_unless_its_reader_prefers_english() {
        var french = node.withoutToken().get("/");
        var english = node.withoutToken().get("/", "Accept-Language", "en-GB,fr;q=0.5");

        assertThat(french.status()).isEqualTo(200);
        assertThat(french.text()).contains("lang=\"fr\"", "Se déconnecter");
        assertThat(english.text()).contains("lang=\"en\"", "Sign out").doesNotContain("Se déconnecter");
        assertThat(english.field("Content-Language")).isEqualTo("en");
        assertThat(english.field("Vary")).isEqualTo("Accept-Language");
        assertThat(identifiers(english)).isEqualTo(identifiers(french));
    }

    @Test
    void the_page_needs_nothing_that_its_policy_forbids_and_nothing_from_elsewhere() {
        var page = node.withoutToken().get("/");

        assertThat(page.field("Content-Security-Policy"))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain("<style", "style=", "onclick=", "javascript:");
        assertThat(page.text()).doesNotContainPattern("<script(?![^>]+src=)");
        for (var link : found(LINK, page)) {
            assertThat(link).startsWith("/console/");
            assertThat(node.withoutToken().get(link).status()).as(link).isEqualTo(200);
        }
    }

    @Test
    void nothing_of_the_page_knows_a_secret_and_nothing_beside_it_is_served() {
        assertThat(node.withoutToken().get("/console/console.js").field("Content-Type"))
                .startsWith("text/javascript");
        for (var path : List.of(
                "/console/", "/console/../openapi/gateway.yaml", "/console/console.jte", "/db/V001__feed.sql")) {
            assertThat(node.withoutToken().get(path).status()).as(path).isEqualTo(404);
        }
    }

    private static List<String> identifiers(ApiClient.Reply page) {
        return found(IDENTIFIER, page);
    }

    private static List<String> found(Pattern pattern, ApiClient.Reply page) {
        return pattern.matcher(page.text())
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
