package com.openflyers.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a club reads of its spaces first.
class SpacesPageSocketTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void the_governing_space_comes_first_and_its_sentence_says_since_when() {
        var browser = AREA.club("zephyr");
        var _ = AREA.club("alize");
        var _ = AREA.update(
                "UPDATE space SET club = (SELECT club FROM space WHERE name = 'zephyr') WHERE name = 'alize'");
        var _ = AREA.update("UPDATE space SET kind = 'production' WHERE name = 'zephyr'");
        var _ = AREA.update("UPDATE account SET created_at = '2026-03-03T12:00:00Z' WHERE name = 'zephyr'");

        var page = browser.get("/spaces");

        assertThat(page.text())
                .contains(
                        "Votre carnet de réservation est zephyr.localhost, version 2.0, depuis le mardi 3 mars 2026.");
        assertThat(page.html().indexOf("<h2>zephyr</h2>"))
                .isBetween(0, page.html().indexOf("<h2>alize</h2>"));
        assertThat(page.html())
                .contains("/spaces/alize/production", "/spaces/zephyr/migration")
                .doesNotContain("/spaces/zephyr/production");
    }

    @Test
    void head_is_answered_as_get_is() {
        assertThat(head("/login")).startsWith("HTTP/1.1 200").containsIgnoringCase("content-type: text/html");
        assertThat(head("/spaces")).startsWith("HTTP/1.1 303").contains("/login?next=/spaces");
        assertThat(head("/nowhere")).startsWith("HTTP/1.1 404");
    }

    private static String head(String path) {
        try (var conversation = AREA.gateway().connect()) {
            return conversation
                    .send("HEAD " + path + " HTTP/1.1\r\nHost: client.localhost:" + AREA.edgePort() + "\r\n\r\n")
                    .readHead();
        }
    }
}
