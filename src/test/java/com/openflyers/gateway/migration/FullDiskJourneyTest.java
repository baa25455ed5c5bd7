package com.openflyers.gateway.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.testing.Journey;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// PostgreSQL has no room for the copy of a club: its server gets a limit of file size that ends in the middle of the
/// last block of the club's largest table, so that the write comes back short, as it does on a full disk.
@Journey
class FullDiskJourneyTest {

    private static final int HALF_A_BLOCK = 4096;

    /// More than a segment of the write-ahead log has, or the server could not go on.
    private static final int LINES = 50_000;

    private static final Halt HALT = new Halt();

    @Test
    void a_club_that_finds_no_room_stays_where_it_is_and_is_moved_when_there_is_some() throws Exception {
        try (var world = MigrationWorld.drivenBy(HALT, Map.of())) {
            world.club("grive");
            var largest = fill(world, "grive_131");
            var had = world.stored().bookings("grive_131");
            HALT.at(State.FENCED, Course.Purpose.CUTOVER);
            var migration = world.request("grive");
            HALT.await();

            limitFileSize(world, largest - HALF_A_BLOCK + ":");
            try {
                HALT.goOn();
                world.await(migration, State.ROLLED_BACK);
            } finally {
                limitFileSize(world, "unlimited:");
            }

            assertThat(world.find(migration).facts().getString(Facts.BECAUSE)).contains("PostgreSQL has no disk left");
            assertThat(world.version("grive")).isEqualTo("1.3.1");
            assertThat(world.space("grive").closure()).isNull();
            assertThat(world.stored().bookings("grive_131")).isEqualTo(had);
            assertThat(world.say(migration, Event.RESUME)).isInstanceOf(Said.Heard.class);
            world.await(migration, State.OBSERVING);
            assertThat(world.version("grive")).isEqualTo("2.0");
        }
    }

    @Test
    void nothing_is_begun_where_there_is_no_room_for_its_copies() {
        try (var world = MigrationWorld.of(1, Map.of("GATEWAY_MIGRATION_DISK", "1MiB"))) {
            world.club("merle");

            var migration = world.request("merle");
            world.await(migration, State.NEEDS_HUMAN);

            assertThat(world.find(migration).facts().getString(Facts.BECAUSE))
                    .contains("left of the 1 MiB of migration.disk", "the copies of merle_131 want");
            assertThat(world.evidence(migration)).extracting(Evidence::next).doesNotContain(State.ARMED);
        }
    }

    /// @return the bytes of the largest file of the database
    private static long fill(MigrationWorld world, String database) throws SQLException {
        try (var connection = world.clubs().connect(database);
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO logs (\"user\", message) SELECT 1, repeat('consultation du planning ', 12)"
                    + " FROM generate_series(1, " + LINES + ")");
            try (var rows = statement.executeQuery("SELECT pg_relation_size('logs')")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /// Of the sessions that begin from now on.
    private static void limitFileSize(MigrationWorld world, String soft)
            throws SQLException, IOException, InterruptedException {
        try (var connection = world.clubs().connectAsSuperuser("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)")) {
            rows.next();
            var limited = new ProcessBuilder("prlimit", "--pid", rows.getString(1), "--fsize=" + soft)
                    .inheritIO()
                    .start();
            assertThat(limited.waitFor()).isZero();
        }
    }
}
