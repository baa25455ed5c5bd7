package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.OTHER_PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.openflyers.gateway.account.Treasurer.Device;
import com.openflyers.gateway.demo.ClubsUnderTest;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.testing.Chromium;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A stranger signs a club up and flies, in a real browser: on a telephone and on a desktop, in both languages, and
/// once without scripts. The pictures are in `target/pages`.
class ClientAreaBrowserTest {

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
    @CsvSource({"TELEPHONE, FRENCH", "DESKTOP, ENGLISH", "OLD_DESKTOP, FRENCH"})
    void a_club_signs_up_books_forgets_its_password_and_takes_a_second_space(Device device, Language language) {
        var name = "club-" + device.name().charAt(0) + language.tag();
        name = name.toLowerCase(Locale.ROOT);
        var home = "http://client.localhost:" + AREA.edgePort();
        try (var treasurer = new Treasurer(chromium, device, language, home)) {
            signUp(treasurer, name);
            book(treasurer, name);
            logIn(treasurer, name);
            forget(treasurer, name);
            takeSecondSpace(treasurer, name + "-bis");

            assertThat(treasurer.complaints()).isEmpty();
        }
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"TELEPHONE, ENGLISH", "DESKTOP, FRENCH"})
    void the_other_way_round_as_well(Device device, Language language) {
        a_club_signs_up_books_forgets_its_password_and_takes_a_second_space(device, language);
    }

    private static void signUp(Treasurer treasurer, String name) {
        treasurer
                .opens("http://www.localhost:" + AREA.edgePort() + "/")
                .looks("shop-window")
                .goesTo("Inscription", "Sign up")
                .looks("sign-up")
                .types("club", "Aéro-club de " + name)
                .types("name", name.replace('-', ' '));
        if (treasurer.page().locator("#proposal").isVisible()) {
            treasurer.reads(name + ".localhost", name + ".localhost");
        }
        treasurer
                .types("clubEmail", "bureau." + name + "@example.org")
                .types("contactName", "Jeanne Martin")
                .types("contactEmail", email(name))
                .types("password", "court")
                .presses("S’inscrire", "Sign up")
                .reads("Au moins 15 caractères", "At least 15 characters")
                .reads("Vérifiez cette adresse", "Check this address")
                .looks("sign-up-refused");
        // All but the password is still there.
        PlaywrightAssertions.assertThat(treasurer.page().locator("[name=club]")).hasValue("Aéro-club de " + name);
        treasurer
                .types("password", PASSWORD)
                .presses("S’inscrire", "Sign up")
                .reads("Regardez votre courrier", "Look at your mail")
                .looks("sent")
                .opens(AREA.link(email(name), "/confirm"))
                .looks("confirm")
                .presses("Créer l’espace de test", "Create the test space")
                .reads("Votre espace de test est prêt", "Your test space is ready")
                .looks("ready");
    }

    private static void book(Treasurer treasurer, String name) {
        treasurer.goesTo("Ouvrir l’espace", "Open the space");
        var page = treasurer.page();
        page.fill("#login", name);
        page.fill("#password", PASSWORD);
        page.press("#password", "Enter");
        page.waitForSelector(".days");
        var day = ClubsUnderTest.newDay();
        var _ = page.navigate("http://" + name + ".localhost:" + AREA.edgePort() + "/planning?day=" + day);
        treasurer.looks("space");
        assertThat(page.locator("body").textContent()).contains("F-AAAA");
    }

    private static void logIn(Treasurer treasurer, String name) {
        treasurer
                .opens("/login")
                .looks("log-in")
                .types("identifier", name)
                .types("password", "not the right one")
                .presses("S’identifier", "Sign in")
                .reads("n’est pas juste", "is not right")
                .looks("log-in-refused")
                .types("password", PASSWORD)
                .presses("S’identifier", "Sign in")
                .reads("aucun ne fait foi", "none of them governs")
                .looks("spaces")
                .goesTo("Fiche client", "Client record")
                .looks("record")
                .types("club", "Aéro-club de " + name + " et environs")
                .presses("Changer le nom", "Change the name")
                .reads("Le nom du club est en place", "The club’s name is in place")
                .looks("renamed")
                .goesTo("Fermer le compte", "Close the account")
                .looks("closing")
                .presses("Se déconnecter", "Sign out");
    }

    private static void forget(Treasurer treasurer, String name) {
        treasurer
                .goesTo("Mot de passe oublié ?", "Forgotten password?")
                .looks("forgotten")
                .types("identifier", name)
                .types("email", email(name))
                .presses("Envoyer le lien", "Send the link")
                .reads("un lien est en route", "a link is on its way")
                .looks("forgotten-sent")
                .opens(AREA.link(email(name), "/password"))
                .looks("choose")
                .types("password", OTHER_PASSWORD)
                .types("again", OTHER_PASSWORD)
                .presses("Changer le mot de passe", "Change the password")
                .reads("Votre mot de passe est changé", "Your password is changed")
                .types("identifier", name)
                .types("password", OTHER_PASSWORD)
                .presses("S’identifier", "Sign in");
    }

    private static void takeSecondSpace(Treasurer treasurer, String name) {
        treasurer
                .goesTo("Un espace de test de plus", "One more test space")
                .looks("another")
                .types("name", name)
                .types("password", OTHER_PASSWORD)
                .presses("Créer l’espace", "Create the space");
        treasurer
                .reads("Votre espace de test est prêt", "Your test space is ready")
                .goesTo("Compte client", "Client account")
                .reads(name + ".localhost", name + ".localhost")
                .looks("two-spaces");
    }
}
