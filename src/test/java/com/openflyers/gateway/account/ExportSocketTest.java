package com.openflyers.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The file with all data of a club: all of it, and nothing of another one.
class ExportSocketTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void a_club_gets_all_that_is_stored_about_it_and_nothing_of_another() {
        var browser = filled("donnees");
        var other = filled("voisins");
        assertThat(other.get("/record/export").status()).isEqualTo(200);

        var file = browser.get("/record/export");

        var all = new JsonObject(file.html());
        assertThat(all.getString("postalAddress")).isEqualTo("1 piste donnees");
        var account = only(all, "accounts");
        assertThat(account.getString("clubEmail"))
                .as("the contact's, until the club's own is confirmed")
                .isEqualTo("donnees@example.org");
        assertThat(account.getJsonObject("toBeConfirmed").getString("club")).isEqualTo("club.donnees@example.org");
        assertThat(only(account, "sessions").getString("address")).isNotEmpty();
        assertThat(only(all, "spaces").getString("kind")).isEqualTo("production");
        assertThat(only(all, "subscriptions").getString("space")).isEqualTo("donnees");
        var invoice = only(all, "invoices");
        assertThat(invoice.getString("buyer")).contains("1 piste donnees");
        assertThat(only(invoice, "lines").getLong("cents")).isPositive();
        assertThat(only(invoice, "payments").getString("reference")).isEqualTo("VIR donnees");
        assertThat(only(all, "setUpPackages").getString("wishes")).isEqualTo("Tout pour donnees");
        var migration = only(all, "migrations");
        assertThat(migration.getString("state")).isEqualTo("REFUSED");
        assertThat(file.html()).doesNotContain("voisins", "argon2");
    }

    /// A club with something of everything.
    private static ClientBrowser filled(String name) {
        var browser = AREA.club(name);
        var _ = browser.get("/billing");
        var _ = browser.post("/billing/set-up", Map.of("wishes", "Tout pour " + name, "address", "1 piste " + name));
        var page = browser.get("/spaces/" + name + "/production");
        var total = page.html().replaceAll("(?s).*name=\"total\" value=\"([0-9]+)\".*", "$1");
        var started = browser.post(
                "/spaces/" + name + "/production",
                Map.of("address", "1 piste " + name, "terms", "yes", "total", total));
        assertThat(started.text()).contains("en production");
        var _ = AREA.update("INSERT INTO payment (invoice, cents, method, received_on, reference, recorded_by)"
                + " SELECT number, 100, 'transfer', '2026-01-02', 'VIR " + name + "', 'anne' FROM invoice"
                + " WHERE cause LIKE 'subscription " + name + " %'");
        var _ = AREA.update(
                "INSERT INTO migration (space, club, from_version, to_version, engine, state, purpose, attempt,"
                        + " source, reference, requested_by, due_at) SELECT name, club, '2.0', '1.3.1', 'manual', 'REFUSED',"
                        + " 'cutover', 1, 'mail', '', 'anne', now() FROM space WHERE name = '" + name + "'");
        return browser;
    }

    private static JsonObject only(JsonObject all, String name) {
        JsonArray found = all.getJsonArray(name);
        assertThat(found).as(name).hasSize(1);
        return found.getJsonObject(0);
    }
}
