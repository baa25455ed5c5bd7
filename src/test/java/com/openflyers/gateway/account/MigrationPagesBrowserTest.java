package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.openflyers.gateway.account.Treasurer.Device;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.testing.AdminClient;
import com.openflyers.gateway.testing.Chromium;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Scratch;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A club on 1.3.1 that was registered by an operator comes in, tries 2.0 in a second space, asks for its migration,
/// follows it, is content, and has the old test space removed: in a real browser, with a real migration.
class MigrationPagesBrowserTest {

    private static ClientAreaUnderTest area;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        area = ClientAreaUnderTest.start(Map.of(
                "GATEWAY_OPERATIONS_NAMES", "console.localhost",
                "GATEWAY_MIGRATION_QUIET", "100ms",
                "GATEWAY_MIGRATION_QUIET_WAIT", "500ms",
                "GATEWAY_PROVISION_ARCHIVES", Scratch.directory("archives").toString()));
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        area.close();
    }

    @ParameterizedTest
    @CsvSource({"TELEPHONE, FRENCH", "DESKTOP, ENGLISH", "OLD_DESKTOP, FRENCH"})
    void a_club_asks_for_its_migration_follows_it_and_gives_its_test_space_up(Device device, Language language) {
        var name = "ancien-" + device.name().charAt(0) + language.tag();
        name = name.toLowerCase(Locale.ROOT);
        area.oldClub(name);
        var home = "http://client.localhost:" + area.edgePort();
        try (var treasurer = new Treasurer(chromium, device, language, home)) {
            enter(treasurer, name);
            tryOut(treasurer, name + "-essai");
            ask(treasurer, name);
            var id = area.sql("SELECT id FROM migration WHERE space = '" + name + "'");
            follow(treasurer, id);
            giveUp(treasurer, name + "-essai");

            assertThat(treasurer.complaints()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"DESKTOP, FRENCH", "TELEPHONE, ENGLISH"})
    void an_operator_takes_a_mailed_request_to_its_end_and_removes_the_test_space(Device device, Language language) {
        var name = ("courrier-" + device.name().charAt(0) + language.tag()).toLowerCase(Locale.ROOT);
        area.oldClub(name);
        tryOut(name, name + "-essai");
        var home = "http://console.localhost:" + area.gateway().operationsPort();
        try (var operator = new Treasurer(chromium, device, language, home)) {
            operator.opens("/").types("token", AdminClient.adminToken()).presses("Entrer", "Enter");
            operator.goesTo("Noter une demande", "Record a request").types("space", name);
            operator.page().selectOption("#to", "2.0");
            operator.types("reference", "Re: passage à la 2.0")
                    .presses("Enregistrer", "Record")
                    .reads("Re: passage à la 2.0", "Re: passage à la 2.0");
            // From here on the page follows by itself.
            stands(operator, "répétée, à approuver", "rehearsed, to be approved");
            operator.opens(operator.page().url())
                    .reads("Compte rendu de l’essai", "Report of the rehearsal")
                    .reads("Pour les membres", "For members")
                    .looks("to-be-approved")
                    .presses("Approuver", "Approve");
            stands(operator, "approuvée, attend sa plage", "approved, waiting for its window");
            operator.presses("Démarrer", "Start");
            stands(operator, "en service, observée", "in service, being watched");
            // Anew: what a page has fetched while it followed is no part of its weight.
            operator.opens(operator.page().url()).looks("observed").presses("Accepter", "Accept");
            stands(operator, "acceptée par le club", "accepted by the club");
            operator.looks("accepted")
                    .goesTo("Le procès-verbal", "The record")
                    .reads("La chaîne des preuves est intacte", "The chain of evidence is whole")
                    .looks("record");

            operator.opens("/spaces/" + name)
                    .goesTo("Réglages côte à côte", "Settings side by side")
                    .types("beside", name + "-essai")
                    .presses("Comparer", "Compare")
                    .reads("ifférence", "ifference")
                    .looks("settings");
            assertThat(operator.page().locator("#settings tbody tr").count()).isPositive();

            operator.opens("/spaces/" + name + "-essai")
                    .types("name", name + "-essai")
                    .presses("Supprimer", "Remove")
                    .reads("L’espace est fermé", "The space is closed");
            assertThat(operator.complaints()).isEmpty();
        }
        assertThat(area.sql("SELECT version FROM space WHERE name = '" + name + "'"))
                .isEqualTo("2.0");
        assertThat(area.sql("SELECT state FROM space WHERE name = '" + name + "-essai'"))
                .isEqualTo("closed");
    }

    private static void stands(Treasurer operator, String french, String english) {
        PlaywrightAssertions.assertThat(operator.page().locator("#state"))
                .hasText(operator.say(french, english), new LocatorAssertions.HasTextOptions().setTimeout(60_000));
    }

    private static void enter(Treasurer treasurer, String name) {
        treasurer
                .opens(area.link(email(name), "/password"))
                .looks("invited")
                .types("password", PASSWORD)
                .types("again", PASSWORD)
                .presses("Changer le mot de passe", "Change the password")
                .types("identifier", name)
                .types("password", PASSWORD)
                .presses("S’identifier", "Sign in")
                .opens("/spaces?lang=" + treasurer.say("fr", "en"))
                .reads("Votre carnet de réservation est " + name, "Your booking sheet is " + name)
                .looks("governing");
    }

    /// Without looking at the pages, which the clubs of the other test do.
    private static void tryOut(String name, String space) {
        var club = area.browser();
        var _ = club.follow(area.link(email(name), "/password"));
        var _ = club.post("/password", Map.of("password", PASSWORD, "again", PASSWORD));
        var _ = ClientAreaUnderTest.logIn(club, name, PASSWORD);
        var _ = club.get("/spaces/new");
        var made = club.post("/spaces/new", Map.of("name", space, "version", "2.0", "password", PASSWORD));
        assertThat(area.awaited(club, made).text()).contains("est prêt");
    }

    private static void tryOut(Treasurer treasurer, String name) {
        treasurer
                .opens("/spaces/new")
                .types("name", name)
                .types("password", PASSWORD)
                .presses("Créer l’espace", "Create the space")
                .reads("Votre espace de test est prêt", "Your test space is ready");
    }

    private static void ask(Treasurer treasurer, String name) {
        treasurer.opens("/spaces/" + name + "/migration").looks("two-ways");
        treasurer.page().check("[name=setUp]");
        treasurer
                .presses("Continuer", "Continue")
                .looks("summary")
                .types("address", "Aérodrome\n31000 Toulouse")
                .presses("Confirmer la demande", "Confirm the request");
        Futures.until(
                "the request",
                () -> !area.sql("SELECT id FROM migration WHERE space = '" + name + "'")
                        .isEmpty());
    }

    private static void follow(Treasurer treasurer, String id) {
        await(id, "REHEARSED");
        treasurer
                .opens("/migrations/" + id)
                .reads("Compte rendu de l’essai", "Report")
                .reads("commandé, devis à venir", "ordered, quote to come")
                .looks("rehearsed");
        say(id, "approve");
        say(id, "start");
        await(id, "OBSERVING");
        treasurer
                .opens("/migrations/" + id)
                .reads("Tout va bien", "All is well")
                .looks("moved")
                .opens("/migrations/" + id + "/reverse")
                .looks("way-back")
                .opens("/migrations/" + id)
                .presses("Tout va bien", "All is well")
                .looks("accepted");
        await(id, "ACCEPTED");
    }

    private static void giveUp(Treasurer treasurer, String name) {
        treasurer
                .opens("/spaces/" + name + "/removal")
                .looks("removal")
                .types("name", name)
                .presses("Supprimer l’espace de test", "Remove the test space")
                .looks("removed");
        assertThat(area.sql("SELECT state FROM space WHERE name = '" + name + "'"))
                .isEqualTo("closed");
    }

    private static void say(String id, String verb) {
        var answer = area.gateway().admin().post("/api/v1/migrations/" + id + "/" + verb, new JsonObject());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static void await(String id, String state) {
        Futures.until(
                "migration " + id + " is " + state,
                () -> area.sql("SELECT state FROM migration WHERE id = " + id).equals(state));
    }
}
