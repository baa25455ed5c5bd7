package com.openflyers.gateway.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.openflyers.gateway.testing.Chromium;
import com.openflyers.gateway.testing.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An operator at the console, in a real browser.
class ConsoleJourneyTest {

    private static OperationsUnderTest node;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.database());
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
        node.has("/api/v1/versions/2.0", version(node.healthyUrl()));
        node.has("/api/v1/spaces/ajax", space("Ajax <b>Flying</b> Club", "1.3.1"));
        node.has("/api/v1/spaces/mermoz", space("Aéro-club Jean Mermoz", "1.3.1"));
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        node.close();
    }

    @BeforeEach
    void open() {
        page = chromium.context(Map.of()).newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        var _ = page.navigate("http://127.0.0.1:" + node.port() + "/");
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void an_operator_finds_a_club_tries_a_flip_makes_it_and_sees_it() {
        signIn(Role.OPERATOR);
        page.fill("[name=q]", "ajax");
        assertThat(page.locator("#spaces tr")).hasCount(1);

        page.click("[data-act=flip]");
        page.fill("#flip-reason", "formation faite");
        page.click("#flip-try");
        assertThat(page.locator("#flip-result")).containsText("1.3.1 → 2.0");
        assertThat(page.locator("#spaces .version")).hasText("1.3.1");
        page.click("#flip [type=submit]");

        assertThat(page.locator("#flip-result")).containsText("appliqué par 1");
        assertThat(page.locator("#spaces .version")).hasText("2.0");
        assertThat(page.locator("#changes li").first()).containsText("formation faite");
        assertThat(complaints).isEmpty();
    }

    @Test
    void what_a_club_wrote_is_text_and_never_markup() {
        signIn(Role.VIEWER);

        assertThat(page.locator("#spaces tr").first()).containsText("Ajax <b>Flying</b> Club");
        assertThat(page.locator("#spaces [data-act=flip]:visible")).hasCount(0);
    }

    @Test
    void a_token_that_does_not_hold_is_told_so_and_kept_nowhere() {
        page.fill("#token", "not.a.token");
        page.press("#token", "Enter");

        assertThat(page.locator("#sign-in-fault")).containsText("jeton valable");
        assertThat(page.evaluate("sessionStorage.length + localStorage.length")).isEqualTo(0);
        assertThat(page.context().cookies()).isEmpty();
    }

    @Test
    void nothing_keeps_a_person_with_a_screen_reader_or_a_keyboard_out() {
        assertThat(violations()).isEmpty();
        signIn(Role.OPERATOR);
        assertThat(violations()).isEmpty();
        page.locator("[data-act=flip]").first().click();
        assertThat(violations()).isEmpty();
    }

    private void signIn(Role role) {
        page.fill("#token", node.as(role).token());
        page.press("#token", "Enter");
        assertThat(page.locator("#spaces tr").first()).isVisible();
        assertThat(page.locator("#versions li").first()).isVisible();
    }

    private List<String> violations() {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp())
                        .toList();
    }
}
