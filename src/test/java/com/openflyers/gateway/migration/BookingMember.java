package com.openflyers.gateway.migration;

import com.openflyers.gateway.demo.ClubsUnderTest;
import com.openflyers.gateway.migration.Deed.Kind;
import com.openflyers.gateway.migration.Deed.Result;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.Message;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A member at a browser: asks in the language of the version that answered last, and notes what was answered.
final class BookingMember {

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final List<String> AIRCRAFT = List.of("F-GKQP", "F-GLVR", "F-BTHL", "F-GCOM");
    private static final LocalTime FIRST = LocalTime.of(8, 0);
    private static final int HOURS = 12;
    private static final int AT_MOST = 4;
    private static final Pattern KEY = Pattern.compile("booking-[a-z0-9]+-[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("(?:\"id\" ?: ?|vation n° |vation n&deg; )([0-9]+)");

    /// @param number in the database, the same in both versions
    private record Mine(String key, String slot, String number) {}

    private final String space;
    private final String who;
    private final int port;
    private final Duration pause;
    private final Random random;
    private final LocalDate day = LocalDate.now(ZONE).plusDays(60);
    private final Deque<Mine> mine = new ArrayDeque<>();
    private String version = "1.3.1";
    private int count;

    /// @param port  of a node's edge
    /// @param pause after each answer
    BookingMember(String space, String who, int port, Duration pause, long seed) {
        this.space = space;
        this.who = who;
        this.port = port;
        this.pause = pause;
        this.random = new Random(seed);
    }

    void act(AtomicBoolean stopping, Consumer<Deed> history) {
        while (!stopping.get()) {
            history.accept(
                    switch (random.nextInt(3)) {
                        case 0 -> list();
                        case 1 -> mine.size() < AT_MOST ? book() : cancel();
                        default -> mine.isEmpty() ? book() : random.nextBoolean() ? book() : cancel();
                    });
            LockSupport.parkNanos(pause.toNanos());
        }
        history.accept(list());
    }

    /// Looks at the bookings of the day, and changes nothing.
    void look(AtomicBoolean stopping, Consumer<Deed> history) {
        while (!stopping.get()) {
            history.accept(list());
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    Deed book() {
        var key = "booking-" + who.replace("member ", "m") + "-" + count++;
        var aircraft = random.nextInt(AIRCRAFT.size());
        var start = FIRST.plusHours(random.nextInt(HOURS));
        var end = start.plusHours(1);
        var slot = AIRCRAFT.get(aircraft) + " " + start;
        var began = System.nanoTime();
        var answer = isOld()
                ? post("menu=3&sub_menu=11&aircraft_num=%d&date=%s&start=%s&end=%s&comments=%s"
                        .formatted(aircraft + 1, day, start, end, key))
                : ask("POST", "/api/bookings", "application/json", """
                        {"aircraft":"%s","start":"%s","end":"%s","comment":"%s"}""".formatted(
                                AIRCRAFT.get(aircraft), at(start), at(end), key));
        if (result(answer) == Result.OK) {
            var number = NUMBER.matcher(answer.body());
            if (number.find()) {
                mine.add(new Mine(key, slot, number.group(1)));
            }
        }
        return deed(Kind.BOOK, key, slot, answer, began);
    }

    private Deed cancel() {
        var booking = mine.remove();
        var began = System.nanoTime();
        var answer = isOld()
                ? post("menu=3&sub_menu=12&id=%s&date=%s".formatted(booking.number(), day))
                : ask("DELETE", "/api/bookings/" + booking.number(), "", "");
        return deed(Kind.CANCEL, booking.key(), booking.slot(), answer, began);
    }

    Deed list() {
        var began = System.nanoTime();
        var seconds = day.atStartOfDay(ZONE).toEpochSecond();
        var answer = ask("GET", isOld() ? "/index.php?tsStartDate=" + seconds : "/api/bookings?day=" + day, "", "");
        return deed(Kind.LIST, "", "", answer, began);
    }

    private Deed deed(Kind kind, String key, String slot, Message answer, long began) {
        var ended = System.nanoTime();
        var answered = answer.field("X-App-Version");
        if (answer.field("X-Gateway-Error").matches("former-version|not-recorded")) {
            // As the answer says: the bookings have moved, and the first page shows where to.
            version = ask("GET", "/", "", "").field("X-App-Version");
        } else if (!answered.isEmpty()) {
            version = answered;
        }
        var seen = new ArrayList<String>();
        if (kind == Kind.LIST) {
            KEY.matcher(answer.body()).results().map(found -> found.group()).forEach(seen::add);
        }
        return new Deed(kind, who, key, slot, answered, result(answer), seen, began, ended);
    }

    private static Result result(Message answer) {
        var status = answer.status();
        if (status / 100 == 4) {
            return Result.FAIL;
        }
        return status / 100 == 2 && !answer.field("X-App-Version").isEmpty() ? Result.OK : Result.INFO;
    }

    private boolean isOld() {
        return version.equals("1.3.1");
    }

    private String at(LocalTime time) {
        return day.atTime(time).atZone(ZONE).toOffsetDateTime().toString();
    }

    private Message post(String form) {
        return ask("POST", "/index.php", "application/x-www-form-urlencoded", form);
    }

    private Message ask(String method, String path, String type, String body) {
        var head = """
                %s %s HTTP/1.1
                Host: %s.localhost
                Authorization: %s
                Content-Type: %s
                Content-Length: %d
                Connection: close

                """.formatted(method, path, space, ClubsUnderTest.basic("pilote"), type, body.length());
        try (var conversation = Conversation.with(port)) {
            return conversation.send(head.replace("\n", "\r\n") + body).readMessage();
        } catch (UncheckedIOException e) {
            return new Message("", "");
        }
    }
}
