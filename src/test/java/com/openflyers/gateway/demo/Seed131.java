package com.openflyers.gateway.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;

/// Writes a seed as 1.3.1 would have it, with the blemishes that real clubs' data have.
///
/// Those are: texts with HTML entities (every other person, every comment), e-mails that are missing or shared,
/// subscriptions that read `0000-00-00`, prices with a comma and one that is no number, a booking on an aircraft that
/// was sold and one by a member who left.
final class Seed131 {

    /// Numbers that no aircraft and no person has.
    private static final int SOLD_AIRCRAFT = 99;

    private static final int FORMER_MEMBER = 999;

    private final Connection connection;

    private Seed131(Connection connection) {
        this.connection = connection;
    }

    static void write(Connection connection, Club club, Seed seed) throws SQLException {
        var writer = new Seed131(connection);
        writer.club(club);
        writer.profiles();
        writer.people(seed);
        writer.aircraft(seed);
        writer.bookings(seed);
        writer.sequences();
    }

    private void club(Club club) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO clubs (num, name, info_cell, first_hour_displayed, last_hour_displayed, icao,
                                   mail_from_address)
                VALUES (1, ?, ?, 7, 21, ?, ?)
                """)) {
            fill(
                    insert,
                    entities(club.title()),
                    "Acc&egrave;s par la porte du club-house&nbsp;; code affich&eacute; au bureau",
                    club.icao(),
                    club.space() + "@example.org");
            insert.executeUpdate();
        }
        try (var insert = connection.prepareStatement("INSERT INTO parameter (code, value) VALUES (?, ?)")) {
            add(insert, "BOOK_DATE_LIMITATION", "8");
            add(insert, "BOOK_DURATION_LIMITATION", "24");
            insert.executeBatch();
        }
    }

    private void profiles() throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO profiles (num, name, permits) VALUES (?, ?, ?)")) {
            for (var role : Role.values()) {
                add(insert, role.profile(), role.title(), role.mask());
            }
            insert.executeBatch();
        }
    }

    private void people(Seed seed) throws SQLException {
        try (var person = connection.prepareStatement("""
                        INSERT INTO authentication (num, name, password, first_name, last_name, profile, email,
                                                    cell_phone)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """);
                var member = connection.prepareStatement(
                        "INSERT INTO members (num, member_num, subscription) VALUES (?, ?, ?)");
                var instructor = connection.prepareStatement(
                        "INSERT INTO instructors (inst_num, sign, order_num) VALUES (?, ?, ?)")) {
            for (var it : seed.people()) {
                var old = it.id() % 2 == 0;
                add(
                        person,
                        it.id(),
                        it.login(),
                        md5(People.PASSWORD),
                        old ? entities(it.firstName()) : it.firstName(),
                        old ? entities(it.lastName()) : it.lastName(),
                        it.role().profile(),
                        email(it),
                        String.format(Locale.ROOT, "06 39 98 %02d %02d", it.id(), 99 - it.id()));
                if (it.role() != Role.VISITOR) {
                    var subscription = it.id() % 9 == 0
                            ? "0000-00-00"
                            : LocalDate.now(Seed.ZONE).getYear() + "-12-31";
                    add(member, it.id(), String.format(Locale.ROOT, "%04d", 1200 + it.id()), subscription);
                }
                if (it.role() == Role.INSTRUCTOR) {
                    add(instructor, it.id(), sign(it), it.id());
                }
            }
            person.executeBatch();
            member.executeBatch();
            instructor.executeBatch();
        }
    }

    /// Two have none, and a couple shares one.
    private static String email(Seed.Person person) {
        return switch (person.id()) {
            case 10, 20 -> "";
            case 11, 12 -> "famille@example.org";
            default -> person.email();
        };
    }

    private void aircraft(Seed seed) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO aircrafts (num, callsign, type, flight_hour_costs, seats_available, order_num)
                VALUES (?, ?, ?, ?, ?, ?)
                """)) {
            var num = 0;
            for (var it : seed.fleet()) {
                num++;
                var price = String.format(Locale.FRENCH, "%.2f", it.hourCents() / 100.0);
                add(
                        insert,
                        num,
                        it.callsign(),
                        it.type(),
                        num == seed.fleet().size() ? "voir affichage" : price,
                        it.seats(),
                        num);
            }
            insert.executeBatch();
        }
    }

    private void bookings(Seed seed) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO booking (start_date, end_date, aircraft_num, member_num, slot_type, inst_num, comments)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (var it : seed.bookings()) {
                add(
                        insert,
                        LocalDateTime.ofInstant(it.start(), ZoneOffset.UTC),
                        LocalDateTime.ofInstant(it.end(), ZoneOffset.UTC),
                        it.aircraft(),
                        it.person(),
                        it.kind().slotType(),
                        it.instructor(),
                        entities(it.comment()));
            }
            var past = LocalDate.now(Seed.ZONE).minusDays(40).atTime(9, 0);
            add(insert, past, past.plusHours(1), SOLD_AIRCRAFT, 2, 0, 0, "");
            add(insert, past, past.plusHours(1), 1, FORMER_MEMBER, 0, 0, "");
            insert.executeBatch();
        }
    }

    private void sequences() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    SELECT setval(pg_get_serial_sequence('authentication', 'num'), max(num)) FROM authentication;
                    SELECT setval(pg_get_serial_sequence('aircrafts', 'num'), max(num)) FROM aircrafts
                    """);
        }
    }

    static String sign(Seed.Person person) {
        return person.firstName().substring(0, 1) + person.lastName().charAt(0);
    }

    /// As 1.3.1 stores what somebody typed.
    static String entities(String text) {
        var encoded = new StringBuilder();
        text.chars()
                .forEach(c -> encoded.append(
                        switch (c) {
                            case '&' -> "&amp;";
                            case '<' -> "&lt;";
                            case '>' -> "&gt;";
                            case '"' -> "&quot;";
                            case '\'' -> "&#039;";
                            case 'é' -> "&eacute;";
                            case 'è' -> "&egrave;";
                            case 'ê' -> "&ecirc;";
                            case 'à' -> "&agrave;";
                            case 'î' -> "&icirc;";
                            case 'É' -> "&Eacute;";
                            default -> Character.toString(c);
                        }));
        return encoded.toString();
    }

    static String md5(String password) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(password.getBytes(StandardCharsets.ISO_8859_1));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        fill(statement, values);
        statement.addBatch();
    }

    private static void fill(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
