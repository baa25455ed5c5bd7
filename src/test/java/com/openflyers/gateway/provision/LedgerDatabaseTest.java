package com.openflyers.gateway.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.provision.Ledger.Difference;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the shipped ledger of 1.3.1 to 2.0 finds, each thing done to the converted copy.
class LedgerDatabaseTest {

    private final ConvertedClub club = new ConvertedClub().copied();
    private final Ledger before = club.before();
    private final Set<String> orphans = club.converted().after().orphans().keySet();

    @Test
    void a_conversion_loses_nothing_but_the_orphans_that_are_named() {
        assertThat(Ledger.compare(before, club.after(), orphans)).isEmpty();
        assertThat(Ledger.compare(before, club.after(), Set.of()))
                .extracting(Difference::check)
                .containsOnly("orphans");
        assertThat(orphans)
                .anyMatch(name -> name.startsWith("booking-without-member"))
                .anyMatch(name -> name.startsWith("booking-without-aircraft"));
    }

    @Test
    void a_booking_that_is_gone_is_found() {
        assertThat(after("DELETE FROM booking WHERE id = (SELECT min(id) FROM booking)"))
                .contains("rows", "bookings-by-month", "bookings-by-aircraft-and-month");
    }

    @Test
    void a_booking_that_was_moved_to_another_hour_is_found() {
        assertThat(after("""
                        UPDATE booking SET end_at = end_at + interval '1 second'
                         WHERE id = (SELECT max(id) FROM booking WHERE aircraft_id IS NULL)
                        """)).containsExactly("bookings-by-month");
    }

    @Test
    void a_booking_that_was_moved_to_another_aircraft_is_found() {
        assertThat(after("""
                        INSERT INTO aircraft (id, callsign, type, seats, position) VALUES (999, 'F-GXXX', 'X', 1, 999);
                        UPDATE booking SET aircraft_id = 999 WHERE id = (SELECT min(id) FROM booking)
                        """)).contains("bookings-by-aircraft-and-month");
    }

    @Test
    void a_booking_that_the_scripts_lose_without_a_reason_is_found() {
        var lost = club.read("SELECT min(id) FROM booking");

        assertThat(after("""
                        INSERT INTO conversion_note
                        SELECT 'booking-without-member', id,
                               format('%s to %s, member 1', start_at AT TIME ZONE 'UTC', end_at AT TIME ZONE 'UTC')
                          FROM booking WHERE id = {id};
                        DELETE FROM booking WHERE id = {id}
                        """.replace("{id}", lost))).contains("bookings-lost", "orphans");
    }

    @Test
    void a_right_that_is_new_is_found_and_one_that_is_gone_is_none() {
        assertThat(after("UPDATE person SET rights = '{}' WHERE id = 2")).isEmpty();
        assertThat(after("UPDATE person SET rights = rights || '{become_king}' WHERE id = 2"))
                .containsExactly("rights");
    }

    @Test
    void a_login_that_changed_and_a_password_that_changed_are_found() {
        assertThat(after("UPDATE person SET hash_password = 'md5:0' WHERE id = 2"))
                .containsExactly("logins");
        assertThat(after("UPDATE person SET login = login || 'x' WHERE id = 3")).contains("logins");
    }

    @Test
    void money_out_of_nowhere_is_found() {
        assertThat(after("UPDATE account SET balance = 1 WHERE person_id = (SELECT min(person_id) FROM account)"))
                .containsExactly("balances");
    }

    @Test
    void a_stored_side_compares_as_well_as_a_fresh_one() {
        var stored = Ledger.from(before.json());

        assertThat(stored).isEqualTo(before);
        assertThat(Ledger.compare(stored, Ledger.from(club.after().json()), orphans))
                .isEmpty();
    }

    @Test
    void a_difference_is_a_sentence() {
        var difference = new Difference("logins", "martin", "3fa1", "");

        assertThat(difference.sentence()).isEqualTo("logins, martin: 3fa1 before, nothing after");
    }

    /// The checks that find something once `sql` was done to the converted copy.
    private List<String> after(String sql) {
        club.execute(sql);
        return Ledger.compare(before, club.after(), orphans).stream()
                .map(Difference::check)
                .distinct()
                .toList();
    }
}
