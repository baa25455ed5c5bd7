package com.openflyers.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The scripts that make a 2.0 database of a copy of a 1.3.1 database.
class ConversionDatabaseTest {

    private static final String SOURCE = "conversion_131";
    private static final String TARGET = "conversion_20";
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    private final ClubsUnderTest clubs = ClubsUnderTest.shared();

    @AfterEach
    void dropBoth() throws SQLException {
        try (var connection = clubs.connectAsSuperuser("postgres")) {
            execute(connection, "DROP DATABASE IF EXISTS " + SOURCE + " WITH (FORCE)");
            execute(connection, "DROP DATABASE IF EXISTS " + TARGET + " WITH (FORCE)");
        }
    }

    @Test
    void everybody_and_every_aircraft_arrives_with_a_password_that_still_opens() throws SQLException {
        var counts = convert("SELECT 1");

        assertThat(counts.target("SELECT count(*), count(DISTINCT login) FROM person"))
                .isEqualTo(counts.source("SELECT count(*), count(DISTINCT name) FROM authentication"));
        assertThat(counts.target("SELECT string_agg(login || hash_password, ' ' ORDER BY login) FROM person"))
                .isEqualTo(counts.source(
                        "SELECT string_agg(name || 'md5:' || password, ' ' ORDER BY name) FROM authentication"));
        assertThat(counts.target("SELECT string_agg(callsign, ' ' ORDER BY position) FROM aircraft"))
                .isEqualTo(counts.source("SELECT string_agg(callsign, ' ' ORDER BY order_num) FROM aircrafts"));
    }

    @Test
    void every_booking_arrives_or_is_noted_by_its_number() throws SQLException {
        var counts = convert("SELECT 1");

        assertThat(counts.target("""
                        SELECT (SELECT count(*) FROM booking)
                             + (SELECT count(*) FROM conversion_note
                                 WHERE topic IN ('booking-without-member', 'booking-without-time'))
                        """)).isEqualTo(counts.source("SELECT count(*) FROM booking"));
        assertThat(counts.target(
                        "SELECT min(start_at AT TIME ZONE 'UTC'), max(end_at AT TIME ZONE 'UTC') FROM booking"))
                .isEqualTo(counts.source("SELECT min(start_date), max(end_date) FROM booking WHERE member_num <> 999"));
        assertThat(counts.target("SELECT count(*) FROM booking WHERE aircraft_id IS NULL"))
                .isEqualTo("1");
    }

    @Test
    void of_double_bookings_the_one_made_first_keeps_the_aircraft() throws SQLException {
        var counts = convert("""
                INSERT INTO booking (id, start_date, end_date, aircraft_num, member_num)
                VALUES (9001, '2026-09-01 08:00', '2026-09-01 10:00', 1, 2),
                       (9002, '2026-09-01 09:00', '2026-09-01 11:00', 1, 2),
                       (9003, '2026-09-01 10:30', '2026-09-01 12:00', 1, 2)
                """);

        assertThat(counts.target("SELECT array_agg(id ORDER BY id) FROM booking WHERE aircraft_id = 1 AND id > 9000"))
                .isEqualTo("{9001,9003}");
        assertThat(counts.target("SELECT key FROM conversion_note WHERE topic = 'booking-overlap'"))
                .isEqualTo("9002");
    }

    @Test
    void texts_dates_and_prices_are_read_and_what_cannot_be_is_noted() throws SQLException {
        var counts = convert("""
                UPDATE authentication SET first_name = 'Zo&eacute; &amp; L&#233;o', email = '' WHERE num = 2;
                UPDATE members SET subscription = '2026-02-30' WHERE num = 2;
                UPDATE aircrafts SET flight_hour_costs = '1 250,5 EUR' WHERE num = 1
                """);

        assertThat(counts.target("SELECT first_name FROM person WHERE id = 2")).isEqualTo("Zoé & Léo");
        assertThat(counts.target("SELECT email, subscribed_until FROM person WHERE id = 2"))
                .isEqualTo("null null");
        assertThat(counts.target("SELECT hour_price FROM aircraft WHERE id = 1"))
                .isEqualTo("125050");
        assertThat(counts.target("SELECT string_agg(topic, ' ' ORDER BY topic) FROM conversion_note WHERE key = 2"))
                .isEqualTo("person-without-email subscription-without-date");
        assertThat(counts.target("SELECT value FROM parameter WHERE code = 'club_name'"))
                .isEqualTo("Aéroclub Jean Mermoz");
    }

    @Test
    void nobody_may_do_more_than_before() throws SQLException {
        var counts = convert("UPDATE authentication SET profile = 1 + 2 WHERE num = 2");

        assertThat(counts.target("SELECT rights FROM person WHERE login = 'visiteur'"))
                .isEqualTo("{}");
        assertThat(counts.target("SELECT rights FROM person WHERE id = 2")).isEqualTo("{book_alone,book_instruction}");
    }

    @Test
    void what_comes_next_gets_a_number_of_its_own() throws SQLException {
        var counts = convert("SELECT 1");

        assertThat(counts.target("SELECT nextval(pg_get_serial_sequence('booking', 'id')) > max(id) FROM booking"))
                .isEqualTo("t");
    }

    @Test
    void a_database_of_two_clubs_is_refused() {
        var failure = catchThrowable(() -> convert("INSERT INTO clubs (num, name) VALUES (2, 'Un autre')"));

        assertThat(failure).hasMessageContaining("holds one club");
    }

    @Test
    void a_converted_database_has_the_tables_of_a_new_one() throws SQLException {
        var counts = convert("SELECT 1");

        var columns = """
                SELECT string_agg(concat_ws(' ', table_name, column_name, data_type, is_nullable), E'\\n'
                                  ORDER BY table_name, column_name)
                  FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name <> 'conversion_note'
                """;
        assertThat(counts.target(columns)).isEqualTo(read(Club.ALPILLES.database("2.0"), columns));
    }

    private record Both(ConversionDatabaseTest test) {
        String source(String sql) throws SQLException {
            return test.read(SOURCE, sql);
        }

        String target(String sql) throws SQLException {
            return test.read(TARGET, sql);
        }
    }

    /// @param blemish done to the source first
    private Both convert(String blemish) throws SQLException {
        clubs.databases.create131(SOURCE, Club.MERMOZ, TODAY);
        try (var connection = clubs.connect(SOURCE)) {
            execute(connection, blemish);
        }
        clubs.databases.convert(SOURCE, TARGET);
        return new Both(this);
    }

    /// The first row, its values separated by spaces.
    private String read(String database, String sql) throws SQLException {
        try (var connection = clubs.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).as(sql).isTrue();
            List<String> values = new ArrayList<>();
            for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                values.add(String.valueOf(rows.getString(i)));
            }
            return String.join(" ", values);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
