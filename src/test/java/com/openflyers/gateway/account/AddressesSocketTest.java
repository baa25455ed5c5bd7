package com.openflyers.gateway.account;

import static com.openflyers.gateway.account.ClientAreaUnderTest.OTHER_PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.PASSWORD;
import static com.openflyers.gateway.account.ClientAreaUnderTest.email;
import static com.openflyers.gateway.account.ClientAreaUnderTest.forgot;
import static com.openflyers.gateway.account.ClientAreaUnderTest.signUp;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Futures;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The two addresses of an account: which count, and how each is changed (rows 24 and 32 to 34).
class AddressesSocketTest {

    private static final ClientAreaUnderTest AREA = ClientAreaUnderTest.shared();

    @Test
    void a_change_of_an_address_kills_the_links() {
        var owner = AREA.club("nouvelle-adresse");
        var _ = forgot(AREA.browser(), "nouvelle-adresse");
        var link = AREA.link(email("nouvelle-adresse"), "/password");
        changeContact(owner, "nouvelle-adresse", "ailleurs@example.org");
        var _ = owner.follow(AREA.link("ailleurs@example.org", "/address"));
        assertThat(owner.post("/address", Map.of()).text()).contains("en place");

        assertThat(AREA.browser().follow(link).status()).isEqualTo(410);
    }

    @Test
    void a_change_of_an_address_needs_the_password_and_is_told_to_the_former_one() {
        var owner = AREA.club("demenage");
        var _ = owner.get("/record");
        var form = Map.of("clubEmail", "club.demenage@example.org", "contactEmail", "neuf@example.org");
        assertThat(owner.post("/record/addresses", form).status()).isEqualTo(422);

        changeContact(owner, "demenage", "neuf@example.org");

        Futures.until(
                "the warning",
                () -> AREA.mails(email("demenage")).stream()
                        .anyMatch(mail -> mail.text().contains("neuf@example.org")));
        // Until it is confirmed, the former one holds.
        assertThat(AREA.sql("SELECT contact_email FROM space WHERE name = 'demenage'"))
                .isEqualTo(email("demenage"));
        var _ = owner.follow(AREA.link("neuf@example.org", "/address"));
        var _ = owner.post("/address", Map.of());
        assertThat(AREA.sql("SELECT contact_email FROM space WHERE name = 'demenage'"))
                .isEqualTo("neuf@example.org");
        Futures.until(
                "the news",
                () -> AREA.mails(email("demenage")).stream()
                        .anyMatch(mail -> mail.subject().equals("Une adresse de la fiche client a changé")));
    }

    @Test
    void the_clubs_address_counts_only_once_its_own_link_has_been_followed() {
        var owner = AREA.club("coquille");
        var typed = "club.coquille@example.org";
        var link = AREA.link(typed, "/address");
        assertThat(AREA.sql("SELECT club_email FROM space WHERE name = 'coquille'"))
                .isEqualTo(email("coquille"));
        assertThat(owner.get("/record").text()).contains("Pas encore confirmée : " + typed);
        var stranger = AREA.browser();
        var _ = stranger.get("/forgotten");
        var _ = stranger.post("/forgotten", Map.of("identifier", "coquille", "email", typed));
        var _ = forgot(AREA.browser(), "coquille");
        var _ = AREA.link(email("coquille"), "/password");
        assertThat(AREA.mails(typed)).allSatisfy(mail -> assertThat(mail.text()).doesNotContain("/password?token="));

        var club = AREA.browser();
        var _ = club.follow(link);
        assertThat(club.post("/address", Map.of()).text()).contains("L’adresse est confirmée");

        assertThat(AREA.sql("SELECT club_email FROM space WHERE name = 'coquille'"))
                .isEqualTo(typed);
        assertThat(owner.get("/record").text()).doesNotContain("Pas encore confirmée");
        var _ = owner.get("/spaces/new");
        var _ = AREA.awaited(
                owner,
                owner.post("/spaces/new", Map.of("name", "coquille-bis", "version", "2.0", "password", PASSWORD)));
        // Confirmed once, it is asked for no more.
        assertThat(AREA.sql("SELECT club_email FROM space WHERE name = 'coquille-bis'"))
                .isEqualTo(typed);
    }

    @Test
    void a_change_of_the_password_says_which_address_has_to_be_entered_again() {
        var owner = AREA.club("oubliee");
        var link = AREA.link("club.oubliee@example.org", "/address");
        var _ = owner.get("/record");

        var changed = owner.post("/record/password", Map.of("former", PASSWORD, "password", OTHER_PASSWORD));

        assertThat(changed.text())
                .contains("L’adresse qui attendait d’être confirmée est à inscrire à nouveau")
                .doesNotContain("Pas encore confirmée");
        assertThat(AREA.browser().follow(link).status()).isEqualTo(410);
        Futures.until(
                "the letter names it",
                () -> AREA.mails(email("oubliee")).stream()
                        .anyMatch(mail -> mail.subject().equals("Votre mot de passe a été changé")
                                && mail.text().contains("club.oubliee@example.org")));
        var again = owner.post("/record/password", Map.of("former", OTHER_PASSWORD, "password", PASSWORD));
        assertThat(again.text()).contains("Le mot de passe est changé").doesNotContain("à inscrire à nouveau");
    }

    @Test
    void a_new_password_by_a_mailed_link_says_so_too() {
        var _ = AREA.club("oubliee-deux");
        var browser = forgot(AREA.browser(), "oubliee-deux");
        var _ = browser.follow(AREA.link(email("oubliee-deux"), "/password"));

        var chosen = browser.post("/password", Map.of("password", OTHER_PASSWORD, "again", OTHER_PASSWORD));

        assertThat(chosen.text()).contains("l’adresse qui attendait d’être confirmée est à inscrire à nouveau");
    }

    @Test
    void who_signs_up_with_one_address_for_both_confirms_once() {
        var browser = AREA.browser();
        var _ = browser.get("/sign-up");
        var form = new HashMap<>(signUp("une-seule"));
        form.put("clubEmail", email("une-seule").toUpperCase(Locale.ROOT));
        var _ = browser.post("/sign-up", form);
        var _ = browser.follow(AREA.link(email("une-seule"), "/confirm"));
        assertThat(AREA.confirm(browser).text()).contains("est prêt");

        assertThat(AREA.sql("SELECT count(*) FROM account_token WHERE account = 'une-seule'"))
                .isEqualTo("0");
    }

    @Test
    void both_addresses_are_changed_at_once_each_by_its_own_link() {
        var owner = AREA.club("deux-adresses");
        AREA.confirmClub("deux-adresses");
        var _ = owner.get("/record");
        var _ = owner.post(
                "/record/addresses",
                Map.of(
                        "clubEmail",
                        "bureau.neuf@example.org",
                        "contactEmail",
                        "contact.neuf@example.org",
                        "addressPassword",
                        PASSWORD));

        for (var address : List.of("bureau.neuf@example.org", "contact.neuf@example.org")) {
            var _ = owner.follow(AREA.link(address, "/address"));
            assertThat(owner.post("/address", Map.of()).text()).contains("en place");
        }

        assertThat(AREA.sql("SELECT club_email || ' ' || contact_email FROM space WHERE name = 'deux-adresses'"))
                .isEqualTo("bureau.neuf@example.org contact.neuf@example.org");
    }

    @Test
    void while_the_clubs_address_is_not_confirmed_the_contacts_new_one_stands_in_its_place() {
        var owner = AREA.club("remplace");
        var _ = owner.get("/record");
        var _ = owner.post(
                "/record/addresses",
                Map.of(
                        "clubEmail",
                        email("remplace"),
                        "contactEmail",
                        "suivant@example.org",
                        "addressPassword",
                        PASSWORD));

        var _ = owner.follow(AREA.link("suivant@example.org", "/address"));
        var _ = owner.post("/address", Map.of());

        assertThat(AREA.sql("SELECT club_email || ' ' || contact_email FROM space WHERE name = 'remplace'"))
                .isEqualTo("suivant@example.org suivant@example.org");
    }

    private static void changeContact(ClientBrowser owner, String name, String address) {
        var _ = owner.get("/record");
        assertThat(owner.post(
                                "/record/addresses",
                                Map.of(
                                        "clubEmail", "club." + name + "@example.org",
                                        "contactEmail", address,
                                        "addressPassword", PASSWORD))
                        .text())
                .contains("en route");
    }
}
