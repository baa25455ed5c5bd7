package com.openflyers.gateway.demo.v20;

import static com.openflyers.gateway.demo.Permit.BOOK_ALL;
import static com.openflyers.gateway.demo.Permit.BOOK_ALONE;
import static com.openflyers.gateway.demo.Permit.BOOK_INSTRUCTION;
import static com.openflyers.gateway.demo.Permit.FREEZE_AIRCRAFTS;

import com.openflyers.gateway.demo.web.SpaceDatabase;
import io.vertx.pgclient.PgException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The club's booking sheet; the database itself refuses a double booking.
record Book(SpaceDatabase space) {

    private static final String BETWEEN = Booking.COLUMNS + """
             WHERE booking.start_at < $2 AND booking.end_at > $1
             ORDER BY booking.start_at, aircraft.position
            """;
    private static final String NEXT_OF = Booking.COLUMNS + """
             WHERE booking.person_id = $1 AND booking.end_at > now()
             ORDER BY booking.start_at
             LIMIT 8
            """;
    private static final String FIND = Booking.COLUMNS + " WHERE booking.id = $1";

    private static final String FLEET = """
            SELECT id, callsign, type, hour_price
              FROM aircraft
             WHERE bookable
             ORDER BY position
            """;
    private static final String INSTRUCTORS = """
            SELECT id, first_name || ' ' || last_name AS name
              FROM person
             WHERE instructor_sign IS NOT NULL
             ORDER BY last_name
            """;
    /// One after the other for each aircraft: two rows written at once would each wait for the other at the
    /// constraint, and the server would end one of them as a deadlock.
    private static final String ADD = """
            INSERT INTO booking (aircraft_id, person_id, kind, instructor_id, start_at, end_at, comment)
            SELECT id, $2, $3, (SELECT id FROM person WHERE id = $4 AND instructor_sign IS NOT NULL), $5, $6, $7
              FROM (SELECT id FROM aircraft WHERE callsign = $1 AND bookable FOR NO KEY UPDATE) AS wanted
            RETURNING id
            """;
    private static final String DELETE = "DELETE FROM booking WHERE id = $1";

    /// SQLSTATE of an exclusion constraint.
    private static final String EXCLUSION = "23P01";

    /// @param hourPrice as pages show it; empty if none is recorded
    record Aircraft(String callsign, String type, String hourPrice) {}

    record Instructor(int id, String name) {}

    /// What somebody asks for.
    ///
    /// @param instructor 0 for none
    record Wish(String aircraft, Booking.Kind kind, int instructor, Instant start, Instant end, String comment) {}

    sealed interface Outcome {
        record Done(int id) implements Outcome {}

        /// Somebody has the aircraft then.
        record Taken() implements Outcome {}

        record NotAllowed() implements Outcome {}

        record Unknown() implements Outcome {}

        record Senseless(Text why) implements Outcome {}
    }

    List<Booking> between(Instant start, Instant end) {
        return space.rows(BETWEEN, start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC)).stream()
                .map(Booking::from)
                .toList();
    }

    List<Booking> nextOf(Person person) {
        return space.rows(NEXT_OF, person.id()).stream().map(Booking::from).toList();
    }

    Optional<Booking> find(int id) {
        return space.row(FIND, id).map(Booking::from);
    }

    List<Aircraft> fleet() {
        return space.rows(FLEET).stream()
                .map(row -> new Aircraft(
                        row.getString("callsign"), row.getString("type"), price(row.getInteger("hour_price"))))
                .toList();
    }

    List<Instructor> instructors() {
        return space.rows(INSTRUCTORS).stream()
                .map(row -> new Instructor(row.getInteger("id"), row.getString("name")))
                .toList();
    }

    Outcome add(Person who, Wish wish) {
        if (!allowed(who, wish.kind())) {
            return new Outcome.NotAllowed();
        }
        if (!wish.start().isBefore(wish.end())) {
            return new Outcome.Senseless(Text.END_BEFORE_START);
        }
        if (wish.kind() == Booking.Kind.INSTRUCTION && wish.instructor() == 0) {
            return new Outcome.Senseless(Text.INSTRUCTOR_MISSING);
        }
        try {
            var added = space.row(
                    ADD,
                    wish.aircraft(),
                    who.id(),
                    wish.kind().name(),
                    wish.kind() == Booking.Kind.INSTRUCTION ? wish.instructor() : 0,
                    wish.start().atOffset(ZoneOffset.UTC),
                    wish.end().atOffset(ZoneOffset.UTC),
                    wish.comment());
            return added.<Outcome>map(row -> new Outcome.Done(row.getInteger("id")))
                    .orElseGet(() -> new Outcome.Senseless(Text.AIRCRAFT_UNKNOWN));
        } catch (PgException e) {
            if (EXCLUSION.equals(e.getSqlState())) {
                return new Outcome.Taken();
            }
            throw e;
        }
    }

    Outcome delete(Person who, int id) {
        var booking = find(id);
        if (booking.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (booking.get().personId() != who.id() && !who.may(BOOK_ALL)) {
            return new Outcome.NotAllowed();
        }
        return space.change(DELETE, id) == 1 ? new Outcome.Done(id) : new Outcome.Unknown();
    }

    private static boolean allowed(Person who, Booking.Kind kind) {
        return switch (kind) {
            case SOLO -> who.may(BOOK_ALONE) || who.may(BOOK_ALL);
            case INSTRUCTION -> who.may(BOOK_INSTRUCTION) || who.may(BOOK_ALL);
            case GROUNDED -> who.may(FREEZE_AIRCRAFTS);
        };
    }

    private static String price(@Nullable Integer cents) {
        return cents == null ? "" : "%d,%02d \u20ac/h".formatted(cents / 100, cents % 100);
    }
}
