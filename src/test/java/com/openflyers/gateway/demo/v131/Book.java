package com.openflyers.gateway.demo.v131;

import static com.openflyers.gateway.demo.Permit.BOOK_ALL;
import static com.openflyers.gateway.demo.Permit.BOOK_ALONE;
import static com.openflyers.gateway.demo.Permit.BOOK_INSTRUCTION;
import static com.openflyers.gateway.demo.Permit.FREEZE_AIRCRAFTS;

import com.openflyers.gateway.demo.web.SpaceDatabase;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// The club's booking sheet.
///
/// The tables have no constraint against double bookings: like the real one on MyISAM, a writer locks the table, looks,
/// and writes.
final class Book {

    private static final String LIST = """
            SELECT booking.id, booking.start_date, booking.end_date, booking.aircraft_num, booking.member_num,
                   booking.slot_type, booking.comments,
                   coalesce(who.first_name || ' ' || who.last_name, '?') AS member_name,
                   coalesce(instructors.sign, '') AS sign
              FROM booking
              LEFT JOIN authentication AS who ON who.num = booking.member_num
              LEFT JOIN instructors           ON instructors.inst_num = booking.inst_num
             WHERE booking.start_date < $2 AND booking.end_date > $1
             ORDER BY booking.start_date
            """;

    private static final String AIRCRAFT = """
            SELECT num, callsign, type, flight_hour_costs
              FROM aircrafts
             WHERE non_bookable = 0
             ORDER BY order_num
            """;

    private static final String INSTRUCTORS = """
            SELECT instructors.inst_num, who.first_name || ' ' || who.last_name AS name
              FROM instructors
              JOIN authentication AS who ON who.num = instructors.inst_num
             ORDER BY instructors.order_num
            """;

    private static final String LOCK = "LOCK TABLE booking IN SHARE ROW EXCLUSIVE MODE";
    private static final String OVERLAPS = """
            SELECT FROM booking
             WHERE aircraft_num = $1 AND start_date < $3 AND end_date > $2 AND id <> $4
            """;
    private static final String KNOWS_AIRCRAFT = "SELECT FROM aircrafts WHERE num = $1 AND non_bookable = 0";
    private static final String ADD = """
            INSERT INTO booking (aircraft_num, member_num, slot_type, inst_num, start_date, end_date, comments)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            RETURNING id
            """;
    private static final String MOVE =
            "UPDATE booking SET aircraft_num = $2, start_date = $3, end_date = $4, comments = $5 WHERE id = $1";
    private static final String OWNER = "SELECT member_num FROM booking WHERE id = $1";
    private static final String DELETE = "DELETE FROM booking WHERE id = $1";
    private static final String LOG = "INSERT INTO logs (\"user\", message) VALUES ($1, $2)";

    private final SpaceDatabase space;

    Book(SpaceDatabase space) {
        this.space = space;
    }

    record Aircraft(int num, String callsign, String type, String price) {}

    record Instructor(int num, String name) {}

    /// What somebody asks for; times in UTC.
    ///
    /// @param instructor 0 for none
    record Wish(
            int aircraft, Booking.Slot slot, int instructor, LocalDateTime start, LocalDateTime end, String comment) {}

    sealed interface Outcome {
        record Done(int id) implements Outcome {}

        /// Somebody has the aircraft then.
        record Taken() implements Outcome {}

        record NotAllowed() implements Outcome {}

        record Unknown() implements Outcome {}

        record Senseless(String why) implements Outcome {}
    }

    List<Booking> on(LocalDate day, ZoneId zone) {
        var start = day.atStartOfDay(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
        var end = day.plusDays(1)
                .atStartOfDay(zone)
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
        return space.rows(LIST, start, end).stream().map(Booking::from).toList();
    }

    List<Aircraft> aircraft() {
        return space.rows(AIRCRAFT).stream()
                .map(row -> new Aircraft(
                        row.getInteger("num"),
                        row.getString("callsign"),
                        Entities.decode(row.getString("type")),
                        Entities.decode(row.getString("flight_hour_costs"))))
                .toList();
    }

    List<Instructor> instructors() {
        return space.rows(INSTRUCTORS).stream()
                .map(row -> new Instructor(row.getInteger("inst_num"), Entities.decode(row.getString("name"))))
                .toList();
    }

    Outcome add(Member who, Wish wish) {
        if (!allowed(who, wish)) {
            return new Outcome.NotAllowed();
        }
        return write(wish, 0, connection -> {
            var id = SpaceDatabase.rows(
                            connection,
                            ADD,
                            wish.aircraft(),
                            who.num(),
                            wish.slot().number(),
                            wish.instructor(),
                            wish.start(),
                            wish.end(),
                            Entities.encode(wish.comment()))
                    .getFirst()
                    .getInteger("id");
            log(connection, who, "ajout de la réservation " + id);
            return id;
        });
    }

    /// Another aircraft, time or comment; the rest stays.
    Outcome move(Member who, int id, Wish wish) {
        return owned(
                who,
                id,
                () -> write(wish, id, connection -> {
                    var _ = SpaceDatabase.change(
                            connection,
                            MOVE,
                            id,
                            wish.aircraft(),
                            wish.start(),
                            wish.end(),
                            Entities.encode(wish.comment()));
                    log(connection, who, "modification de la réservation " + id);
                    return id;
                }));
    }

    Outcome delete(Member who, int id) {
        return owned(
                who,
                id,
                () -> space.transaction(connection -> {
                    var gone = SpaceDatabase.change(connection, DELETE, id) == 0;
                    log(connection, who, "suppression de la réservation " + id);
                    return gone ? new Outcome.Unknown() : new Outcome.Done(id);
                }));
    }

    private static boolean allowed(Member who, Wish wish) {
        return switch (wish.slot()) {
            case ALONE -> who.may(BOOK_ALONE) || who.may(BOOK_ALL);
            case INSTRUCTION -> who.may(BOOK_INSTRUCTION) || who.may(BOOK_ALL);
            case GROUNDED -> who.may(FREEZE_AIRCRAFTS);
        };
    }

    private interface Writing {
        int on(SqlConnection connection);
    }

    /// @param id of the booking that may be in the way because it is the one that moves; 0 for none
    private Outcome write(Wish wish, int id, Writing writing) {
        if (!wish.start().isBefore(wish.end())) {
            return new Outcome.Senseless("La fin doit suivre le début.");
        }
        if (wish.slot() == Booking.Slot.INSTRUCTION && wish.instructor() == 0) {
            return new Outcome.Senseless("Choisissez un instructeur.");
        }
        return space.transaction(connection -> {
            var _ = SpaceDatabase.change(connection, LOCK);
            if (SpaceDatabase.rows(connection, KNOWS_AIRCRAFT, wish.aircraft()).isEmpty()) {
                return new Outcome.Senseless("Cet avion n'existe pas.");
            }
            if (!SpaceDatabase.rows(connection, OVERLAPS, wish.aircraft(), wish.start(), wish.end(), id)
                    .isEmpty()) {
                return new Outcome.Taken();
            }
            return new Outcome.Done(writing.on(connection));
        });
    }

    private interface Deed {
        Outcome done();
    }

    private Outcome owned(Member who, int id, Deed deed) {
        var owner = space.row(OWNER, id);
        if (owner.isEmpty()) {
            return new Outcome.Unknown();
        }
        return owner.get().getInteger("member_num") == who.num() || who.may(BOOK_ALL)
                ? deed.done()
                : new Outcome.NotAllowed();
    }

    private static void log(SqlConnection connection, Member who, String message) {
        var _ = SpaceDatabase.change(connection, LOG, who.num(), message);
    }
}
