package com.openflyers.gateway.demo.v131;

import io.vertx.sqlclient.Row;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// One booking, with the names that a reader wants.
///
/// @param start      in UTC, as stored
/// @param instructor his sign; empty for none
record Booking(
        int id,
        LocalDateTime start,
        LocalDateTime end,
        int aircraft,
        int member,
        String memberName,
        Slot slot,
        String instructor,
        String comment) {

    /// What a booking is for: `slot_type`.
    enum Slot {
        ALONE(0, "Vol seul"),
        INSTRUCTION(1, "Instruction"),
        GROUNDED(2, "Immobilisation");

        private final int number;
        private final String title;

        Slot(int number, String title) {
            this.number = number;
            this.title = title;
        }

        int number() {
            return number;
        }

        String title() {
            return title;
        }

        static Slot of(int number) {
            return switch (number) {
                case 1 -> INSTRUCTION;
                case 2 -> GROUNDED;
                default -> ALONE;
            };
        }
    }

    ZonedDateTime start(Club club) {
        return start.atOffset(ZoneOffset.UTC).atZoneSameInstant(club.zone());
    }

    ZonedDateTime end(Club club) {
        return end.atOffset(ZoneOffset.UTC).atZoneSameInstant(club.zone());
    }

    static Booking from(Row row) {
        return new Booking(
                row.getInteger("id"),
                row.getLocalDateTime("start_date"),
                row.getLocalDateTime("end_date"),
                row.getInteger("aircraft_num"),
                row.getInteger("member_num"),
                Entities.decode(row.getString("member_name")),
                Slot.of(row.getInteger("slot_type")),
                row.getString("sign"),
                Entities.decode(row.getString("comments")));
    }
}
