package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.account.Treasurer.Device;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.testing.Chromium;
import com.openflyers.gateway.testing.Futures;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
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
    static void start() throws IOException {
        area = ClientAreaUnderTest.start(Map.of(
                "GATEWAY_MIGRATION_QUIET", "100ms",
                "GATEWAY_MIGRATION_QUIET_WAIT", "500ms",
                "GATEWAY_PROVISION_ARCHIVES",
                        Files.createTempDirectory("archives").toString()));
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
                .reads("Votre carnet de réservation est " + name, "Your booking book is " + name)
                .looks("governing");
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
