package com.openflyers.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorPagesTest {

    private static final Instant NOW = Instant.parse("2026-03-29T00:00:00Z");

    private final ErrorPages pages = new ErrorPages(InstantSource.fixed(NOW));

    @ParameterizedTest
    @EnumSource
    void every_cause_has_words_in_both_languages(Cause cause) {
        assertThat(List.of(
                        cause.title().french(),
                        cause.title().english(),
                        cause.detail().french(),
                        cause.detail().english()))
                .doesNotHaveDuplicates()
                .allSatisfy(words -> assertThat(words).isNotBlank().doesNotContainIgnoringCase("maintenance"));
        assertThat(cause.code()).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void no_two_causes_share_a_code() {
        assertThat(Arrays.stream(Cause.values()).map(Cause::code)).doesNotHaveDuplicates();
    }

    @Test
    void a_browser_gets_a_page_in_its_language_that_needs_nothing_else() {
        var french = page(Problem.of(Cause.UPSTREAM_TIMEOUT), "fr");
        var english = page(Problem.of(Cause.UPSTREAM_TIMEOUT), "en");

        assertThat(french).contains("<html lang=\"fr\">", "<h1>Pas de réponse à temps</h1>");
        assertThat(english).contains("<html lang=\"en\">", "<h1>No answer in time</h1>");
        assertThat(french).doesNotContain("src=", "<script", "<link", "url(", "@import", "http:", "https:");
    }

    @Test
    void a_page_names_the_club_and_the_request_without_trusting_them() {
        var problem = Problem.of(Cause.NO_UPSTREAM)
                .forClub("Les <b>Ailes</b> & \"Cie\"")
                .withRequestId("<script>");

        var page = page(problem, "fr");

        assertThat(page)
                .contains("Les &lt;b&gt;Ailes&lt;/b&gt; &amp; \"Cie\"", "&lt;script&gt;")
                .doesNotContain("<b>", "<script>");
    }

    @Test
    void the_policy_of_a_page_allows_its_own_style_and_nothing_else() throws Exception {
        var rendered = pages.render(Problem.of(Cause.HELD), "text/html", "fr");

        var page = new String(rendered.body(), UTF_8);
        var style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        var hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
        assertThat(rendered.fields().get("Content-Security-Policy"))
                .contains("default-src 'none'", "style-src 'sha256-" + hash + "'");
        assertThat(page).doesNotContain("style=\"");
    }

    @Test
    void an_interruption_says_until_when_and_asks_to_come_back_then() {
        // Two hours later, but the clocks of Paris are put forward in between.
        var problem = Problem.of(Cause.INTERRUPTED).until(NOW.plusSeconds(7200));

        var french = pages.render(problem, "text/html", "fr");
        var json = new JsonObject(
                new String(pages.render(problem, "application/json", "en").body(), UTF_8));

        assertThat(french.fields()).containsEntry("Retry-After", "7200").containsEntry("Cache-Control", "no-store");
        assertThat(new String(french.body(), UTF_8))
                .contains("dimanche 29 mars à 4\u00A0h\u00A000 (heure de Paris)", "datetime=\"2026-03-29T02:00:00Z\"");
        assertThat(json.getInstant("until")).isEqualTo(NOW.plusSeconds(7200));
    }

    @Test
    void an_interruption_that_lasts_longer_than_said_asks_to_come_back_soon() {
        var rendered = pages.render(Problem.of(Cause.INTERRUPTED).until(NOW.minusSeconds(60)), null, null);

        assertThat(rendered.fields()).containsEntry("Retry-After", "1");
    }

    @Test
    void a_program_gets_a_problem_with_its_members() {
        var problem =
                Problem.of(Cause.NOT_RECORDED).withRequestId("id-12345").with("errors", List.of("a \"quoted\"\nline"));

        var rendered = pages.render(problem, "application/json", "en");

        var json = new JsonObject(new String(rendered.body(), UTF_8));
        assertThat(rendered.status()).isEqualTo(409);
        assertThat(rendered.fields())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Content-Language", "en")
                .containsEntry("X-Gateway-Error", "not-recorded");
        assertThat(json.getString("type")).isEqualTo("urn:gateway:not-recorded");
        assertThat(json.getInteger("status")).isEqualTo(409);
        assertThat(json.getString("title")).isEqualTo("Not recorded");
        assertThat(json.getString("requestId")).isEqualTo("id-12345");
        assertThat(json.getJsonArray("errors").getString(0)).isEqualTo("a \"quoted\"\nline");
    }

    @Test
    void everyone_else_gets_plain_text() {
        var rendered = pages.render(Problem.of(Cause.OVERLOADED).forClub("Alpilles"), null, null);

        assertThat(rendered.fields())
                .containsEntry("Content-Type", "text/plain; charset=utf-8")
                .containsEntry("Retry-After", "2");
        assertThat(new String(rendered.body(), UTF_8))
                .startsWith("503 Beaucoup de monde en ce moment – Alpilles\n")
                .endsWith("overloaded\n");
    }

    private String page(Problem problem, String language) {
        return new String(pages.render(problem, "text/html", language).body(), UTF_8);
    }
}
