package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.Deed.Kind;
import com.openflyers.gateway.migration.Deed.Result;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.testing.GatewayProcess;
import com.openflyers.gateway.testing.Journey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A node's process is killed without a word while it moves a club whose members book: another node ends what it has
/// begun.
@Journey
class TakeoverJourneyTest {

    private static final String DOOMED = "doomed";

    @TempDir
    private static Path scripts;

    private static MigrationWorld world;

    @BeforeAll
    static void start() throws IOException {
        ScriptFiles.copy(scripts);
        // So that whoever watches the states sees this one.
        Files.writeString(scripts.resolve("1.3.1-to-2.0/00-slow.sql"), "SELECT pg_sleep(1);\n");
        world = MigrationWorld.of(
                1, Map.of("GATEWAY_MIGRATION_AT_ONCE", "0", "GATEWAY_PROVISION_MIGRATIONS", scripts.toString()));
    }

    @AfterEach
    void leave() {
        world.driveNoMore();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void a_node_killed_while_it_converts_a_held_club_is_followed_by_one_that_ends_the_move() {
        killWhenIn(State.COUNTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"HOLDING", "FENCING", "FENCED", "COPIED", "MIGRATED"})
    @Tag("long")
    void a_node_killed_in_any_other_state_is_followed_as_well(State state) {
        killWhenIn(state);
    }

    private static void killWhenIn(State state) {
        var space = "repris" + state.name().toLowerCase(Locale.ROOT);
        world.club(space);
        try (var doomed = world.process(DOOMED);
                var bookings = Bookings.begin(world, space, 1)) {
            doomed.awaitReady();
            bookings.awaitAllServedBy("1.3.1");
            var migration = world.request(space);
            var history = new ArrayList<>(killAt(state, doomed, space, migration));

            world.drive(StepObserver.NONE);
            awaitSwitch(migration);
            bookings.awaitAllServedBy("2.0");
            bookings.stop();

            history.addAll(bookings.history());
            var evidence = world.evidence(migration);
            var chain = Evidence.holds(evidence, State.OBSERVING);
            var ending = new Ending(List.of("1.3.1", "2.0"), StoredBookings.of(world, space), chain, true);
            assertThat(BookingChecker.complaints(history, ending)).isEmpty();
            assertThat(evidence).extracting(Evidence::by).contains(DOOMED, "driver");
            assertThat(world.space(space).closure()).isNull();
        }
        takeOffTheList();
    }

    /// @return what a member at the node that is killed has seen
    private static List<Deed> killAt(State state, GatewayProcess doomed, String space, long migration) {
        var history = new ConcurrentLinkedQueue<Deed>();
        var over = new AtomicBoolean();
        try (var members = Executors.newVirtualThreadPerTaskExecutor()) {
            var member = new BookingMember(space, "member d", doomed.edgePort(), Bookings.RESTLESS, 2);
            members.execute(() -> member.act(over, history::add));
            until(state + " is reached", () -> hasReached(world.find(migration), state));
            doomed.process().kill();
            over.set(true);
        }
        assertThat(history).anyMatch(deed -> deed.is(Kind.BOOK, Result.OK));
        assertThat(world.find(migration).state()).isNotIn(State.OBSERVING, State.ROLLED_BACK);
        return List.copyOf(history);
    }

    private static boolean hasReached(Migration migration, State state) {
        return migration.purpose() == Purpose.CUTOVER && migration.state().compareTo(state) >= 0;
    }

    /// What was not decided in time, or found the dead node in its way, is begun again by an operator.
    private static void awaitSwitch(long migration) {
        world.await(migration, State.OBSERVING, State.ROLLED_BACK);
        if (world.find(migration).state() == State.ROLLED_BACK) {
            assertThat(world.version(world.find(migration).space())).isEqualTo("1.3.1");
            takeOffTheList();
            assertThat(world.say(migration, Event.RESUME)).isInstanceOf(Said.Heard.class);
            world.await(migration, State.OBSERVING);
        }
    }

    private static void takeOffTheList() {
        var admin = world.nodes().getFirst().admin();
        until(
                "the dead node is off the list",
                () -> List.of(204, 404)
                        .contains(admin.delete("/api/v1/nodes/" + DOOMED).status()));
    }
}
