package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Journey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A club's migration through whole gateways: real servers of both versions, real databases, real sockets.
@Journey
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

    @Test
    void nothing_that_is_kept_of_a_migration_tells_a_password() throws SQLException {
        try (var world = MigrationWorld.of(1)) {
            world.club("sables");

            var migration = world.request("sables");
            world.await(migration, State.OBSERVING, State.ROLLED_BACK, State.NEEDS_HUMAN);

            var hashes = hashes(world, "sables_20");
            assertThat(hashes).isNotEmpty().allMatch(hash -> hash.matches("[0-9a-f]{32}"));
            var kept = new ArrayList<String>();
            world.evidence(migration).forEach(line -> kept.add(line.evidence()));
            kept.add(world.find(migration).facts().encode());
            assertThat(kept).anyMatch(text -> text.contains("\"logins\""));
            assertThat(kept).noneMatch(text -> hashes.stream().anyMatch(text::contains));
        }
    }

    private static List<String> hashes(MigrationWorld world, String database) throws SQLException {
        try (var connection = world.clubs().connectAsSuperuser(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT DISTINCT substr(hash_password, 5) FROM person")) {
            var hashes = new ArrayList<String>();
            while (rows.next()) {
                hashes.add(rows.getString(1));
            }
            return hashes;
        }
    }
}
