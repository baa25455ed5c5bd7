package com.openflyers.gateway.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes a seed as 2.0 has it, for a club that never was on 1.3.1.
///
/// Passwords start as legacy MD5 all the same: every login shows the rehash.
final class Seed20 {

    private final Connection connection;

    private Seed20(Connection connection) {
        this.connection = connection;
    }

    static void write(Connection connection, Club club, Seed seed) throws SQLException {
        var writer = new Seed20(connection);
        writer.parameters(club);
        writer.people(seed);
        writer.aircraft(seed);
        writer.bookings(seed);
        writer.derived();
    }

    private void parameters(Club club) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO parameter (code, value) VALUES (?, ?)")) {
            add(insert, "club_name", club.title());
            add(insert, "club_info", "Accès par la porte du club-house ; code affiché au bureau");
            add(insert, "icao", club.icao());
            add(insert, "first_hour", "7");
            add(insert, "last_hour", "21");
            add(insert, "slot_minutes", "30");
            add(insert, "time_zone", Seed.ZONE.getId());
            insert.executeBatch();
        }
    }

    private void people(Seed seed) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO person (id, login, hash_password, first_name, last_name, email, phone, rights,
                                    instructor_sign, subscribed_until, member_number)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (var it : seed.people()) {
                add(
                        insert,
                        it.id(),
                        it.login(),
                        "md5:" + Seed131.md5(People.PASSWORD),
                        it.firstName(),
                        it.lastName(),
                        it.email(),
                        String.format(Locale.ROOT, "06 39 98 %02d %02d", it.id(), 99 - it.id()),
                        connection.createArrayOf("text", it.role().rights()),
                        it.role() == Role.INSTRUCTOR ? Seed131.sign(it) : null,
                        LocalDate.of(LocalDate.now(Seed.ZONE).getYear(), 12, 31),
                        String.format(Locale.ROOT, "%04d", 1200 + it.id()));
            }
            insert.executeBatch();
        }
    }

    private void aircraft(Seed seed) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO aircraft (id, callsign, type, hour_price, seats, position)
                VALUES (?, ?, ?, ?, ?, ?)
                """)) {
            var id = 0;
            for (var it : seed.fleet()) {
                id++;
                add(insert, id, it.callsign(), it.type(), it.hourCents(), it.seats(), id);
            }
            insert.executeBatch();
        }
    }

    private void bookings(Seed seed) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO booking (aircraft_id, person_id, instructor_id, kind, start_at, end_at, comment)
                VALUES (?, ?, nullif(?, 0), ?, ?, ?, ?)
                """)) {
            for (var it : seed.bookings()) {
                add(
                        insert,
                        it.aircraft(),
                        it.person(),
                        it.instructor(),
                        it.kind().name(),
                        it.start().atOffset(ZoneOffset.UTC),
                        it.end().atOffset(ZoneOffset.UTC),
                        it.comment());
            }
            insert.executeBatch();
        }
    }

    /// Everybody's account, a closed flight for each booking that is over, and the numbers that come next.
    private void derived() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO account (person_id) SELECT id FROM person;
                    INSERT INTO flight (aircraft_id, person_id, booking_id, start_at, end_at, airborne)
                    SELECT aircraft_id, person_id, id, start_at, end_at, false
                      FROM booking
                     WHERE end_at < now() AND kind <> 'GROUNDED';
                    SELECT setval(pg_get_serial_sequence('person', 'id'), (SELECT max(id) FROM person)),
                           setval(pg_get_serial_sequence('aircraft', 'id'), (SELECT max(id) FROM aircraft))
                    """);
        }
    }

    private static void add(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }
}
