package com.openflyers.gateway.migration;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.openflyers.gateway.migration.Deed.Kind;
import com.openflyers.gateway.migration.Deed.Result;
import com.openflyers.gateway.migration.Ending.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Judges what members were told by what is there in the end: nothing they were promised is lost, nothing is there
/// twice, and the old version does not speak after the new one.
///
/// Pure, and after Jepsen's set checker: each booking has a key of its own, so that one look at the end tells what
/// became of it. The rules have the names of the proof they are part of.
final class BookingChecker {

    private final List<Deed> history;
    private final Ending ending;
    private final Map<String, Long> times;
    private final Map<String, Deed> bookings;
    private final List<String> complaints = new ArrayList<>();

    private BookingChecker(List<Deed> history, Ending ending) {
        this.history = history;
        this.ending = ending;
        this.times = ending.stored().stream().collect(groupingBy(Stored::key, counting()));
        this.bookings =
                history.stream().filter(deed -> deed.kind() == Kind.BOOK).collect(toMap(Deed::key, deed -> deed));
    }

    /// @return what is wrong, a sentence each that begins with the name of the rule; empty when all is well
    static List<String> complaints(List<Deed> history, Ending ending) {
        var checker = new BookingChecker(history, ending);
        checker.promises();
        checker.strangers();
        checker.refusals();
        checker.overlaps();
        checker.order();
        checker.ownWrites();
        checker.require(ending.chain(), "C10: the evidence does not lead to the state of the row");
        checker.require(ending.untouched(), "C11: the fenced original was written to");
        return List.copyOf(checker.complaints);
    }

    private void promises() {
        var given = cancelled(Set.of(Result.OK, Result.INFO));
        bookings.values().stream()
                .filter(deed -> deed.result() == Result.OK && !given.contains(deed.key()))
                .filter(deed -> !times.containsKey(deed.key()))
                .forEach(deed -> complaints.add("C1: " + deed.key() + " was acknowledged and is lost"));
        cancelled(Set.of(Result.OK)).stream()
                .filter(times::containsKey)
                .forEach(key -> complaints.add("C1: " + key + " was cancelled and is there"));
    }

    private void strangers() {
        times.forEach((key, count) -> {
            require(count == 1, "C2: " + key + " is there " + count + " times");
            require(bookings.containsKey(key), "C2: " + key + " is there, and nobody booked it");
        });
    }

    private void refusals() {
        bookings.values().stream()
                .filter(deed -> deed.result() == Result.FAIL && times.containsKey(deed.key()))
                .forEach(deed -> complaints.add("C3: " + deed.key() + " was refused and is there"));
    }

    private void overlaps() {
        overlap("in the end", ending.stored().stream().map(Stored::slot).toList());
        history.stream()
                .filter(deed -> deed.is(Kind.LIST, Result.OK))
                .forEach(list -> overlap(
                        "on a list of " + list.who(),
                        list.seen().stream()
                                .map(bookings::get)
                                .filter(Objects::nonNull)
                                .map(Deed::slot)
                                .toList()));
    }

    private void overlap(String where, List<String> slots) {
        slots.stream()
                .collect(groupingBy(slot -> slot, counting()))
                .forEach((slot, count) -> require(count == 1, "C5: " + slot + " has " + count + " bookings " + where));
    }

    /// What an earlier version answers must have been asked before a later one had answered.
    private void order() {
        var versions = ending.versions();
        for (var older = 0; older < versions.size() - 1; older++) {
            var later = Set.copyOf(versions.subList(older + 1, versions.size()));
            var first = history.stream()
                    .filter(deed -> later.contains(deed.version()))
                    .mapToLong(Deed::ended)
                    .min()
                    .orElse(Long.MAX_VALUE);
            var old = versions.get(older);
            history.stream()
                    .filter(deed -> deed.version().equals(old) && deed.began() > first)
                    .forEach(deed -> complaints.add("C6: " + old + " answered " + deed.who() + " after the switch"));
        }
    }

    private void ownWrites() {
        history.stream().filter(deed -> deed.is(Kind.LIST, Result.OK)).forEach(list -> {
            var cancelled = history.stream()
                    .filter(deed -> deed.kind() == Kind.CANCEL && deed.began() < list.ended())
                    .map(Deed::key)
                    .collect(toSet());
            bookings.values().stream()
                    .filter(deed -> deed.result() == Result.OK && deed.who().equals(list.who()))
                    .filter(deed -> deed.ended() < list.began() && !cancelled.contains(deed.key()))
                    .filter(deed -> !list.seen().contains(deed.key()))
                    .forEach(deed -> complaints.add("C7: " + deed.who() + " does not see " + deed.key()));
        });
    }

    private Set<String> cancelled(Set<Result> results) {
        return history.stream()
                .filter(deed -> deed.kind() == Kind.CANCEL && results.contains(deed.result()))
                .map(Deed::key)
                .collect(toSet());
    }

    private void require(boolean fact, String complaint) {
        if (!fact) {
            complaints.add(complaint);
        }
    }
}
