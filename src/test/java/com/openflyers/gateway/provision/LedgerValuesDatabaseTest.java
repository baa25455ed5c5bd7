package com.openflyers.gateway.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.demo.Club;
import com.openflyers.gateway.provision.Ledger.Difference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the shipped ledger of 1.3.1 to 2.0 says of values: all that 1.3.1 may hold is let pass when it was converted
/// as the scripts do it, and nothing that is written over.
class LedgerValuesDatabaseTest {

    /// Texts that were typed as entities, those of ASCII characters, cut ones and unknown ones; days that are none;
    /// prices as somebody typed them; whoever is gone.
    private static final String ODDITIES = """
            UPDATE authentication
               SET first_name = 'Zo&eacute; &amp; L&#233;o &#65;l &#038;T; &amp;eacute; &amp;lt; &#0048;&#35;1',
                   last_name = 'd&#039;&OElig;uvre &copy; AT&amp;T; A&B; &am&eacute;p; &&amp;; &#38;quot; &eacute',
                   email = '  chef@example.org ', cell_phone = '', home_phone = '05 00', lang = 'english'
             WHERE num = 2;
            UPDATE authentication SET first_name = '', last_name = '<\\1>', cell_phone = '', work_phone = 'x'
             WHERE num = 3;
            UPDATE members SET subscription = '2026-02-30', member_num = '' WHERE num = 2;
            UPDATE members SET subscription = '2024-02-29' WHERE num = 3;
            UPDATE members SET subscription = '1900-02-29' WHERE num = 11;
            UPDATE members SET subscription = '2026-13-01' WHERE num = 12;
            UPDATE members SET subscription = 'jamais' WHERE num = 13;
            UPDATE aircrafts SET flight_hour_costs = '1 250,5 EUR', comments = 'r&eacute;serv&#xE9; &amp;amp;'
             WHERE num = 1;
            UPDATE aircrafts SET flight_hour_costs = '95&euro;', non_bookable = 1 WHERE num = 2;
            UPDATE aircrafts SET flight_hour_costs = '12€', type = 'DR &laquo;&nbsp;400&nbsp;&raquo;' WHERE num = 3;
            UPDATE aircrafts SET flight_hour_costs = '1.234' WHERE num = 4;
            UPDATE aircrafts SET flight_hour_costs = '1234567' WHERE num = 5;
            INSERT INTO parameter VALUES ('ICAO', 'LFXX'), ('Motto', 'd&egrave;s l&#039;aube; &amp;agrave; 6&nbsp;h');
            INSERT INTO booking (id, start_date, end_date, aircraft_num, member_num, slot_type, inst_num, comments)
            VALUES (9001, '2026-09-01 08:00', '2026-09-01 10:00', 1, 2, 1, 998, 'l&#039;&eacute;t&eacute; &#66;on'),
                   (9002, '2026-09-01 09:00', '2026-09-01 11:00', 1, 2, 1, 998, 'Tom & Jerry; AT&amp;T;'),
                   (9003, '2026-09-01 10:30', '2026-09-01 12:00', 98, 3, 1, 998, '&am&eacute;p; &amp;lt; &nbsp;'),
                   (9004, '2026-09-02 10:30', '2026-09-02 09:00', 1, 3, 1, 998, 'perdu')
            """;

    private static final List<Change> CHANGES = List.of(
            new Change("bookings-by-month", "UPDATE booking SET comment = 'x' WHERE id = 9001"),
            new Change("bookings-by-month", "UPDATE booking SET comment = '' WHERE id = 9002"),
            new Change("bookings-by-month", "UPDATE booking SET instructor_id = 2 WHERE id = 9003"),
            new Change("bookings-by-month", "DELETE FROM conversion_note WHERE topic = 'booking-without-instructor'"),
            new Change("bookings-by-month", """
                    UPDATE booking SET instructor_id = NULL
                     WHERE id = (SELECT min(id) FROM booking WHERE instructor_id IS NOT NULL)
                    """),
            new Change("bookings-by-month", """
                    WITH pair AS (
                         SELECT a.id AS first, b.id AS second, a.aircraft_id AS one, b.aircraft_id AS other
                           FROM booking AS a
                           JOIN booking AS b
                             ON date_trunc('month', a.start_at, 'UTC') = date_trunc('month', b.start_at, 'UTC')
                            AND a.aircraft_id < b.aircraft_id
                            AND (a.start_at >= b.end_at OR b.start_at >= a.end_at)
                          WHERE NOT EXISTS (SELECT FROM booking AS c
                                             WHERE c.aircraft_id = b.aircraft_id AND c.id <> b.id
                                               AND c.start_at < a.end_at AND c.end_at > a.start_at)
                            AND NOT EXISTS (SELECT FROM booking AS c
                                             WHERE c.aircraft_id = a.aircraft_id AND c.id <> a.id
                                               AND c.start_at < b.end_at AND c.end_at > b.start_at)
                          ORDER BY 1, 2
                          LIMIT 1)
                    UPDATE booking SET aircraft_id = CASE WHEN id = first THEN other ELSE one END
                      FROM pair
                     WHERE id IN (first, second)
                    """),
            new Change("texts", "UPDATE person SET first_name = 'X' WHERE id = 4"),
            new Change("texts", "UPDATE person SET last_name = first_name WHERE id = 4"),
            new Change("people", "UPDATE person SET email = 'club@example.org' WHERE id = 4"),
            new Change("people", "UPDATE person SET email = NULL WHERE id = 5"),
            new Change("people", "UPDATE person SET phone = NULL WHERE id = 4"),
            new Change("people", "UPDATE person SET member_number = NULL WHERE id = 11"),
            new Change("people", "UPDATE person SET subscribed_until = NULL WHERE id = 3"),
            new Change("people", "UPDATE person SET subscribed_until = '2026-03-02' WHERE id = 2"),
            new Change("people", "UPDATE person SET language = 'en' WHERE id = 4"),
            new Change("people", "UPDATE person SET instructor_sign = NULL WHERE instructor_sign IS NOT NULL"),
            new Change("texts", "UPDATE aircraft SET type = 'DR 401' WHERE id = 3"),
            new Change("texts", "UPDATE aircraft SET comment = '' WHERE id = 1"),
            new Change("aircraft", "UPDATE aircraft SET seats = seats + 1 WHERE id = 1"),
            new Change("aircraft", "UPDATE aircraft SET hour_price = hour_price * 10 WHERE id = 1"),
            new Change("aircraft", "UPDATE aircraft SET hour_price = NULL WHERE id = 2"),
            new Change("aircraft", "UPDATE aircraft SET hour_price = 123 WHERE id = 4"),
            new Change("aircraft", "UPDATE aircraft SET position = 900 WHERE id = 1"),
            new Change("aircraft", "UPDATE aircraft SET bookable = true WHERE id = 2"),
            new Change("texts", "UPDATE parameter SET value = 'LFXX' WHERE code = 'icao'"),
            new Change("texts", "UPDATE parameter SET value = '9' WHERE code = 'book_date_limitation'"),
            new Change("texts", "UPDATE parameter SET value = '' WHERE code = 'motto'"),
            new Change("texts", "DELETE FROM parameter WHERE code = 'book_duration_limitation'"),
            new Change("texts", "INSERT INTO parameter VALUES ('new', '')"));

    /// @param check that must name it
    private record Change(String check, String sql) {}

    @ParameterizedTest
    @EnumSource(Club.class)
    void a_sound_conversion_passes(Club sound) {
        var club = new ConvertedClub(sound).with(ODDITIES).copied();

        var before = club.before();
        var after = club.converted().after();

        assertThat(Ledger.compare(before, after, after.orphans().keySet())).isEmpty();
        assertThat(club.read("""
                        SELECT count(*) FROM person JOIN account ON person_id = id
                         WHERE id IN (2, 11, 12, 13) AND subscribed_until IS NULL
                        """)).isEqualTo("4");
        assertThat(after.orphans())
                .containsKeys("booking-without-instructor 9001", "booking-without-instructor 9003")
                .containsKeys("booking-overlap 9002", "booking-without-aircraft 9003", "booking-without-time 9004")
                .doesNotContainKey("booking-without-instructor 9004");
    }

    @Test
    void whatever_is_written_over_is_named() {
        var club = new ConvertedClub().with(ODDITIES).copied();
        var before = club.before();
        var orphans = club.converted().after().orphans().keySet();
        Set<Difference> known = new HashSet<>();

        for (var change : CHANGES) {
            club.execute(change.sql());
            var found = new HashSet<>(Ledger.compare(before, club.after(), orphans));

            assertThat(found)
                    .as(change.sql())
                    .filteredOn(difference -> !known.contains(difference))
                    .isNotEmpty()
                    .extracting(Difference::check)
                    .containsOnly(change.check());
            known.addAll(found);
        }
    }
}
