package com.openflyers.gateway.migration;

import static com.openflyers.gateway.migration.Deed.Kind.BOOK;
import static com.openflyers.gateway.migration.Deed.Kind.CANCEL;
import static com.openflyers.gateway.migration.Deed.Kind.LIST;
import static com.openflyers.gateway.migration.Deed.Result.FAIL;
import static com.openflyers.gateway.migration.Deed.Result.INFO;
import static com.openflyers.gateway.migration.Deed.Result.OK;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.migration.Ending.Stored;
import java.util.List;
import org.junit.jupiter.api.Test;

/// That the checker sees each thing that could go wrong: a checker that is always content proves nothing.
class BookingCheckerTest {

    private static final String OLD = "1.3.1";
    private static final String NEW = "2.0";

    @Test
    void a_history_in_which_all_is_well_gives_no_complaint() {
        var history = List.of(
                book("a", OLD, OK, 1),
                book("b", OLD, FAIL, 2),
                book("c", "", INFO, 3),
                book("d", OLD, OK, 4),
                cancel("d", OK, 5),
                list(NEW, 6, "a"));

        assertThat(complaints(history, "a")).isEmpty();
        assertThat(complaints(history, "a", "c")).isEmpty();
    }

    @Test
    void an_acknowledged_booking_that_is_lost_is_found() {
        assertThat(complaints(List.of(book("a", OLD, OK, 1)))).containsExactly("C1: a was acknowledged and is lost");
    }

    @Test
    void a_cancelled_booking_that_has_come_back_is_found() {
        var history = List.of(book("a", OLD, OK, 1), cancel("a", OK, 2));

        assertThat(complaints(history, "a")).containsExactly("C1: a was cancelled and is there");
    }

    @Test
    void a_booking_whose_cancelling_is_in_doubt_may_be_there_or_not() {
        var history = List.of(book("a", OLD, OK, 1), cancel("a", INFO, 2));

        assertThat(complaints(history)).isEmpty();
        assertThat(complaints(history, "a")).isEmpty();
    }

    @Test
    void a_booking_that_is_there_twice_is_found() {
        assertThat(complaints(List.of(book("a", OLD, INFO, 1)), "a", "a"))
                .contains("C2: a is there 2 times", "C5: slot of a has 2 bookings in the end");
    }

    @Test
    void a_booking_that_nobody_made_is_found() {
        assertThat(complaints(List.of(), "a")).containsExactly("C2: a is there, and nobody booked it");
    }

    @Test
    void a_refused_booking_that_is_there_is_found() {
        assertThat(complaints(List.of(book("a", OLD, FAIL, 1)), "a")).containsExactly("C3: a was refused and is there");
    }

    @Test
    void two_bookings_of_one_slot_on_a_list_are_found() {
        var first = new Deed(BOOK, "anne", "a", "F-GORA 8:00", OLD, OK, List.of(), 1, 2);
        var second = new Deed(BOOK, "jean", "b", "F-GORA 8:00", OLD, INFO, List.of(), 1, 2);

        assertThat(complaints(List.of(first, second, list(OLD, 3, "a", "b")), "a"))
                .containsExactly("C5: F-GORA 8:00 has 2 bookings on a list of anne");
    }

    @Test
    void an_old_version_that_answers_after_the_new_one_is_found() {
        assertThat(complaints(List.of(list(NEW, 1), list(OLD, 3))))
                .containsExactly("C6: 1.3.1 answered anne after the switch");
    }

    @Test
    void an_old_version_that_was_asked_before_the_new_one_answered_is_right() {
        var late = new Deed(LIST, "jean", "", "", OLD, OK, List.of(), 1, 9);

        assertThat(complaints(List.of(list(NEW, 2), late))).isEmpty();
    }

    @Test
    void a_member_who_does_not_see_what_she_has_booked_is_found() {
        assertThat(complaints(List.of(book("a", OLD, OK, 1), list(NEW, 3)), "a"))
                .containsExactly("C7: anne does not see a");
    }

    @Test
    void a_chain_that_is_broken_and_an_original_that_was_written_to_are_found() {
        assertThat(BookingChecker.complaints(List.of(), new Ending(List.of(OLD, NEW), List.of(), false, false)))
                .containsExactly(
                        "C10: the evidence does not lead to the state of the row",
                        "C11: the fenced original was written to");
    }

    private static List<String> complaints(List<Deed> history, String... stored) {
        var bookings =
                List.of(stored).stream().map(key -> new Stored(key, slot(key))).toList();
        return BookingChecker.complaints(history, new Ending(List.of(OLD, NEW), bookings, true, true));
    }

    private static Deed book(String key, String version, Deed.Result result, long at) {
        return new Deed(BOOK, "anne", key, slot(key), version, result, List.of(), 10 * at, 10 * at + 1);
    }

    private static Deed cancel(String key, Deed.Result result, long at) {
        return new Deed(CANCEL, "anne", key, slot(key), OLD, result, List.of(), 10 * at, 10 * at + 1);
    }

    private static Deed list(String version, long at, String... seen) {
        return new Deed(LIST, "anne", "", "", version, Deed.Result.OK, List.of(seen), 10 * at, 10 * at + 1);
    }

    private static String slot(String key) {
        return "slot of " + key;
    }
}
