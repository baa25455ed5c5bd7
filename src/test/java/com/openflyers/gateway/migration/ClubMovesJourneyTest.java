package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.ClubBrowser.Page;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.testing.Journey;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What clubs see of their migrations and say to them, over sockets, with migrations that really happen.
@Journey
class ClubMovesJourneyTest {

    private static final Pattern SET_UP = Pattern.compile("/billing/set-up/[0-9]+/decline");
    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(
                1,
                Map.of(
                        "GATEWAY_CLIENT_AREA_HOST", "client.localhost",
                        "GATEWAY_MAIL_LINK_BASE", "http://client.localhost"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void a_club_asks_once_follows_says_that_all_is_well_and_has_its_old_test_space_removed() {
        world.club("etoile");
        var club = ClubBrowser.of(world, "etoile");
        var _ = club.get("/spaces/new");
        var _ = club.post("/spaces/new", "name", "etoile-essai", "version", "2.0", "password", ClubBrowser.PASSWORD);
        until("the test space is there", () -> isThere("etoile-essai"));

        var choice = club.get("/spaces/etoile/migration");
        assertThat(choice.text())
                .contains("Vous payez de suite la tarification", "Vous ne payez pas le surplus", "240,00", "offerte")
                .contains("Non, ce n’est pas possible, car les contenus auront évolué différemment.");
        var summary = club.post("/spaces/etoile/migration", "seen", choice.hidden("seen"), "to", "2.0");
        assertThat(summary.status()).isEqualTo(200);
        var asked = confirm(club, "etoile", choice);
        var again = confirm(club, "etoile", choice);
        assertThat(asked.location()).startsWith("/migrations/");
        assertThat(again.location()).isEqualTo(asked.location());
        assertThat(club.get("/spaces/etoile/migration").location()).isEqualTo(asked.location());

        var id = Long.parseLong(asked.location().substring("/migrations/".length()), 10);
        assertThat(world.find(id).source()).isEqualTo(Request.Source.CLIENT_AREA);
        assertThat(world.find(id).requestedBy()).isEqualTo("account/etoile");
        world.await(id, State.REHEARSED);
        assertThat(club.get(asked.location()).text())
                .contains("L’essai a réussi", "Compte rendu de l’essai", "Réservations", "Retirer la demande");
        var _ = world.say(id, Event.APPROVE);
        var _ = world.say(id, Event.START);
        world.await(id, State.OBSERVING);
        assertThat(club.get(asked.location()).text())
                .contains("Votre carnet de réservation est maintenant la version 2.0", "Tout va bien")
                .doesNotContain("supprimer…");
        assertThat(club.get("/spaces/etoile/settings?beside=etoile-essai").text())
                .contains("différences", "Nom du club", "Club etoile");

        assertThat(club.post(asked.location() + "/accept").location()).isEqualTo(asked.location());
        assertThat(club.post(asked.location() + "/accept").location()).isEqualTo(asked.location());
        assertThat(world.find(id).state()).isEqualTo(State.ACCEPTED);
        assertThat(club.get(asked.location()).text()).contains("La migration est terminée", "supprimer…");

        var _ = club.get("/spaces/etoile-essai/removal");
        assertThat(club.post("/spaces/etoile-essai/removal", "name", "etoile").status())
                .isEqualTo(422);
        var removed = club.post("/spaces/etoile-essai/removal", "name", "etoile-essai");
        assertThat(removed.text()).contains("L’espace de test est fermé", "Suppression définitive");
        assertThat(world.space("etoile-essai").state()).isEqualTo(RegisteredSpace.State.CLOSED);
        assertThat(club.post("/spaces/etoile-essai/removal", "name", "etoile-essai")
                        .location())
                .isEqualTo("/spaces");
        assertThat(club.get("/spaces/etoile/removal").status()).isEqualTo(404);
    }

    @Test
    void going_back_costs_what_was_written_since_which_is_listed_and_must_be_given_up() {
        world.club("galaxie");
        var club = ClubBrowser.of(world, "galaxie");
        var id = world.request("galaxie");
        var path = "/migrations/" + id;
        world.await(id, State.OBSERVING);
        assertThat(club.get(path + "/reverse").text()).contains("revenir ne coûte rien");
        var booking = world.stored().book(world.database("galaxie", "2.0"));

        var price = club.get(path + "/reverse");
        var unticked = club.post(path + "/reverse", "seen", price.hidden("seen"));
        var _ = world.stored().book(world.database("galaxie", "2.0"));
        var stale = club.post(path + "/reverse", "loss", "yes", "seen", price.hidden("seen"));

        assertThat(price.text()).contains("1 en tout", "1 ajout", String.valueOf(booking));
        assertThat(unticked.status()).isEqualTo(422);
        assertThat(stale.status()).isEqualTo(422);
        assertThat(stale.text()).contains("2 ajouts", "relisez la liste");
        assertThat(world.find(id).state()).isEqualTo(State.OBSERVING);
        var given = club.post(path + "/reverse", "loss", "yes", "seen", stale.hidden("seen"));
        assertThat(given.location()).isEqualTo(path);
        world.await(id, State.REVERSED);
        assertThat(club.get(path).text()).contains("est de nouveau la version 1.3.1");
    }

    @Test
    void a_request_that_an_operator_took_down_shows_and_can_be_withdrawn_once() {
        world.club("vega");
        var club = ClubBrowser.of(world, "vega");
        var id = world.request("vega", false);
        world.await(id, State.REHEARSED);

        var page = club.get("/migrations/" + id);
        var _ = club.post("/migrations/" + id + "/withdraw");
        var twice = club.post("/migrations/" + id + "/withdraw");

        assertThat(page.text()).contains("par mail", "a mail", "vous êtes les prochains");
        assertThat(world.find(id).state()).isEqualTo(State.WITHDRAWN);
        assertThat(twice.location()).isEqualTo("/migrations/" + id);
        assertThat(club.get("/migrations/" + id).text()).contains("Votre demande est retirée");
        assertThat(club.post("/migrations/" + id + "/accept").location()).isEqualTo("/migrations/" + id + "?said=late");
    }

    @Test
    void an_old_form_of_before_a_request_that_was_withdrawn_asks_for_nothing() {
        world.club("altair");
        var club = ClubBrowser.of(world, "altair");
        var choice = club.get("/spaces/altair/migration");
        var asked = confirm(club, "altair", choice);
        var _ = club.post(asked.location() + "/withdraw");

        var old = confirm(club, "altair", choice);
        var fresh = confirm(club, "altair", club.get("/spaces/altair/migration"));

        assertThat(old.location()).isEqualTo(asked.location());
        assertThat(fresh.location()).startsWith("/migrations/").isNotEqualTo(asked.location());
        var _ = club.post(fresh.location() + "/withdraw");
    }

    @Test
    void the_second_migration_of_a_club_has_a_price_that_must_be_accepted() {
        world.club("deneb");
        world.club("Club deneb", "denebola", "production");
        var club = ClubBrowser.of(world, "deneb");
        var first = world.request("deneb", false);

        var choice = club.get("/spaces/denebola/migration");
        var unticked = confirm(club, "denebola", choice);
        var other = confirm(club, "denebola", choice, "accepted", "yes", "cents", "4999");
        var paid = confirm(club, "denebola", choice, "accepted", "yes", "cents", "5000");

        assertThat(choice.text()).contains("La migration offerte à votre club est utilisée", "50,00");
        assertThat(unticked.status()).isEqualTo(422);
        assertThat(other.status()).isEqualTo(422);
        assertThat(paid.location()).startsWith("/migrations/");
        assertThat(club.get(paid.location()).text()).contains("50,00");
        for (var path : List.of("/migrations/" + first, paid.location())) {
            var _ = club.post(path + "/withdraw");
        }
    }

    @Test
    void a_set_up_package_is_ordered_with_the_request_once_or_not_at_all() {
        world.club("castor");
        world.club("Club castor", "pollux", "production");
        var club = ClubBrowser.of(world, "castor");
        var choice = club.get("/spaces/castor/migration");
        var summary = club.post("/spaces/castor/migration", "seen", choice.hidden("seen"), "to", "2.0", "setUp", "yes");
        assertThat(summary.text()).contains("Forfait paramétrage", "commandé avec la demande");
        assertThat(packages("castor")).isZero();

        var asked = confirm(club, "castor", choice, "setUp", summary.hidden("setUp"));
        var again = confirm(club, "castor", choice, "setUp", "yes");

        assertThat(again.location()).isEqualTo(asked.location());
        assertThat(packages("castor")).isEqualTo(1);
        assertThat(club.get(asked.location()).text()).contains("Forfait paramétrage commandé, devis à venir");
        assertThat(club.get("/billing").text())
                .contains("Avec la migration de castor.localhost vers la version 2.0.", "Annuler la commande");

        // Cancelled since: a form that knows of the migration finds it, and orders nothing.
        var cancel = SET_UP.matcher(club.get("/billing").html());
        assertThat(cancel.find()).isTrue();
        var _ = club.post(cancel.group());
        var known = asked.location().substring("/migrations/".length());
        var late = club.post(
                "/spaces/castor/migration/confirm",
                "seen",
                known,
                "to",
                "2.0",
                "setUp",
                "yes",
                "accepted",
                "yes",
                "cents",
                "5000");
        assertThat(late.location()).isEqualTo(asked.location());
        assertThat(packages("castor")).isZero();
        var _ = club.post("/billing/set-up", "wishes", "Comptes pilotes", "address", "1 piste");
        var second = club.post("/billing/set-up", "wishes", "Deux planeurs");
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.text()).contains("Un forfait est déjà en cours", "Deux planeurs");
        assertThat(packages("castor")).isEqualTo(1);

        // Its second migration: the price is not accepted, so nothing is asked for.
        var other = club.get("/spaces/pollux/migration");
        assertThat(other.text()).contains("Votre forfait paramétrage est déjà commandé");
        var order = SET_UP.matcher(club.get("/billing").html());
        assertThat(order.find()).isTrue();
        var _ = club.post(order.group());
        assertThat(confirm(club, "pollux", other, "setUp", "yes", "accepted", "yes", "cents", "4999")
                        .status())
                .isEqualTo(422);
        assertThat(packages("castor")).isZero();
        assertThat(club.get(asked.location()).text()).doesNotContain("Forfait paramétrage");
        var paid = confirm(club, "pollux", other, "setUp", "yes", "accepted", "yes", "cents", "5000");
        assertThat(packages("castor")).isEqualTo(1);
        for (var path : List.of(asked.location(), paid.location())) {
            var _ = club.post(path + "/withdraw");
        }
    }

    @Test
    void a_request_that_may_be_invoiced_asks_for_the_postal_address_that_is_missing_and_keeps_it() {
        world.club("regulus");
        var club = ClubBrowser.of(world, "regulus");
        var choice = club.get("/spaces/regulus/migration");

        var summary = club.post("/spaces/regulus/migration", "seen", choice.hidden("seen"), "to", "2.0");
        var without = club.post("/spaces/regulus/migration/confirm", "seen", choice.hidden("seen"), "to", "2.0");
        var asked = confirm(club, "regulus", choice);
        var _ = club.post(asked.location() + "/withdraw");
        var next = club.get("/spaces/regulus/migration");
        var known = club.post("/spaces/regulus/migration", "seen", next.hidden("seen"), "to", "2.0");

        assertThat(summary.text()).contains("Adresse postale du club");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text()).contains("Écrivez l’adresse postale", "Récapitulatif");
        assertThat(asked.location()).startsWith("/migrations/");
        assertThat(known.text()).contains("Récapitulatif").doesNotContain("Adresse postale du club");
        assertThat(club.get("/record").text()).contains("1 piste 09");
    }

    @Test
    void the_summary_keeps_the_wish_in_the_other_language_and_when_it_is_changed() {
        world.club("procyon");
        var club = ClubBrowser.of(world, "procyon");
        var day = LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(30);
        var seen = club.get("/spaces/procyon/migration").hidden("seen");
        var summary = club.post(
                "/spaces/procyon/migration",
                "seen",
                seen,
                "to",
                "2.0",
                "from",
                day + "T21:00",
                "until",
                day + "T23:30",
                "setUp",
                "yes");
        var kept = summary.hidden("typed").replace("&#34;", "\"");

        var english = club.post("/spaces/procyon/migration?lang=en", "typed", kept);
        var edited = club.post(
                "/spaces/procyon/migration",
                "seen",
                seen,
                "to",
                "2.0",
                "from",
                english.hidden("from"),
                "until",
                english.hidden("until"),
                "setUp",
                english.hidden("setUp"),
                "address",
                "1 piste",
                "edit",
                "yes");

        assertThat(english.text()).contains("Summary", "21:00 to 23:30", "Set-up package");
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.html())
                .contains("value=\"" + day + "T21:00\"", "value=\"" + day + "T23:30\"")
                .contains("name=\"address\" value=\"1 piste\"");
        assertThat(edited.html()).containsPattern("name=\"setUp\" value=\"yes\" checked");
    }

    @Test
    void a_window_is_in_the_time_of_paris_and_its_faults_stand_beside_the_fields() {
        world.club("rigel");
        var club = ClubBrowser.of(world, "rigel");
        var day = LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(30);
        var choice = club.get("/spaces/rigel/migration");

        var half = wish(club, choice, day + "T21:00", "");
        var backwards = wish(club, choice, day + "T21:00", day + "T20:00");
        var past = wish(club, choice, "2020-01-01T21:00", "2020-01-01T22:00");
        var sound = wish(club, choice, day + "T21:00", day + "T23:30");

        assertThat(half.text()).contains("Un créneau a un début et une fin");
        assertThat(backwards.text()).contains("La fin vient après le début");
        assertThat(backwards.html()).contains("value=\"" + day + "T21:00\"");
        assertThat(past.text()).contains("Ce moment est passé");
        assertThat(sound.text()).contains("de 21", "à 23").contains("heure de Paris");
    }

    @Test
    void another_clubs_pages_are_not_there_and_without_a_session_one_logs_in_first() {
        world.club("orion");
        world.club("sirius");
        var id = world.request("orion", false);
        world.await(id, State.REHEARSED);
        var stranger = ClubBrowser.of(world, "sirius");
        var nobody = new ClubBrowser(world.nodes().getFirst().edgePort());
        var gets = List.of(
                "/spaces/orion/migration",
                "/spaces/orion/migration/confirm",
                "/spaces/orion/settings",
                "/spaces/sirius/settings?beside=orion",
                "/spaces/orion/removal",
                "/migrations/" + id,
                "/migrations/" + id + "/reverse",
                "/migrations/0",
                "/migrations/x");
        var posts = List.of(
                "/spaces/orion/migration",
                "/spaces/orion/migration/confirm",
                "/spaces/orion/removal",
                "/migrations/" + id + "/withdraw",
                "/migrations/" + id + "/accept",
                "/migrations/" + id + "/reverse");

        var _ = stranger.get("/record");
        for (var path : gets) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
            assertThat(nobody.get(path).location()).as(path).startsWith("/login");
        }
        for (var path : posts) {
            assertThat(stranger.post(path, "name", "orion").status()).as(path).isEqualTo(404);
        }
        assertThat(world.find(id).state()).isEqualTo(State.REHEARSED);
        var _ = world.say(id, Event.WITHDRAW);
    }

    private static boolean isThere(String space) {
        return world.nodes().getFirst().admin().get("/api/v1/spaces/" + space).status() == 200;
    }

    private static Page wish(ClubBrowser club, Page choice, String from, String until) {
        return club.post(
                "/spaces/rigel/migration", "seen", choice.hidden("seen"), "to", "2.0", "from", from, "until", until);
    }

    private static Page confirm(ClubBrowser club, String space, Page choice, String... more) {
        var fields = new ArrayList<>(List.of("seen", choice.hidden("seen"), "to", "2.0", "address", "1 piste 09"));
        fields.addAll(List.of(more));
        return club.post("/spaces/" + space + "/migration/confirm", fields.toArray(String[]::new));
    }

    /// Of the club, those that were not declined.
    private static long packages(String account) {
        return result(world.registry
                        .pool()
                        .query("SELECT count(*) FROM set_up_package WHERE state <> 'declined' AND ordered_by = '"
                                + account + "'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }
}
