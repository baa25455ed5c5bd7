package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.PostalAddresses;
import com.openflyers.gateway.account.Visit;
import com.openflyers.gateway.http.Text;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a club has typed to have its space moved.
///
/// @param from  as the field has it, such as `2026-12-31T22:00`, in the time of Paris; empty for any time
/// @param seen  the latest migration of the space when the form was shown
/// @param setUp whether a set-up package is ordered with it
/// @param cents price that was shown and accepted; empty if none was
/// @param address where the club's invoices go; empty if it was not asked, or has not said
public record Wish(
        String to, String from, String until, long seen, boolean setUp, Optional<Long> cents, String address) {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final Text BOTH = new Text(
            "Un créneau a un début et une fin, ou laissez les deux vides.",
            "A window has a beginning and an end, or leave both empty.");
    private static final Text NO_TIME =
            new Text("Un jour et une heure, comme 2026-12-31T22:00.", "A day and a time, such as 2026-12-31T22:00.");
    private static final Text OVER = new Text("Ce moment est passé.", "That moment is over.");
    private static final Text BACKWARDS =
            new Text("La fin vient après le début.", "The end comes after the beginning.");

    static Wish of(Visit visit) {
        return new Wish(
                visit.typed("to"),
                visit.typed("from"),
                visit.typed("until"),
                number(visit.typed("seen")).orElse(0L),
                visit.ticked("setUp"),
                visit.ticked("accepted") ? number(visit.typed("cents")) : Optional.empty(),
                PostalAddresses.clean(visit.typed("address")));
    }

    /// A whole number that is not negative; empty for anything else.
    static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,15}") ? Optional.of(Long.parseLong(text, 10)) : Optional.empty();
    }

    Map<String, Text> faults(Instant now) {
        var faults = new LinkedHashMap<String, Text>();
        if (from.isEmpty() && until.isEmpty()) {
            return faults;
        }
        if (from.isEmpty() || until.isEmpty()) {
            faults.put(from.isEmpty() ? "from" : "until", BOTH);
            return faults;
        }
        var begin = time(from);
        var end = time(until);
        if (begin == null) {
            faults.put("from", NO_TIME);
        }
        if (end == null) {
            faults.put("until", NO_TIME);
        } else if (end.isBefore(now)) {
            faults.put("until", OVER);
        } else if (begin != null && !end.isAfter(begin)) {
            faults.put("until", BACKWARDS);
        }
        return faults;
    }

    /// Null for any time. Without [#faults] only.
    public Request.@Nullable Window window() {
        var begin = time(from);
        var end = time(until);
        return begin == null || end == null ? null : new Request.Window(begin, end);
    }

    private static @Nullable Instant time(String typed) {
        try {
            return LocalDateTime.parse(typed).atZone(PARIS).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
