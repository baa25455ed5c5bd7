package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.RecordedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A migration is broken off: by an operator in each state in which something has been done, or as its node stops.
class AbortDatabaseTest {

    private static final List<State> HELD = List.of(
            State.HOLDING, State.FENCING, State.FENCED, State.COPIED, State.COUNTED, State.MIGRATED, State.VERIFIED);

    private final Halt halt = new Halt();
    private final MigrationWorld world = MigrationWorld.drivenBy(
            halt, Map.of("GATEWAY_EDGE_LIMITS_HELD_PER_SPACE", "10", "GATEWAY_MIGRATION_HOLD_BUDGET", "60s"));

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_club_whose_migration_is_broken_off_is_served_by_the_old_version_with_all_it_had() {
        world.club("brume");
        var had = world.stored().bookings("brume_131");
        var migration = world.request("brume");

        for (var state : HELD) {
            halt.at(state, Purpose.CUTOVER);
            if (state != State.HOLDING) {
                assertThat(world.say(migration, Event.SCHEDULE)).isInstanceOf(Migrations.Said.Heard.class);
            }
            halt.await();
            assertThat(world.say(migration, Event.ABORT)).isInstanceOf(Migrations.Said.Heard.class);
            world.await(migration, State.ROLLED_BACK);
            halt.goOn();

            var space = world.space("brume");
            assertThat(space.version()).as("aborted %s", state).isEqualTo("1.3.1");
            assertThat(space.closure()).as("aborted %s", state).isNull();
            assertThat(space.reservedBy()).as("aborted %s", state).isNull();
            assertThat(world.stored().bookings("brume_131"))
                    .as("aborted %s", state)
                    .isEqualTo(had);
        }
        var _ = world.say(migration, Event.SCHEDULE);
        world.await(migration, State.OBSERVING);

        assertThat(world.version("brume")).isEqualTo("2.0");
    }

    @Test
    void a_hold_that_would_soon_turn_people_away_is_ended_before() {
        world.club("embrun");
        halt.at(State.FENCED, Purpose.CUTOVER);
        var migration = world.request("embrun");
        halt.await();
        var members = new ArrayList<Conversation>();
        for (var i = 0; i < 8; i++) {
            members.add(world.nodes().getFirst().connect().send("GET / HTTP/1.1\r\nHost: embrun.localhost\r\n\r\n"));
        }
        until(
                "they wait",
                () -> result(world.parts().fleet().words("embrun")).getFirst().held() == 8);

        halt.goOn();
        world.await(migration, State.ROLLED_BACK);

        assertThat(world.find(migration).facts().getString(Facts.BECAUSE)).startsWith("8 requests wait");
        assertThat(members)
                .allMatch(member -> member.readMessage().field("X-App-Version").equals("1.3.1"));
        members.forEach(Conversation::close);
    }

    @Test
    void what_is_broken_off_before_the_gate_is_closed_begins_again_only_at_somebodys_word() {
        world.club("rosee");
        halt.at(State.ARMED, Purpose.CUTOVER);
        var migration = world.request("rosee");
        halt.await();

        var _ = world.say(migration, Event.ABORT);
        halt.goOn();

        var left = world.find(migration);
        assertThat(left.state()).isEqualTo(State.SCHEDULED);
        assertThat(left.known().mayBegin(result(world.rows().now(world.registry.pool()))))
                .isFalse();
        assertThat(world.space("rosee").reservedBy()).isNull();
        var _ = world.say(migration, Event.START);
        world.await(migration, State.OBSERVING);
    }

    @Test
    void a_node_that_stops_in_a_long_step_says_so_in_a_line_and_another_goes_on() {
        world.club("brouee");
        halt.at(State.FENCED, Purpose.CUTOVER);
        var migration = world.request("brouee");
        halt.await();

        try (var log = RecordedLog.of(CoordinatorWorkflow.class)) {
            world.driveNoMore();
            var left = "migration " + migration + " of brouee is left where it is: this node stops";
            until("it is told", () -> log.lines().contains(left));
            assertThat(log.lines()).doesNotContain("migration " + migration + " of brouee is tried again");
        }
        world.drive(StepObserver.NONE);
        world.await(migration, State.OBSERVING, State.ROLLED_BACK);

        assertThat(world.find(migration).state()).isEqualTo(State.OBSERVING);
    }
}
