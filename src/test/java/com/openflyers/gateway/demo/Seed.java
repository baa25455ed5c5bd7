package com.openflyers.gateway.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// A club's people, aircraft and bookings, the same for one club and day whoever asks and however often.
///
/// No seeded booking touches 06:00–08:00 or 19:00–21:00, so that a script always finds room there.
record Seed(List<Person> people, List<Club.Model> fleet, List<Booking> bookings) {

    static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final int DAYS_BEFORE = 10;
    private static final int DAYS_AFTER = 20;
    private static final LocalTime OPENING = LocalTime.of(8, 0);
    private static final LocalTime CLOSING = LocalTime.of(19, 0);

    /// @param id from 1
    record Person(int id, String login, String firstName, String lastName, Role role) {

        String email() {
            return login + "@example.org";
        }
    }

    enum Kind {
        SOLO(0),
        INSTRUCTION(1),
        GROUNDED(2);

        private final int slotType;

        Kind(int slotType) {
            this.slotType = slotType;
        }

        /// Its number in 1.3.1.
        int slotType() {
            return slotType;
        }
    }

    /// @param aircraft   from 1, in the order of the fleet
    /// @param instructor 0 for none
    record Booking(int aircraft, int person, int instructor, Kind kind, Instant start, Instant end, String comment) {}

    static Seed of(Club club, LocalDate today) {
        var random = new Random(club.space().hashCode());
        var people = People.of(random);
        return new Seed(people, club.fleet(), bookings(people, club.fleet().size(), today, random));
    }

    private static List<Booking> bookings(List<Person> people, int fleet, LocalDate today, Random random) {
        var bookings = new ArrayList<Booking>();
        // One aircraft is on the ground for two days from tomorrow, as there always is one.
        var grounded = fleet - 1;
        var first = today.minusDays(DAYS_BEFORE);
        for (var day = first; day.isBefore(today.plusDays(DAYS_AFTER)); day = day.plusDays(1)) {
            for (var aircraft = 1; aircraft <= fleet; aircraft++) {
                var onTheGround =
                        aircraft == grounded && (day.equals(today.plusDays(1)) || day.equals(today.plusDays(2)));
                if (!onTheGround) {
                    bookings.addAll(flights(day, aircraft, people, random));
                }
            }
        }
        bookings.add(new Booking(
                grounded,
                manager(people),
                0,
                Kind.GROUNDED,
                at(today.plusDays(1), OPENING),
                at(today.plusDays(2), CLOSING),
                "Visite des 50 heures"));
        bookings.sort(Comparator.comparing(Booking::start).thenComparingInt(Booking::aircraft));
        return bookings;
    }

    /// One aircraft's day: flights of one to three hours with breaks between them, more at the weekend.
    private static List<Booking> flights(LocalDate day, int aircraft, List<Person> people, Random random) {
        var busy = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY ? 0.7 : 0.38;
        var flights = new ArrayList<Booking>();
        var time = OPENING.plusMinutes(30L * random.nextInt(5));
        while (time.isBefore(CLOSING.minusHours(2))) {
            var end = time.plusMinutes(60L + 30L * random.nextInt(4));
            if (random.nextDouble() < busy && !end.isAfter(CLOSING)) {
                flights.add(flight(aircraft, at(day, time), at(day, end), people, random));
            }
            time = end.plusMinutes(30L * random.nextInt(4));
        }
        return flights;
    }

    private static Booking flight(int aircraft, Instant start, Instant end, List<Person> people, Random random) {
        // Each of the first aircraft has its own instructor, so that none of them is in two places at once.
        var instructors = having(people, Role.INSTRUCTOR);
        var school = aircraft <= instructors.size();
        var pilots = school ? having(people, Role.PILOT, Role.STUDENT) : having(people, Role.PILOT);
        var pilot = pilots.get(random.nextInt(pilots.size()));
        var teaching = pilot.role() == Role.STUDENT || (school && random.nextInt(5) == 0);
        return new Booking(
                aircraft,
                pilot.id(),
                teaching ? instructors.get(aircraft - 1).id() : 0,
                teaching ? Kind.INSTRUCTION : Kind.SOLO,
                start,
                end,
                People.comment(teaching, random));
    }

    private static List<Person> having(List<Person> people, Role... roles) {
        return people.stream()
                .filter(person -> List.of(roles).contains(person.role()))
                .toList();
    }

    private static int manager(List<Person> people) {
        return having(people, Role.MANAGER).getFirst().id();
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }
}
