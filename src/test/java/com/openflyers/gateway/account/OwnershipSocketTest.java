package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.logIn;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Pages whose address names something: what is one club's is not there for another one.
class OwnershipSocketTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    /// As features mount them.
    private static final Pattern MOUNTED = Pattern.compile("routes\\.(get|post)(?:Own)?\\(\\s*\"([^\"]*:[^\"]*)\"");

    /// What any of them could ask for.
    private static final Map<String, String> FORM = Map.of(
            "name", "a-elle-trois", "terms", "yes", "total", "0", "cents", "1", "address", "ailleurs", "to", "2.0");

    private static final Set<String> WAITING = Set.of("REHEARSED", "ROLLED_BACK", "NEEDS_HUMAN");

    private record Mounted(String method, String path) {}

    @Test
    void what_is_one_clubs_is_not_there_for_another() {
        var owner = owner();
        var stranger = AREA.club("a-lui");
        var before = state();

        for (var page : mounted()) {
            var path = hers(page.path());
            if (page.method().equals("get")) {
                assertThat(owner.getOnly(path).status()).as("her " + path).isLessThan(400);
                assertThat(stranger.getOnly(path).status()).as("his " + path).isEqualTo(404);
            } else {
                assertThat(stranger.postOnly(path, FORM).status())
                        .as("his " + path)
                        .isEqualTo(404);
            }
        }

        assertThat(state()).isEqualTo(before);
        assertThat(AREA.gateway()
                        .admin()
                        .post(migration() + "/withdraw", new JsonObject())
                        .status())
                .isEqualTo(200);
    }

    /// Of a club on 1.3.1 that has asked for a migration and for a package, has gone into production with another space
    /// and has a third one to try things in.
    private static ClientBrowser owner() {
        AREA.oldClub("a-elle");
        var browser = AREA.browser();
        var _ = browser.follow(AREA.link(email("a-elle"), "/password"));
        var _ = browser.post("/password", Map.of("password", PASSWORD, "again", PASSWORD));
        var _ = logIn(browser, "a-elle", PASSWORD);
        for (var name : List.of("a-elle-deux", "a-elle-trois")) {
            var another = Map.of("name", name, "version", "2.0", "password", PASSWORD);
            assertThat(AREA.awaited(browser, browser.post("/spaces/new", another))
                            .text())
                    .contains("est prêt");
        }
        var price = browser.get("/spaces/a-elle-deux/production").html();
        var total = price.replaceFirst("(?s).*name=\"total\" value=\"([0-9]+)\".*", "$1");
        var _ = browser.post(
                "/spaces/a-elle-deux/production", Map.of("address", "1 piste 09", "terms", "yes", "total", total));
        var _ = browser.post("/billing/set-up", Map.of("wishes", "Deux avions"));
        var wish = new JsonObject().put("space", "a-elle").put("to", "2.0").put("source", "telephone");
        assertThat(AREA.gateway().admin().post("/api/v1/migrations", wish).status())
                .isEqualTo(201);
        until(
                "it waits for somebody's word",
                () -> WAITING.contains(AREA.sql("SELECT state FROM migration WHERE space = 'a-elle'")));
        return browser;
    }

    private static String hers(String path) {
        return path.replace("/spaces/:space/removal", "/spaces/a-elle-trois/removal")
                .replace(":space", "a-elle")
                .replace(
                        ":number", AREA.sql("SELECT number FROM invoice WHERE cause LIKE 'subscription a-elle-deux %'"))
                .replace(
                        "/set-up/:id",
                        "/set-up/" + AREA.sql("SELECT id FROM set_up_package WHERE ordered_by = 'a-elle'"))
                .replace("/migrations/:id", migration().substring("/api/v1".length()));
    }

    private static String migration() {
        return "/api/v1/migrations/" + AREA.sql("SELECT id FROM migration WHERE space = 'a-elle'");
    }

    /// All that a form could have changed.
    private static String state() {
        return AREA.sql("""
                SELECT concat_ws(' ', (SELECT string_agg(concat_ws(' ', name, kind, state, version), ' ' ORDER BY name)
                                         FROM space WHERE name LIKE 'a-elle%'), m.state, p.state, b.address)
                  FROM space s
                       JOIN migration m ON m.space = s.name
                       JOIN set_up_package p ON p.club = s.club
                       JOIN billing_address b ON b.club = s.club
                 WHERE s.name = 'a-elle'
                """);
    }

    private static List<Mounted> mounted() {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var all = files.filter(file -> file.toString().endsWith("Pages.java"))
                    .flatMap(OwnershipSocketTest::mountedIn)
                    .toList();
            assertThat(all).hasSizeGreaterThan(15);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Mounted> mountedIn(Path file) {
        try {
            return MOUNTED.matcher(Files.readString(file))
                    .results()
                    .map(found -> new Mounted(found.group(1), found.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
