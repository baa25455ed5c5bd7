package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.registry.SpaceDatabase.Role;
import com.openflyers.gateway.testing.Journey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a club leaves behind goes when its time has come.
@Journey
class ClosedSpacesJourneyTest {

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.of(1, Map.of("GATEWAY_MIGRATION_AT_ONCE", "0"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void the_database_of_a_space_that_was_closed_for_long_is_set_aside_and_one_that_stays_keeps_no_other()
            throws Exception {
        world.club("melese");
        world.club("epicea");
        close("melese");
        close("epicea");
        allowConnections("melese_131", false);

        look(Duration.ZERO);

        assertThat(role("melese")).isEqualTo(Role.LIVE);
        assertThat(role("epicea")).isEqualTo(Role.QUARANTINED);
        assertThat(world.stored().exists("epicea_131")).isFalse();

        allowConnections("melese_131", true);
        look(Duration.ZERO);

        assertThat(role("melese")).isEqualTo(Role.QUARANTINED);
    }

    @Test
    void one_that_was_closed_lately_and_one_with_a_migration_under_way_keep_theirs() throws Exception {
        world.club("thuya");
        var migration = world.request("thuya", false);
        close("thuya");
        world.club("cypres");
        close("cypres");

        look(Duration.ofDays(1));
        assertThat(role("cypres")).isEqualTo(Role.LIVE);
        look(Duration.ZERO);

        assertThat(role("cypres")).isEqualTo(Role.QUARANTINED);
        assertThat(role("thuya")).isEqualTo(Role.LIVE);
        var _ = world.say(migration, Event.WITHDRAW);
        look(Duration.ZERO);
        assertThat(role("thuya")).isEqualTo(Role.QUARANTINED);
    }

    /// On a thread as in service.
    private static void look(Duration kept) throws InterruptedException {
        Thread.ofVirtual()
                .start(() -> new ClosedSpaceWorkflow(world.parts(), kept).look(() -> false))
                .join();
    }

    private static Role role(String space) {
        return world.space(space).databases().getFirst().role();
    }

    private static void close(String space) {
        var answer = world.nodes().getFirst().admin().delete("/api/v1/spaces/" + space);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static void allowConnections(String database, boolean allowed) throws SQLException {
        try (var connection = world.clubs().connectAsSuperuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS " + allowed);
        }
    }
}
