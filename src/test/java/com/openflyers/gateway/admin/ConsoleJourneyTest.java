package com.openflyers.gateway.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.openflyers.gateway.testing.Chromium;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An operator at the pages, in a real browser.
@Journey
class ConsoleJourneyTest {

    enum Scripts {
        ON,
        OFF
    }

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
        for (var scripts : Scripts.values()) {
            node.has("/api/v1/spaces/" + spaceFor(scripts), space("Club " + scripts, "1.3.1"));
        }
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        node.close();
    }

    @BeforeEach
    void open() {
        page = blank(Scripts.ON);
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @ParameterizedTest
    @EnumSource
    void a_mailed_request_is_recorded_approved_and_withdrawn_with_and_without_scripts(Scripts scripts) {
        signIn(Role.OPERATOR, scripts);

        page.getByRole(AriaRole.LINK, named("Noter une demande")).click();
        page.fill("#space", spaceFor(scripts));
        page.selectOption("#to", "2.0");
        page.fill("#reference", "Re: passage à la 2.0");
        page.getByRole(AriaRole.BUTTON, button("Enregistrer")).click();
        assertThat(page.locator("#state")).hasText("demandée");
        page.getByRole(AriaRole.BUTTON, button("Approuver")).click();
        assertThat(page.locator("#state")).hasText("approuvée, attend sa plage");

        page.getByRole(AriaRole.BUTTON, button("Retirer")).click();
        assertThat(page.locator(".notice")).containsText("Dites pourquoi");
        page.fill("#reason", "le club préfère attendre");
        page.getByRole(AriaRole.BUTTON, button("Retirer")).click();

        assertThat(page.locator("#state")).hasText("retirée par le club");
        assertThat(page.locator(".because")).hasText("le club préfère attendre");
        assertThat(page.locator(".steps li")).hasCount(3);
        assertThat(complaints).isEmpty();
    }

    @Test
    void what_somebody_else_does_to_a_migration_appears_by_itself_and_leaves_what_is_typed() {
        var id = request("mermoz");
        signIn(Role.OPERATOR, Scripts.ON);
        goTo("/migrations/" + id);
        page.fill("#reason", "pas encore fini d’écrire");
        page.waitForResponse(response -> response.url().contains("seen="), () -> {});
        assertThat(page.inputValue("#reason")).isEqualTo("pas encore fini d’écrire");

        var _ = node.as(Role.OPERATOR).post("/api/v1/migrations/" + id + "/approve");

        assertThat(page.locator("#state")).hasText("approuvée, attend sa plage");
        assertThat(page.getByRole(AriaRole.BUTTON, button("Planifier"))).isVisible();
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_operator_finds_a_club_tries_a_flip_and_makes_it(Scripts scripts) {
        signIn(Role.OPERATOR, scripts);
        goTo("/spaces");
        page.fill("[name=q]", "ajax");
        page.getByRole(AriaRole.BUTTON, button("Chercher")).click();
        assertThat(page.locator("#spaces tr")).hasCount(1);

        page.click("#spaces a");
        var before = page.locator("#version").textContent();
        var other = before.equals("2.0") ? "1.3.1" : "2.0";
        page.selectOption("#flip-version", other);
        page.fill("#flip-reason", "formation faite");
        page.locator("#flip")
                .getByRole(AriaRole.BUTTON, locate("Essayer à blanc"))
                .click();
        assertThat(page.locator(".notice")).containsText("rien ne s’y oppose");
        assertThat(page.locator("#version")).hasText(before);
        assertThat(page.locator("#flip-reason")).hasValue("formation faite");
        page.locator("#flip").getByRole(AriaRole.BUTTON, locate("Basculer")).click();

        assertThat(page.locator(".notice")).containsText(before + " → " + other + ", appliqué par 1");
        assertThat(page.locator("#version")).hasText(other);
        assertThat(page.locator("#history li").first()).containsText("formation faite");
        assertThat(complaints).isEmpty();
    }

    @Test
    void what_a_club_wrote_is_text_and_a_viewer_has_nothing_to_press() {
        signIn(Role.VIEWER, Scripts.ON);
        goTo("/spaces/ajax");

        assertThat(page.locator("main h1")).hasText("Ajax <b>Flying</b> Club");
        assertThat(page.locator("main form")).hasCount(0);
        goTo("/migrations/" + request("mermoz"));
        assertThat(page.locator("main form")).hasCount(0);
    }

    @Test
    void nothing_keeps_a_person_with_a_screen_reader_or_a_keyboard_out() {
        var id = request("mermoz");
        goTo("/");
        assertThat(violations()).isEmpty();
        signIn(Role.OPERATOR);

        for (var path : List.of("/", "/migrations/new", "/migrations/" + id, "/spaces", "/spaces/mermoz", "/gateway")) {
            goTo(path);
            assertThat(violations()).as(path).isEmpty();
        }
    }

    private Page blank(Scripts scripts) {
        var blank = chromium.page(
                new Browser.NewContextOptions().setLocale("fr-FR").setJavaScriptEnabled(scripts == Scripts.ON));
        blank.onConsoleMessage(message -> {
            // A form that was refused is a page like any other, but Chromium remarks on its status.
            if (!message.text().contains("status of 422")) {
                complaints.add(message.text());
            }
        });
        blank.onPageError(complaints::add);
        return blank;
    }

    private void signIn(Role role, Scripts scripts) {
        if (scripts == Scripts.OFF) {
            close();
            page = blank(scripts);
        }
        goTo("/");
        signIn(role);
    }

    private void signIn(Role role) {
        page.fill("#token", node.as(role).token());
        page.press("#token", "Enter");
        assertThat(page.locator(".who")).containsText(role.word());
    }

    private void goTo(String path) {
        var _ = page.navigate("http://127.0.0.1:" + node.port() + path);
    }

    /// The migration of the space, which may have one by now.
    private static long request(String space) {
        var wish = new JsonObject().put("space", space).put("to", "2.0").put("source", "mail");
        var reply = node.as(Role.OPERATOR).post("/api/v1/migrations", wish).json();
        return reply.containsKey("migration") ? reply.getLong("migration") : reply.getLong("id");
    }

    private static String spaceFor(Scripts scripts) {
        return "club-" + scripts.name().toLowerCase(Locale.ROOT);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions button(String name) {
        return named(name).setExact(true);
    }

    private static Locator.GetByRoleOptions locate(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private List<String> violations() {
        return new AxeBuilder(page)
                .setLegacyMode(true).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp())
                        .toList();
    }
}
