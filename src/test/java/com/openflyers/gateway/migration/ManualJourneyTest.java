package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.Journey;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A version whose databases we do not make: an operator copies, while the service is announced to be away.
@Journey
class ManualJourneyTest {

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(1, Map.of("GATEWAY_OPERATIONS_ALARM_ADDRESS", "operators@example.org"));
        world.manualVersion("1.2");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void a_club_is_moved_when_the_operator_has_copied() {
        world.manualClub("maquis", "1.2");
        var migration = interrupted("maquis");
        assertThat(status("maquis")).isEqualTo(503);

        confirmCopied(migration);
        world.await(migration, State.OBSERVING, State.ROLLED_BACK);

        assertThat(world.find(migration).state()).isEqualTo(State.OBSERVING);
        assertThat(world.version("maquis")).isEqualTo("2.0");
        assertThat(world.space("maquis").closure()).isNull();
    }

    @Test
    void there_is_nothing_to_rehearse_on_and_so_nobody_is_interrupted_for_it() {
        world.manualClub("estran", "1.2");
        var migration = world.request("estran", false);
        assertThat(world.say(migration, Event.REHEARSE)).isInstanceOf(Said.NotNow.class);
        assertThat(world.say(migration, Event.APPROVE)).isInstanceOf(Said.Heard.class);

        assertThat(world.say(migration, Event.REHEARSE)).isInstanceOf(Said.NotNow.class);

        assertThat(Migrations.words(world.find(migration)))
                .containsExactlyInAnyOrder(Event.START, Event.SCHEDULE, Event.REFUSE, Event.WITHDRAW);
        assertServed("estran", "1.2");
    }

    @Test
    void a_copy_that_is_given_up_leaves_the_club_on_the_old_version() {
        world.manualClub("salanque", "1.2");
        var migration = interrupted("salanque");

        assertThat(world.say(migration, Event.ABORT)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.ROLLED_BACK);

        assertThat(world.version("salanque")).isEqualTo("1.2");
        assertThat(world.space("salanque").closure()).isNull();
        assertThat(world.space("salanque").reservedBy()).isNull();
    }

    @Test
    void a_club_that_withdraws_while_its_service_is_interrupted_is_asked_nothing_more() {
        world.manualClub("conflent", "1.2");
        var migration = interrupted("conflent");

        assertThat(world.say(migration, Event.WITHDRAW)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.WITHDRAWN);

        assertServed("conflent", "1.2");
        assertThat(world.stored().letter("migration " + migration + " withdrawn"))
                .contains("Comme demandé");
        // Whoever copies must hear of it.
        assertThat(world.stored().letter("migration " + migration + " copied in vain"))
                .contains("Arrêtez la copie", "rouvre sur la version 1.2");
        assertThat(world.find(world.request("conflent", false)).free()).isTrue();
    }

    @Test
    void a_copy_is_confirmed_with_what_was_counted_in_it() {
        world.manualClub("capcir", "1.2");
        var migration = interrupted("capcir");

        assertThat(world.say(migration, Event.CONFIRM_COPIED)).isInstanceOf(Said.NotNow.class);
        assertThat(world.say(migration, counting(-1))).isInstanceOf(Said.NotNow.class);
        assertThat(world.say(migration, Word.of(Event.CONFIRM_COPIED, "").counting(new JsonObject())))
                .isInstanceOf(Said.NotNow.class);

        assertThat(world.find(migration).state()).isEqualTo(State.AWAITING_COPY);
        assertThat(world.say(migration, counting(0))).isInstanceOf(Said.Heard.class);
        world.await(migration, State.OBSERVING);
    }

    @Test
    void nobody_is_interrupted_for_a_database_that_is_not_entered_at_the_space() {
        world.manualClub("vallespir", "1.2");
        var database = world.unregister("vallespir");
        var migration = world.request("vallespir", false);
        assertThat(world.say(migration, Event.APPROVE)).isInstanceOf(Said.Heard.class);

        assertThat(world.say(migration, Event.START))
                .isEqualTo(new Said.NotNow(new Text(
                        "l’espace n’a pas de base de la version 2.0 : il faut l’inscrire à l’espace avant d’interrompre"
                                + " le service",
                        "the space has no database of version 2.0: it has to be entered at the space before the"
                                + " service is interrupted")));
        // Its window begins without anybody's word.
        var window =
                new Request.Window(Instant.now().minusSeconds(60), Instant.now().plusSeconds(600));
        assertThat(world.say(migration, Word.of(Event.SCHEDULE, "").within(window)))
                .isInstanceOf(Said.Heard.class);
        until("it was not begun", () -> because(migration).contains("no database of version 2.0"));

        assertServed("vallespir", "1.2");
        world.register("vallespir", database);
        assertThat(world.say(migration, Event.START)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.AWAITING_COPY);
        assertThat(because(migration)).isEmpty();
        assertThat(world.say(migration, Event.ABORT)).isInstanceOf(Said.Heard.class);
    }

    @Test
    void a_club_goes_back_when_the_operator_has_copied_back_what_it_wrote() {
        world.manualClub("minervois", "1.2");
        var migration = moved("minervois");

        assertThat(world.say(migration, Event.REVERSE)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.AWAITING_COPY);
        assertThat(status("minervois")).isEqualTo(503);
        assertThat(Objects.requireNonNull(world.space("minervois").closure()).french())
                .isEqualTo("Le carnet de réservation revient à la version 1.2.");
        confirmCopied(migration);
        world.await(migration, State.REVERSED);

        assertServed("minervois", "1.2");
        assertThat(world.find(world.request("minervois", false)).free()).isTrue();
    }

    @Test
    void a_way_back_that_is_given_up_leaves_the_club_on_the_new_version() {
        world.manualClub("larzac", "1.2");
        var migration = moved("larzac");
        assertThat(world.say(migration, Event.REVERSE)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.AWAITING_COPY);

        assertThat(world.say(migration, Word.of(Event.ABORT, "the disk is full")))
                .isInstanceOf(Said.Heard.class);
        world.await(migration, State.AWAITING_CLUB);

        assertServed("larzac", "2.0");
        assertThat(because(migration)).isEqualTo("the disk is full");
        assertThat(world.stored().letter("migration " + migration + " stayed")).contains("reste la version 2.0");
        assertThat(world.say(migration, Event.REVERSE)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.AWAITING_COPY);
        confirmCopied(migration);
        world.await(migration, State.REVERSED);
        assertServed("larzac", "1.2");
        assertThat(because(migration)).isEmpty();
    }

    /// The old version's database is none of ours: no fence keeps anybody from it.
    @Test
    void a_bare_flip_back_is_refused_and_names_the_word_that_takes_the_data_along() {
        world.manualClub("corbieres", "1.2");
        var migration = moved("corbieres");
        var back = new JsonObject().put("version", "1.2").put("reason", "back");

        var refused = world.nodes().getFirst().admin().put("/api/v1/spaces/corbieres/pointer?force=true", back);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(refused.toString()).contains("moved-by-hand", "migration " + migration, "reverse");
        assertServed("corbieres", "2.0");
        assertThat(world.say(migration, Event.REVERSE)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.AWAITING_COPY);
        assertThat(world.say(migration, Event.ABORT)).isInstanceOf(Said.Heard.class);
    }

    /// Its new database is entered, and empty; or it finds its data itself.
    @Test
    void a_bare_flip_to_where_a_migration_by_hand_is_to_lead_is_refused_and_names_it() {
        world.manualClub("lirac", "1.2");
        var migration = world.request("lirac", false);
        world.manualVersion("1.2-next");
        world.clubElsewhere("fitou", "1.2");
        var other = result(world.registry.transaction(tx -> world.migrations()
                .request(
                        tx,
                        new Request(
                                "fitou", "1.2-next", Request.Source.MAIL, "a mail", null, null, false, true, "anne"))));

        var refused = world.nodes().getFirst().admin().flip("lirac", "2.0", "?force=true");
        var refusedToo = world.nodes().getFirst().admin().flip("fitou", "1.2-next", "?force=true");

        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.toString()).contains("to-be-moved-by-hand", "migration " + migration, "start");
        assertThat(other).isInstanceOf(Migrations.Requested.Recorded.class);
        assertThat(refusedToo.status()).as(refusedToo.toString()).isEqualTo(422);
        assertServed("lirac", "1.2");
        assertThat(world.say(migration, Event.WITHDRAW)).isInstanceOf(Said.Heard.class);
        assertThat(world.nodes().getFirst().admin().flip("lirac", "2.0", "").status())
                .isEqualTo(200);
    }

    private static String because(long migration) {
        return Objects.requireNonNullElse(world.find(migration).facts().getString(Facts.BECAUSE), "");
    }

    private static long moved(String space) {
        var migration = interrupted(space);
        confirmCopied(migration);
        world.await(migration, State.OBSERVING);
        return migration;
    }

    private static void confirmCopied(long migration) {
        assertThat(world.say(migration, counting(314))).isInstanceOf(Said.Heard.class);
    }

    private static Word counting(int bookings) {
        return Word.of(Event.CONFIRM_COPIED, "").counting(new JsonObject().put("bookings", bookings));
    }

    private static void assertServed(String space, String version) {
        var served = world.space(space);
        assertThat(served.version()).isEqualTo(version);
        assertThat(served.closure()).isNull();
        assertThat(served.reservedBy()).isNull();
        until(space + " is not interrupted any more", () -> status(space) != 503);
    }

    private static long interrupted(String space) {
        var migration = world.request(space, false);
        assertThat(world.say(migration, Event.APPROVE)).isInstanceOf(Said.Heard.class);
        assertThat(world.say(migration, Event.START)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.AWAITING_COPY);
        return migration;
    }

    private static int status(String space) {
        return Conversation.with(world.nodes().getFirst().edgePort())
                .send("GET / HTTP/1.1\r\nHost: " + space + ".localhost\r\n\r\n")
                .readMessage()
                .status();
    }
}
