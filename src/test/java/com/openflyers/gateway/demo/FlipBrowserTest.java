package com.openflyers.gateway.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.openflyers.gateway.testing.Chromium;
import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayUnderTest;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Postgres;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A member with a real browser behind the gateway, before and after the pointer moves.
@Journey
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlipBrowserTest {

    private final ClubsUnderTest clubs = ClubsUnderTest.shared();
    private Chromium chromium;
    private GatewayUnderTest gateway;

    @BeforeAll
    void start() {
        chromium = Chromium.launch();
        gateway = GatewayUnderTest.start(GatewayConfig.on(Postgres.database()), "one");
        Registration.of(clubs.clubs)
                .forEach((path, body) ->
                        assertThat(gateway.admin().put(path, body).status()).isEqualTo(201));
    }

    @AfterAll
    void stop() {
        gateway.close();
        chromium.close();
    }

    @Test
    void a_member_books_on_1_3_1_and_after_the_flip_logs_in_on_2_0_with_the_same_password() {
        var day = ClubsUnderTest.newDay();
        var page = chromium.context(Map.of()).newPage();
        page.navigate("http://aeroclub.localhost:" + gateway.edgePort() + "/");
        logIn(page);
        page.fill("#date", day.toString());
        page.selectOption("#start", "10:00");
        page.selectOption("#end", "11:00");
        page.click("text=Réserver");
        assertThat(page.locator(".message")).containsText("enregistrée");
        assertThat(page.locator(".foot")).containsText("OpenFlyers 1.3.1");

        var flipped = gateway.admin().flip("aeroclub", "2.0", "?wait=5s");
        page.reload();

        assertThat(flipped.status()).isEqualTo(200);
        assertThat(page.locator("footer")).containsText("OpenFlyers 2.0");
        logIn(page);
        assertThat(page.locator("header")).containsText("Aéro-club du Bassin d'Arcachon");
        assertThat(page.locator("header")).containsText("Camille Laurent");
        // Of the old version nothing is left in the browser, and its address leads to the new home.
        assertThat(page.context().cookies()).extracting(cookie -> cookie.name).containsExactly("OFSESSION");
        page.navigate("http://aeroclub.localhost:" + gateway.edgePort() + "/index.php?menu=1");
        assertThat(page.locator("footer")).containsText("OpenFlyers 2.0");
        assertThat(page.url()).doesNotContain("index.php");
    }

    private static void logIn(Page page) {
        page.fill("#login", "pilote");
        page.fill("#password", People.PASSWORD);
        page.press("#password", "Enter");
        page.waitForSelector(".days");
    }
}
