package com.openflyers.gateway.migration;

import static com.openflyers.gateway.testing.Futures.result;
import static com.openflyers.gateway.testing.Futures.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Course.Purpose;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.testing.Journey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was agreed on is not so any more: a club changes its mind in the middle, a script does not do what it did.
@Journey
class SecondThoughtsJourneyTest {

    /// After all others, on the tables of 2.0.
    private static final String SCRIPT = "1.3.1-to-2.0/99-more.sql";

    private static final Halt HALT = new Halt();

    @TempDir
    private static Path scripts;

    private static MigrationWorld world;

    @BeforeAll
    static void start() throws IOException {
        ScriptFiles.copy(scripts);
        world = MigrationWorld.drivenBy(
                HALT, Map.of("GATEWAY_PROVISION_MIGRATIONS", scripts.toString(), "GATEWAY_MIGRATION_SILENCE", "4s"));
    }

    @AfterAll
    static void stop() {
        HALT.goOn();
        world.close();
    }

    @Test
    void a_club_that_withdraws_while_it_is_held_has_its_old_version_and_its_answers() {
        world.club("lande");
        HALT.at(State.FENCED, Purpose.CUTOVER);
        var migration = world.request("lande");
        HALT.await();
        try (var member = world.nodes().getFirst().connect()) {
            member.send("GET / HTTP/1.1\r\nHost: lande.localhost\r\n\r\n");
            until("the member waits", () -> held("lande") == 1);

            assertThat(world.say(migration, Event.WITHDRAW)).isInstanceOf(Said.Heard.class);
            HALT.goOn();
            world.await(migration, State.WITHDRAWN);

            assertThat(member.readMessage().field("X-App-Version")).isEqualTo("1.3.1");
        }
        assertThat(world.space("lande").closure()).isNull();
        assertThat(world.space("lande").reservedBy()).isNull();
        assertThat(world.stored().letter("migration " + migration + " rolled back"))
                .isEmpty();
        assertThat(world.stored().letter("migration " + migration + " withdrawn"))
                .contains("Comme demandé");
        assertThat(world.find(world.request("lande", false)).free()).isTrue();
    }

    @Test
    void a_script_that_fails_or_has_changed_moves_nobody() throws IOException, SQLException {
        world.club("tourbe");
        var had = world.stored().bookings("tourbe_131");
        Files.writeString(scripts.resolve(SCRIPT), "SELECT 1;\nSELECT callsign FROM booking;\n");

        var migration = world.request("tourbe", false);
        world.await(migration, State.NEEDS_HUMAN);

        assertThat(because(migration))
                .isEqualTo("script 99-more.sql, line 2: column \"callsign\" does not exist (42703)");
        assertStillOld("tourbe");

        // What is approved is what was rehearsed.
        Files.writeString(scripts.resolve(SCRIPT), "SELECT 1;\n");
        var _ = world.say(migration, Event.REHEARSE);
        world.await(migration, State.REHEARSED);
        Files.writeString(scripts.resolve(SCRIPT), """
                DO $$ BEGIN
                    IF EXISTS (SELECT 1 FROM booking WHERE comment = 'too much') THEN
                        RAISE EXCEPTION 'one booking too much';
                    END IF;
                END $$;
                """);

        assertThat(world.say(migration, Event.APPROVE))
                .isEqualTo(new Said.NotNow(new Text(
                        "les scripts ont changé depuis la répétition",
                        "the scripts have changed since the rehearsal")));

        var _ = world.say(migration, Event.REHEARSE);
        world.await(migration, State.REHEARSED);
        var _ = world.say(migration, Event.APPROVE);
        book("tourbe_131");
        var _ = world.say(migration, Event.START);
        world.await(migration, State.ROLLED_BACK);

        assertThat(because(migration)).contains("99-more.sql", "one booking too much");
        assertStillOld("tourbe");
        assertThat(world.stored().bookings("tourbe_131")).isEqualTo(had + 1);

        Files.delete(scripts.resolve(SCRIPT));
        var _ = world.say(migration, Event.REHEARSE);
        world.await(migration, State.REHEARSED);
        var _ = world.say(migration, Event.APPROVE);
        var _ = world.say(migration, Event.START);
        world.await(migration, State.OBSERVING);

        // One of 1.3.1 has no member and is set aside by the scripts, whatever they may have become.
        assertThat(world.stored().bookings("tourbe_20")).isEqualTo(had + 1 - 1);
    }

    @Test
    void a_file_of_a_version_that_cannot_be_read_is_named() throws IOException {
        world.club("noue");
        var ledger = scripts.resolve("1.3.1-to-2.0/ledger.yaml");
        var sound = Files.readString(ledger);
        Files.writeString(ledger, "checks: [");

        var migration = world.request("noue", false);
        world.await(migration, State.NEEDS_HUMAN);

        assertThat(because(migration)).contains("ledger.yaml", "expected the node content");
        Files.delete(ledger);
        var _ = world.say(migration, Event.REHEARSE);
        world.await(migration, State.NEEDS_HUMAN);
        assertThat(because(migration)).contains("ledger.yaml: there is none");
        Files.writeString(ledger, sound);
        var _ = world.say(migration, Event.WITHDRAW);
    }

    @Test
    void what_goes_on_by_itself_stops_for_somebody_once_its_rehearsal_says_nothing_any_more() throws IOException {
        world.club("varaigne");
        var window = new Request.Window(
                Instant.now().plusSeconds(3600), Instant.now().plusSeconds(7200));
        var migration = world.request("varaigne", true, window);
        world.await(migration, State.SCHEDULED);
        Files.writeString(scripts.resolve(SCRIPT), "SELECT 2;\n");

        until("it is left for long", () -> world.stored().looksAgainAfter(migration, Duration.ofSeconds(30)));
        Files.delete(scripts.resolve(SCRIPT));

        assertThat(world.find(migration).state()).isEqualTo(State.REHEARSED);
        assertThat(because(migration)).isEqualTo("the scripts have changed since the rehearsal");
        assertThat(world.evidence(migration))
                .filteredOn(line -> line.event() == Event.APPROVE)
                .hasSize(1);
    }

    @Test
    void a_club_whose_data_takes_long_to_move_is_told_of_the_interruption_when_its_window_is_set() {
        world.club("tannerie");
        var migration = world.request("tannerie", false);
        world.await(migration, State.REHEARSED);
        world.fact(migration, Facts.PREDICTED, Duration.ofMinutes(3).toMillis());
        var _ = world.say(migration, Event.APPROVE);
        var window = new Request.Window(
                Instant.now().plusSeconds(3600), Instant.now().plusSeconds(7200));

        var _ = world.say(migration, Word.of(Event.SCHEDULE, "").within(window));

        assertThat(world.stored().letter("migration " + migration + " interruption"))
                .contains("trop grande");
        assertThat(world.stored().letter("migration " + migration + " scheduled"))
                .isEmpty();
        var _ = world.say(migration, Event.WITHDRAW);
    }

    /// The last look has found nothing; what comes after it nobody has given up, whatever was given up before.
    @Test
    void what_is_written_once_a_silent_version_is_about_to_be_left_keeps_the_club_there() {
        world.club("jonchere");
        var migration = world.request("jonchere");
        world.await(migration, State.OBSERVING);
        world.fact(migration, Facts.LOSS_ACCEPTED, true);
        HALT.at(State.ARMED, Purpose.REVERSE);
        var servers = world.silence("2.0");
        HALT.await();
        var _ = world.stored().book("jonchere_20");

        HALT.goOn();
        world.await(migration, State.AWAITING_CLUB, State.REVERSED);

        assertThat(world.find(migration).state()).isEqualTo(State.AWAITING_CLUB);
        assertThat(because(migration)).startsWith("1 rows have been written");
        world.register(servers);
    }

    private static void assertStillOld(String name) {
        var space = world.space(name);
        assertThat(space.version()).isEqualTo("1.3.1");
        assertThat(space.closure()).isNull();
        assertThat(space.reservedBy()).isNull();
    }

    private static String because(long migration) {
        return world.find(migration).facts().getString(Facts.BECAUSE);
    }

    private static long held(String space) {
        return result(world.parts().fleet().words(space)).stream()
                .mapToLong(word -> word.said() == null ? 0 : word.said().held())
                .sum();
    }

    private static void book(String database) throws SQLException {
        try (var connection = world.clubs().connect(database);
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO booking (aircraft_num, member_num, start_date, end_date, comments)
                    VALUES (1, 2, '2090-01-01 10:00', '2090-01-01 11:00', 'too much')
                    """);
        }
    }
}
