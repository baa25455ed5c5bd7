package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.testing.Journey;
import com.openflyers.gateway.testing.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What no trying again mends is said, to whoever can mend it, in a sentence.
@Journey
class CallsForHelpJourneyTest {

    private static final Halt HALT = new Halt();

    private static MigrationWorld world;

    @BeforeAll
    static void start() {
        world = MigrationWorld.drivenBy(
                HALT,
                Map.of(
                        "GATEWAY_OPERATIONS_ALARM_ADDRESS", "operators@example.org",
                        "GATEWAY_MIGRATION_HOLD_BUDGET", "4s",
                        "GATEWAY_MIGRATION_BARRIER", "2s",
                        "GATEWAY_CLIENT_AREA_HOST", "client.localhost",
                        "GATEWAY_MAIL_LINK_BASE", "http://client.localhost"));
    }

    @AfterAll
    static void stop() {
        HALT.goOn();
        world.close();
    }

    /// Somebody has restored a backup under the name that the fenced database must have again.
    @Test
    void operators_hear_of_a_gate_that_cannot_be_opened_again() throws SQLException {
        world.club("rollier");
        HALT.at(State.FENCED, Purpose.CUTOVER);
        var migration = world.request("rollier");
        HALT.await();
        execute("CREATE DATABASE rollier_131");

        assertThat(world.say(migration, Event.ABORT)).isInstanceOf(Said.Heard.class);
        HALT.goOn();
        until("operators are written to", () -> !letter(migration, "stuck").isEmpty());

        assertThat(letter(migration, "stuck"))
                .contains("n’avance pas", "ABORTING", "there is one of that name", "celle des opérateurs")
                .doesNotContain("celle du club");
        assertThat(world.find(migration).state()).isEqualTo(State.ABORTING);
        execute("DROP DATABASE rollier_131");
        world.await(migration, State.ROLLED_BACK);
        assertThat(world.space("rollier").closure()).isNull();
        assertThat(world.stored().bookings("rollier_131")).isPositive();
    }

    @Test
    void a_version_whose_servers_have_no_role_is_named_before_anything_is_closed() {
        world.club("torcol");
        var version = world.version20();
        var without = version.copy();
        without.remove("role");
        world.register(without);
        long migration;
        try {
            migration = world.request("torcol");
            world.await(migration, State.NEEDS_HUMAN, State.REHEARSED);
        } finally {
            world.register(version);
        }

        assertThat(world.find(migration).facts().getString(Facts.BECAUSE))
                .isEqualTo("version 2.0 has no role for its databases");
        assertThat(letter(migration, "needs a human")).contains("has no role for its databases");
        assertThat(world.say(migration, Event.WITHDRAW)).isInstanceOf(Said.Heard.class);
    }

    @Test
    void a_name_that_is_taken_is_found_before_anybody_waits_for_it() throws SQLException {
        world.club("tadorne");
        execute("CREATE DATABASE tadorne_20");

        var migration = world.request("tadorne");
        world.await(migration, State.NEEDS_HUMAN, State.ROLLED_BACK);

        assertThat(world.find(migration).facts().getString(Facts.BECAUSE))
                .isEqualTo("there is a database tadorne_20 already, as the copy is to be called");
        assertThat(world.evidence(migration)).extracting(Evidence::next).doesNotContain(State.ARMED);
        execute("DROP DATABASE tadorne_20");
        assertThat(world.say(migration, Event.RESUME)).isInstanceOf(Said.Heard.class);
        world.await(migration, State.OBSERVING);
    }

    @Test
    void archives_that_can_be_kept_nowhere_are_named_before_anything_is_closed() throws IOException {
        var file = Files.createFile(Scratch.directory("no-directory").resolve("file"));
        try (var other = MigrationWorld.of(1, Map.of("GATEWAY_PROVISION_ARCHIVES", file.toString()))) {
            other.club("hobereau");

            var migration = other.request("hobereau");
            other.await(migration, State.NEEDS_HUMAN);

            assertThat(other.find(migration).facts().getString(Facts.BECAUSE))
                    .contains("the directory of the archives cannot be used");
        }
    }

    @Test
    void where_what_was_written_cannot_be_read_the_page_says_so() throws SQLException {
        world.club("cassiopee");
        var club = ClubBrowser.of(world, "cassiopee");
        var id = world.request("cassiopee");
        world.await(id, State.OBSERVING);
        try (var connection = world.clubs().connectAsSuperuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE cassiopee_20 ALLOW_CONNECTIONS false");

            var page = club.get("/migrations/" + id + "/reverse");

            statement.execute("ALTER DATABASE cassiopee_20 ALLOW_CONNECTIONS true");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("Nous ne pouvons pas le lister ici");
        }
    }

    private static String letter(long migration, String what) {
        return world.stored().letter("migration " + migration + " " + what);
    }

    /// As a superuser, who is gone again.
    private static void execute(String sql) throws SQLException {
        try (var connection = world.clubs().connectAsSuperuser("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
