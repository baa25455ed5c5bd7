package com.openflyers.gateway.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.openflyers.gateway.testing.Chromium;
import com.openflyers.gateway.testing.Journey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A member with a real browser, on both versions.
@Journey
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookingBrowserTest {

    private static final List<Integer> WIDTHS = List.of(390, 1280);

    private final ClubsUnderTest clubs = ClubsUnderTest.shared();
    private Chromium chromium;

    @BeforeAll
    void launch() {
        chromium = Chromium.launch();
    }

    @AfterAll
    void close() {
        chromium.close();
    }

    @Test
    void a_member_books_and_deletes_on_1_3_1() {
        var day = ClubsUnderTest.newDay();
        var page = open(Club.MERMOZ, "1.3.1", "/index.php");
        logIn(page);

        page.fill("#date", day.toString());
        page.selectOption("#start", "10:00");
        page.selectOption("#end", "12:00");
        page.fill("#comments", "Île d'Yeu");
        page.click("text=Réserver");

        assertThat(page.locator(".message")).containsText("enregistrée");
        assertThat(page.locator("td.mine")).hasAttribute("title", "10:00 - 12:00 Camille Laurent Île d'Yeu");

        page.click("button.delete");

        assertThat(page.locator(".message")).containsText("supprimée");
        assertThat(page.locator("td.mine")).hasCount(0);
    }

    @Test
    void a_member_walks_from_day_to_day_on_1_3_1_without_the_address_changing() {
        var page = open(Club.MERMOZ, "1.3.1", "/index.php");
        logIn(page);
        var today = page.locator(".days h2").textContent();
        var address = page.url();

        page.click("[title='Jour suivant']");
        assertThat(page.locator(".days h2")).not().hasText(today);
        page.click("[title='Jour précédent']");

        assertThat(page.locator(".days h2")).hasText(today);
        assertThat(page.url()).isEqualTo(address);
    }

    @Test
    void a_member_books_on_2_0_and_another_sees_it_without_reloading() {
        var day = ClubsUnderTest.newDay();
        var watching = open(Club.PLANEURS, "2.0", "/");
        logIn(watching);
        watching.navigate(url("2.0", "/planning?day=" + day));
        var page = open(Club.PLANEURS, "2.0", "/");
        logIn(page);
        page.navigate(url("2.0", "/planning?day=" + day));

        page.locator("[data-aircraft=F-CHLB]").click();
        page.fill("#comment", "Tours de piste");
        page.click("form.book button");

        assertThat(page.locator(".message")).containsText("enregistrée");
        assertThat(page.locator("[data-aircraft=F-CHLB] .booking.mine")).hasCount(1);
        assertThat(watching.locator("[data-aircraft=F-CHLB] .booking")).hasCount(1);
    }

    @Test
    void the_pages_fit_a_telephone_and_a_desk() {
        for (var width : WIDTHS) {
            for (var version : List.of("1.3.1", "2.0")) {
                var page = open(version.equals("2.0") ? Club.ALPILLES : Club.MERMOZ, version, "/");
                page.setViewportSize(width, 800);
                logIn(page);

                var needed = (int) page.evaluate("document.documentElement.scrollWidth");

                assertThat(needed).as("%s at %d", version, width).isLessThanOrEqualTo(width);
            }
        }
    }

    private Page open(Club club, String version, String path) {
        BrowserContext context = chromium.context(Map.of(
                "X-OpenFlyers-Database",
                club.database(version),
                "X-OpenFlyers-Kind",
                club.kind() == Club.Kind.TEST ? "test" : "production",
                "X-Forwarded-For",
                ClubsUnderTest.newAddress()));
        var page = context.newPage();
        page.navigate(url(version, path));
        return page;
    }

    private String url(String version, String path) {
        return "http://" + version.replace(".", "-") + ".localhost:"
                + clubs.server(version).port() + path;
    }

    private static void logIn(Page page) {
        page.fill("#login", "pilote");
        page.fill("#password", People.PASSWORD);
        page.press("#password", "Enter");
        page.waitForSelector(".days");
    }
}
