package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientBrowser.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.account.Treasurer.Device;
import com.openflyers.gateway.billing.PdfText;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.testing.Chromium;
import com.openflyers.gateway.testing.Futures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A club goes into production and orders its set-up: in a real browser, and with the clicks that nobody should make.
class BillingPagesBrowserTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"TELEPHONE, FRENCH", "DESKTOP, ENGLISH"})
    void a_club_goes_into_production_and_orders_its_set_up(Device device, Language language) {
        var name = "prod-" + device.name().toLowerCase(Locale.ROOT) + "-" + language.tag();
        var _ = AREA.club(name);
        var home = "http://client.localhost:" + AREA.edgePort();
        try (var treasurer = new Treasurer(chromium, device, language, home)) {
            treasurer
                    .opens("/login")
                    .types("identifier", name)
                    .types("password", PASSWORD)
                    .presses("S’identifier", "Sign in")
                    .opens("/spaces/" + name + "?lang=" + language.tag())
                    .looks("one-space")
                    .goesTo("Passer en production", "Go into production")
                    .looks("production");
            treasurer.page().check("[name=terms]");
            treasurer
                    .types("address", "Aérodrome\n31000 Toulouse")
                    .presses("Lancer la facturation", "Start billing")
                    .reads("est en production", "is in production")
                    .looks("one-production-space")
                    .goesTo("Facturation", "Billing")
                    .looks("billing")
                    .types("wishes", "Comptes pilotes et heures de vol")
                    .presses("Commander le forfait", "Order the package")
                    .reads("Votre commande est notée", "Your order is noted")
                    .looks("billing-ordered");
            treasurer.page().locator("a[href^='/billing/invoices/']").first().click();
            treasurer.reads("Règlement", "Payment").looks("invoice");

            var due = "UPDATE invoice SET due_on = current_date - 40 WHERE buyer LIKE 'Club " + name + "%'";
            var _ = AREA.update("ALTER TABLE invoice DISABLE TRIGGER invoice_unchanged; " + due
                    + "; ALTER TABLE invoice ENABLE TRIGGER invoice_unchanged");
            treasurer
                    .opens("/spaces")
                    .reads("vos espaces restent ouverts", "your spaces stay open")
                    .looks("spaces-overdue")
                    .goesTo("Voir la facture", "See the invoice")
                    .reads("Règlement", "Payment");

            assertThat(treasurer.complaints()).isEmpty();
        }
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"TELEPHONE, ENGLISH", "DESKTOP, FRENCH"})
    void the_other_way_round_as_well(Device device, Language language) {
        a_club_goes_into_production_and_orders_its_set_up(device, language);
    }

    @Test
    void a_form_sent_twice_or_half_filled_makes_one_invoice_that_only_its_club_sees() {
        var club = AREA.club("deux-clics");
        var other = AREA.club("riverains");
        var page = club.get("/spaces/deux-clics/production").html();
        var total = page.replaceFirst("(?s).*name=\"total\" value=\"([0-9]+)\".*", "$1");
        var form = Map.of("address", "Toulouse", "terms", "yes", "total", total);

        var unticked = club.post("/spaces/deux-clics/production", Map.of("address", "Ma piste", "total", total));
        assertThat(unticked.status()).isEqualTo(422);
        assertThat(unticked.html()).contains("Ma piste", "Cochez la case");
        assertThat(other.get("/spaces/deux-clics").status()).isEqualTo(404);
        assertThat(other.post("/spaces/deux-clics/production", form).status()).isEqualTo(404);
        assertThat(club.post("/spaces/deux-clics/production", form).path()).endsWith("?done=production");
        assertThat(club.post("/spaces/deux-clics/production", form).path()).endsWith("?done=already");

        assertThat(AREA.sql("SELECT count(*) FROM invoice WHERE cause LIKE 'subscription deux-clics%'"))
                .isEqualTo("1");
        assertThat(AREA.sql("SELECT kind FROM space WHERE name = 'deux-clics'")).isEqualTo("production");
        Futures.until(
                "the invoice's letter",
                () -> AREA.mails(email("deux-clics")).stream()
                        .anyMatch(mail -> mail.links().stream().anyMatch(link -> link.contains("/billing/invoices/"))));
        var link = AREA.mails(email("deux-clics")).stream()
                .flatMap(mail -> mail.links().stream())
                .filter(each -> each.contains("/billing/invoices/"))
                .findFirst()
                .orElseThrow();
        assertThat(club.follow(link).text()).contains("Facture 2", "SIREN", "40 €", "Toulouse");
        assertThat(other.follow(link).status()).isEqualTo(404);

        var file = club.follow(link + "/pdf");
        assertThat(file.field("Content-Type")).isEqualTo("application/pdf");
        assertThat(file.field("Content-Disposition")).startsWith("attachment; filename=\"facture-2");
        assertThat(PdfText.of(file.message().body().getBytes(StandardCharsets.ISO_8859_1)))
                .contains("Facture 2", "SIREN", "40 €", "Toulouse");
        assertThat(other.follow(link + "/pdf").status()).isEqualTo(404);
        for (var number : List.of("2026-9999", "2026-1", "..", "x")) {
            assertThat(club.get("/billing/invoices/" + number + "/pdf").status())
                    .as(number)
                    .isEqualTo(404);
        }
        assertThat(AREA.browser().getOnly(path(link) + "/pdf").field("Location"))
                .startsWith("/login?next=");
    }
}
