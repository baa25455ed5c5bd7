package com.openflyers.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.GatewayConfig;
import com.openflyers.gateway.testing.GatewayUnderTest;
import com.openflyers.gateway.testing.Postgres;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The client area while its registry is away (row 66).
class OutageSocketTest {

    @Test
    void while_the_registry_is_away_nobody_gets_in_and_nothing_is_half_done() {
        var server = Postgres.server();
        try (var gateway = GatewayUnderTest.start(
                GatewayConfig.on(server.migrated()),
                "outage",
                Map.of("GATEWAY_CLIENT_AREA_HOST", "client.localhost"))) {
            var browser = new ClientBrowser(gateway.edgePort(), "client.localhost");
            assertThat(browser.get("/login").status()).isEqualTo(200);
            server.stop();

            var login = browser.post("/login", Map.of("identifier", "a", "password", "b", "next", "/", "kept", ""));
            var forgotten = browser.post("/forgotten", Map.of("identifier", "a", "email", "a@example.org"));
            var rename = browser.post("/record/club", Map.of("club", "Les Ailes"));
            var unsigned = browser.post("/record/club", Map.of("club", "Les Ailes", "token", ""));
            var spaces = browser.get("/spaces");

            assertThat(login.status()).isEqualTo(503);
            assertThat(login.text()).doesNotContain("Exception").doesNotContain("at com.");
            assertThat(login.field("Retry-After")).isNotEmpty();
            assertThat(login.html())
                    .contains("action=\"/login\"", "name=\"identifier\" value=\"a\"", "id=\"password\"")
                    .doesNotContain("value=\"b\"");
            assertThat(forgotten.status()).isEqualTo(503);
            assertThat(rename.status()).isEqualTo(503);
            assertThat(rename.html()).contains("action=\"/record/club\"", "value=\"Les Ailes\"");
            // Asked for by its address, a form that has no page there would be a fault.
            assertThat(unsigned.status()).isEqualTo(503);
            assertThat(unsigned.html()).contains("href=\"/record\"").doesNotContain("href=\"\"");
            assertThat(spaces.status()).isEqualTo(503);
        }
    }
}
