package com.openflyers.gateway.demo.v20;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Locale;

/// One booking, with the names that a reader wants.
///
/// @param aircraft   its registration; empty for an orphan, whose aircraft is gone
/// @param instructor his sign; empty for none
record Booking(
        int id,
        String aircraft,
        int personId,
        String person,
        Kind kind,
        String instructor,
        Instant start,
        Instant end,
        String comment) {

    enum Kind {
        SOLO,
        INSTRUCTION,
        GROUNDED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String COLUMNS = """
            SELECT booking.id, coalesce(aircraft.callsign, '') AS callsign, booking.person_id,
                   person.first_name || ' ' || person.last_name AS person, booking.kind,
                   coalesce(instructor.instructor_sign, '') AS sign, booking.start_at, booking.end_at, booking.comment
              FROM booking
              JOIN person               ON person.id = booking.person_id
              LEFT JOIN person AS instructor ON instructor.id = booking.instructor_id
              LEFT JOIN aircraft        ON aircraft.id = booking.aircraft_id
            """;

    JsonObject toJson() {
        return new JsonObject()
                .put("id", id)
                .put("aircraft", aircraft)
                .put("person", person)
                .put("kind", kind.word())
                .put("instructor", instructor)
                .put("start", start.toString())
                .put("end", end.toString())
                .put("comment", comment);
    }

    static Booking from(Row row) {
        return new Booking(
                row.getInteger("id"),
                row.getString("callsign"),
                row.getInteger("person_id"),
                row.getString("person"),
                Kind.valueOf(row.getString("kind")),
                row.getString("sign"),
                row.getOffsetDateTime("start_at").toInstant(),
                row.getOffsetDateTime("end_at").toInstant(),
                row.getString("comment"));
    }
}
