package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.demo.Club;
import com.openflyers.gateway.demo.Registration;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.registry.Closing;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.Holder;
import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Space.Mode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Between rehearsal and switch, and between two words, somebody else has done something: the migration sees it before
/// it closes a gate.
class ChangedMindsDatabaseTest {

    private static final Halt HALT = new Halt();

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.drivenBy(HALT, Map.of());
    }

    @AfterAll
    static void stop() {
        HALT.goOn();
        world.close();
    }

    @Test
    void a_club_that_was_led_elsewhere_keeps_what_it_writes_there() {
        var admin = world.nodes().getFirst().admin();
        var other = body("/api/v1/versions/1.3.1").put("version", "1.3.4");
        assertThat(admin.put("/api/v1/versions/1.3.4", other).status()).isIn(200, 201);
        world.club("courlis");
        world.clubs().databases.create131("courlis_134", Club.MERMOZ, LocalDate.now(ZoneId.of("Europe/Paris")));
        var space = body("/api/v1/spaces/mermoz").put("space", "courlis").put("club", "Club courlis");
        space.put("databases", new JsonArray().add(live("1.3.1", "courlis_131")).add(live("1.3.4", "courlis_134")));
        assertThat(admin.put("/api/v1/spaces/courlis", space).status()).isEqualTo(200);
        var migration = rehearsed("courlis");
        assertThat(admin.flip("courlis", "1.3.4", "").status()).isEqualTo(200);

        begin(migration);

        awaitRefusal(migration, "the space is served by version 1.3.4 by now, not by 1.3.1");
        assertThat(world.version("courlis")).isEqualTo("1.3.4");
    }

    @Test
    void an_operators_interruption_is_not_ended_by_a_migration() {
        world.club("huppe");
        var migration = rehearsed("huppe");
        var until = Instant.now().plus(Duration.ofHours(1));
        var closure = new Closure(Mode.REFUSE, until, Closure.Ending.OPENS, "travaux", "works");
        var _ = result(world.registry.transaction(tx -> world.parts()
                .closures()
                .close(tx, "huppe", new Closing(closure, "works", "anne"), Expected.ANY, new Holder.Anybody())));

        begin(migration);

        awaitRefusal(migration, "an operator has closed the gate of the space");
        assertThat(Objects.requireNonNull(world.space("huppe").closure()).mode())
                .isEqualTo(Mode.REFUSE);
    }

    @Test
    void no_hold_begins_when_the_clubs_window_is_over() {
        world.club("grebe");
        var migration = rehearsed("grebe");
        var end = Instant.now().plusSeconds(2);
        HALT.at(State.ARMED, Purpose.CUTOVER);
        assertHeard(world.say(
                migration,
                Word.of(Event.APPROVE, "")
                        .within(new Request.Window(Instant.now().minusSeconds(60), end))));
        HALT.await();
        until("the window is over", () -> Instant.now().isAfter(end));

        HALT.goOn();

        awaitRefusal(migration, "the window that the club has chosen is over");
        assertThat(world.version("grebe")).isEqualTo("1.3.1");
        assertHeard(world.say(migration, Event.START));
        world.await(migration, State.OBSERVING);
    }

    @Test
    void rows_that_cannot_be_carried_over_wait_for_somebody_to_see_them() {
        world.club("marouette");
        var request = new Request("marouette", "2.0", Request.Source.MAIL, "", null, null, true, false, "anne");
        var asked = result(world.registry.transaction(tx -> world.migrations().request(tx, request)));
        var migration = ((Migrations.Requested.Recorded) asked).migration().id();

        world.await(migration, State.REHEARSED);
        // Whoever would approve it does so in the same drive that came to this state.
        until("its driver has left it", () -> result(unclaimed(migration)));
        assertThat(world.find(migration).state()).isEqualTo(State.REHEARSED);
    }

    @Test
    void a_loss_is_accepted_for_one_way_back_and_not_for_the_next() {
        world.club("vanneau");
        var migration = world.request("vanneau");
        world.await(migration, State.OBSERVING);
        HALT.at(State.FENCED, Purpose.REVERSE);
        assertHeard(world.say(migration, Word.of(Event.REVERSE, "").acceptingLoss()));
        HALT.await();
        assertHeard(world.say(migration, Event.ABORT));
        HALT.goOn();
        world.await(migration, State.AWAITING_CLUB);
        var booking = world.stored().book("vanneau_20");

        assertHeard(world.say(migration, Event.REVERSE));
        until(
                "it is decided",
                () -> world.find(migration).state() == State.REVERSED
                        || world.evidence(migration).stream()
                                        .filter(line -> line.next() == State.AWAITING_CLUB)
                                        .count()
                                == 2);

        assertThat(booking).isPositive();
        assertThat(world.version("vanneau")).isEqualTo("2.0");
    }

    @Test
    void there_is_no_way_back_past_another_migration() {
        world.club("chevalier");
        var migration = world.request("chevalier");
        world.await(migration, State.OBSERVING);
        assertHeard(world.say(migration, Event.ACCEPT));
        var next = new Request("chevalier", "1.3.1", Request.Source.MAIL, "", null, null, false, false, "anne");
        var other = result(world.registry.transaction(
                tx -> world.rows().insert(tx, next, Engine.POSTGRESQL, Duration.ofDays(7), new JsonObject())));

        assertThat(world.say(migration, Event.REVERSE))
                .isEqualTo(new Said.NotNow(Refusals.underWay(other.orElseThrow())));
    }

    private static Future<Boolean> unclaimed(long migration) {
        return world.registry
                .pool()
                .query("SELECT claimed_by IS NULL AND look_at > clock_timestamp() AS idle FROM migration WHERE id = "
                        + migration)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static long rehearsed(String space) {
        var migration = world.request(space, false);
        world.await(migration, State.REHEARSED);
        return migration;
    }

    private static void begin(long migration) {
        assertHeard(world.say(migration, Event.APPROVE));
        assertHeard(world.say(migration, Event.START));
    }

    private static void awaitRefusal(long migration, String because) {
        until(
                "it is not begun because " + because,
                () -> world.evidence(migration).stream()
                        .anyMatch(line -> line.evidence().contains(because)));
        world.await(migration, State.SCHEDULED);
    }

    private static void assertHeard(Said said) {
        assertThat(said).isInstanceOf(Said.Heard.class);
    }

    private static JsonObject body(String path) {
        return Objects.requireNonNull(Registration.of(world.clubs().clubs).get(path))
                .copy();
    }

    private static JsonObject live(String version, String name) {
        return new JsonObject().put("version", version).put("name", name).put("role", "live");
    }
}
