package com.openflyers.gateway.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.openflyers.gateway.admin.OperationsUnderTest.space;
import static com.openflyers.gateway.admin.OperationsUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.openflyers.gateway.account.Treasurer;
import com.openflyers.gateway.account.Treasurer.Device;
import com.openflyers.gateway.billing.Subscriptions.Started;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.testing.Chromium;
import com.openflyers.gateway.testing.Postgres;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an operator does for clubs at a desk: accounts, invoices, set-up packages, mail. The pictures are in
/// `target/pages`.
class OfficeBrowserTest {

    private static OperationsUnderTest node;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        node = new OperationsUnderTest(Postgres.database());
        var price = new JsonObject().put("cents", 12_000).put("from", "2026-01-01");
        node.has("/api/v1/versions/1.3.1", version(node.healthyUrl()).put("yearlyPrice", price));
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"TELEPHONE, FRENCH", "DESKTOP, ENGLISH", "OLD_DESKTOP, FRENCH"})
    void an_operator_invites_a_club_takes_its_money_and_gives_a_mail_another_chance(Device device, Language language) {
        var club = "office-" + device.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + language.tag();
        var invoice = owes(club);
        var mail = deadMail(club);
        try (var operator = new Treasurer(chromium, device, language, "http://console.localhost:" + node.port())) {
            operator.opens("/")
                    .types("token", node.as(Role.OPERATOR).token())
                    .presses("Entrer", "Enter")
                    .reads("operator-anne", "operator-anne");

            operator.opens("/accounts").types("q", club).presses("Chercher", "Search");
            assertThat(operator.page().locator("#accounts tr")).hasCount(1);
            operator.looks("clubs");
            operator.page().click("#accounts a");
            operator.looks("account")
                    .presses("Envoyer le lien", "Mail the link")
                    .reads("Un lien est parti à helene@example.fr", "A link was mailed to helene@example.fr");
            operator.types("into", "999999").page().fill("#merge-reason", "le même club");
            operator.presses("Réunir", "Merge").reads("Le club 999999 n’existe pas", "There is no club 999999");
            assertThat(operator.page().locator("#into")).hasValue("999999");

            operator.opens("/invoices").looks("invoices");
            var order = operator.page().locator("#packages > li").filter(hasText(club));
            order.locator("[name=amount]").fill("1,200");
            order.getByRole(AriaRole.BUTTON).click();
            assertThat(operator.page().locator(".notice")).hasAttribute("data-mood", "bad");
            assertThat(order.locator("[name=amount]")).hasValue("1,200");
            order.locator("[name=amount]").fill("350,50");
            order.getByRole(AriaRole.BUTTON).click();
            operator.reads("Le devis est parti au club", "The quote was mailed to the club");
            assertThat(order).containsText(operator.say("350,50", "350.50"));

            operator.opens("/invoices/" + invoice)
                    .types("amount", "9999")
                    .types(
                            "receivedOn",
                            LocalDate.now(ZoneId.of("Europe/Paris")).toString())
                    .types("reference", "VIR " + club)
                    .presses("Enregistrer", "Save");
            assertThat(operator.page().locator(".notice")).hasAttribute("data-mood", "bad");
            assertThat(operator.page().locator("#amount")).hasValue("9999");
            operator.looks("too-much")
                    .types("amount", "1,20")
                    .presses("Enregistrer", "Save")
                    .reads("Le paiement est noté", "The payment is recorded")
                    .looks("invoice");
            assertThat(operator.page().locator("#payments li")).hasCount(1);

            operator.opens("/outbox?state=dead")
                    .reads("550 no such mailbox", "550 no such mailbox")
                    .looks("mail");
            var dead = operator.page().locator("#mails li").filter(hasText(club));
            dead.getByRole(AriaRole.BUTTON).click();
            operator.reads("Le courrier repart aussitôt", "The mail is tried again at once");

            assertThat(operator.complaints()).isEmpty();
        }
        assertThat(node.as(Role.VIEWER).get("/api/v1/outbox?state=dead").text()).doesNotContain("\"id\":" + mail + ",");
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"TELEPHONE, ENGLISH", "DESKTOP, FRENCH"})
    void the_other_way_round_as_well(Device device, Language language) {
        an_operator_invites_a_club_takes_its_money_and_gives_a_mail_another_chance(device, language);
    }

    /// A club that has gone into production and has ordered its set-up.
    ///
    /// @return the number of its invoice
    private static String owes(String name) {
        node.has("/api/v1/spaces/" + name, space("Club " + name, "1.3.1").put("kind", "test"));
        var club = node.as(Role.VIEWER)
                .get("/api/v1/accounts/" + name)
                .json()
                .getJsonObject("club")
                .getLong("id");
        var _ = node.done((billing, tx) -> billing.packages().order(tx, club, "Deux avions, un planeur.", name));
        var shown = (Started.OtherPrice) start(name, club, 0);
        var _ = start(name, club, shown.now().total());
        return node.done((billing, tx) -> billing.invoices().ofClub(tx, club))
                .getFirst()
                .number();
    }

    private static Started start(String name, long club, long accepted) {
        return node.done((billing, tx) ->
                billing.subscriptions().start(tx, club, name, name, accepted, "1 piste 09\n31000 Toulouse"));
    }

    private static long deadMail(String club) {
        node.sql("""
                INSERT INTO outbox (cause, recipient, language, subject, plain, html, state, attempts, last_error)
                VALUES ('test', '%s@example.org', 'fr', 'Votre espace est prêt', 'p', 'h', 'dead', 9,
                        '550 no such mailbox')
                """.formatted(club));
        var dead = node.as(Role.VIEWER).get("/api/v1/outbox?state=dead&limit=1").json();
        return Rows.of(dead, "items").getFirst().getLong("id");
    }

    private static Locator.FilterOptions hasText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
