package com.openflyers.gateway.admin;

import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the console's forms offer, and what they say of what was typed.
class ConsoleFormsDatabaseTest {

    private static OperationsUnderTest node;
    private static FormClient browser;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.database());
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()));
        node.has("/api/v1/versions/2.0", version(node.healthyUrl()));
        browser = new FormClient(node.port());
        var _ = browser.signIn(node.as(Role.OPERATOR).token());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void the_list_of_versions_begins_at_the_one_that_serves_and_flips_to_no_other_by_itself() {
        node.has("/api/v1/spaces/beta", space("Beta", "2.0"));

        var page = browser.get("/spaces/beta").text();

        assertThat(page).contains("<option selected>2.0</option>", "<option>1.3.1</option>");
    }

    @Test
    void what_a_node_does_with_a_space_is_said_in_the_language_of_its_reader() {
        node.has("/api/v1/spaces/expliquee", space("Expliquée", "2.0"));

        assertThat(browser.get("/spaces/expliquee").text())
                .contains("mène à la version 2.0")
                .doesNotContain("the pointer");
        assertThat(browser.get("/spaces/expliquee", "Accept-Language", "en").text())
                .contains("the pointer of the space says version 2.0");
    }

    @Test
    void counts_that_cannot_be_read_are_told_with_the_form_that_is_expected() {
        node.has("/api/v1/spaces/counted", space("Counted", "1.3.1"));
        var wish = new JsonObject().put("space", "counted").put("to", "2.0").put("source", "mail");
        var id = node.as(Role.OPERATOR).post("/api/v1/migrations", wish).json().getLong("id");

        for (var typed : new String[] {"abc", "bookings+%3D+abc", "%3D+7", "7", "bookings+%3D+99999999999999999999"}) {
            var reply = browser.post("/migrations/" + id + "/confirm-copied", "reason=&counts=" + typed);

            assertThat(reply.status()).as(typed).isEqualTo(400);
            assertThat(reply.text()).contains("bookings = 1204").doesNotContain("input string");
        }
        assertThat(browser.post("/migrations/" + id + "/confirm-copied", "reason=&counts=bookings+%3D+12")
                        .text())
                .doesNotContain("1204, not");
    }
}
