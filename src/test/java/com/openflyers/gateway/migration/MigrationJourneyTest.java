package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A club's migration through whole gateways: real servers of both versions, real databases, real sockets.
class MigrationJourneyTest {

    @Test
    void a_club_of_the_old_version_is_moved_to_the_new_one() {
        try (var world = MigrationWorld.of(2)) {
            world.club("dunes");

            var migration = world.request("dunes");
            world.await(migration, State.OBSERVING, State.ROLLED_BACK, State.NEEDS_HUMAN);

            assertThat(world.find(migration).state()).isEqualTo(State.OBSERVING);
            assertThat(world.version("dunes")).isEqualTo("2.0");
            assertThat(Evidence.holds(world.evidence(migration), State.OBSERVING))
                    .isTrue();
        }
    }
}
