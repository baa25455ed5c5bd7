package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.AdminClient;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Journey;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// A space that is being made while its club is merged.
@Journey
class MergedBirthJourneyTest {

    /// Of its own: nobody else reads the versions meanwhile.
    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.start(Map.of());

    @AfterAll
    static void stop() {
        AREA.close();
    }

    @Test
    void a_space_whose_club_is_merged_while_it_is_made_is_the_other_clubs() {
        var _ = AREA.club("fusion");
        var _ = AREA.club("accueil");
        var browser = confirming("fusion-bis", email("fusion"));

        // Whoever makes the space knows the account by then, and asks for its version.
        AREA.withLocked("version", "ACCESS EXCLUSIVE", () -> {
            var _ = CompletableFuture.supplyAsync(
                    () -> browser.post("/confirm", Map.of("club", "join", "password", PASSWORD)));
            Futures.until(
                    "the space is about to be made",
                    () -> joins("fusion-bis").equals(club("fusion")) && isVersionAskedFor());
            assertThat(merge("fusion", "accueil").status()).isEqualTo(200);
        });

        Futures.until("the space", () -> !club("fusion-bis").isEmpty());
        assertThat(club("fusion-bis")).isEqualTo(club("accueil"));
    }

    /// @return before the button that makes the space
    private static ClientBrowser confirming(String name, String email) {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp(name));
        form.put("contactEmail", email);
        var _ = browser.post("/sign-up", form);
        var _ = browser.follow(AREA.link(email, "/confirm"));
        return browser;
    }

    private static AdminClient.Answer merge(String from, String into) {
        var body = new JsonObject().put("into", Long.parseLong(club(into))).put("reason", "the same");
        return AREA.gateway().admin().post("/api/v1/clubs/" + club(from) + "/merge", body);
    }

    private static String club(String space) {
        return AREA.sql("SELECT club FROM space WHERE name = '" + space + "'");
    }

    private static String joins(String signUp) {
        return AREA.sql("SELECT joins FROM sign_up WHERE confirmed_at IS NOT NULL AND name = '" + signUp + "'");
    }

    private static boolean isVersionAskedFor() {
        return !AREA.sql("""
                SELECT pid
                  FROM pg_locks
                 WHERE NOT granted AND relation = 'version'::regclass
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """).isEmpty();
    }
}
