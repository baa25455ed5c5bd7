package com.openflyers.gateway.demo.v20;

import static com.openflyers.gateway.demo.web.Html.all;
import static com.openflyers.gateway.demo.web.Html.el;
import static com.openflyers.gateway.demo.web.Html.nothing;
import static com.openflyers.gateway.demo.web.Html.text;

import com.openflyers.gateway.demo.web.Html;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A day of the club: a line for each aircraft with its bookings, the form to book, and one's own next bookings.
record PlanningPage(
        Frame frame,
        Person person,
        LocalDate day,
        List<Book.Aircraft> fleet,
        List<Booking> bookings,
        List<Booking> mine,
        BookingForm form) {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    static PlanningPage of(Frame frame, Person person, LocalDate day, Book book) {
        var zone = frame.club().zone();
        var start = day.atStartOfDay(zone).toInstant();
        var end = day.plusDays(1).atStartOfDay(zone).toInstant();
        var fleet = book.fleet();
        return new PlanningPage(
                frame,
                person,
                day,
                fleet,
                book.between(start, end),
                book.nextOf(person),
                new BookingForm(frame, person, day, fleet, book.instructors()));
    }

    Html content() {
        return el(
                "main",
                navigation(),
                el("section.grid", hours(), all(fleet.stream().map(this::line).toList()), now())
                        .with("id", "grid")
                        .with("data-day", day.toString())
                        .with("style", "--slots:" + slots()),
                legend(),
                el("div.columns", person.mayBook() ? form.content() : el("p.card", say(Text.LOOK_ONLY)), own()));
    }

    private Html navigation() {
        var locale = frame.language().locale();
        var pattern = frame.language() == Language.FRENCH ? "EEEE d MMMM yyyy" : "EEEE, d MMMM yyyy";
        return el(
                "nav.days",
                dayLink(day.minusDays(1), "\u2039", Text.PREVIOUS_DAY),
                el("h2", day.format(DateTimeFormatter.ofPattern(pattern, locale))),
                dayLink(day.plusDays(1), "\u203a", Text.NEXT_DAY),
                dayLink(LocalDate.now(frame.club().zone()), say(Text.TODAY), Text.TODAY));
    }

    private Html dayLink(LocalDate to, String label, Text title) {
        return el("a", label)
                .with("href", "/planning?day=" + to)
                .with("title", say(title))
                .with("aria-label", say(title));
    }

    private Html hours() {
        var perHour = 60 / frame.club().slotMinutes();
        var marks = new ArrayList<Html>();
        for (var hour = frame.club().firstHour(); hour < frame.club().lastHour(); hour++) {
            var from = (hour - frame.club().firstHour()) * perHour + 1;
            marks.add(el("span", Integer.toString(hour))
                    .with("style", "grid-column:%d / span %d".formatted(from, perHour)));
        }
        return el("div.line.hours", el("div.aircraft"), el("div.track", all(marks)));
    }

    private Html line(Book.Aircraft aircraft) {
        var blocks = bookings.stream()
                .filter(booking -> booking.aircraft().equals(aircraft.callsign()))
                .filter(booking -> column(booking.start()) < endColumn(booking))
                .map(this::block)
                .toList();
        return el(
                "div.line",
                el(
                        "div.aircraft",
                        el("b", aircraft.callsign()),
                        el("small", aircraft.type()),
                        el("small.price", aircraft.hourPrice())),
                el("div.track", all(blocks)).with("data-aircraft", aircraft.callsign()));
    }

    private Html block(Booking booking) {
        var own = booking.personId() == person.id();
        var who = booking.kind() == Booking.Kind.GROUNDED ? say(Text.GROUNDED) : booking.person();
        var times = hour(booking.start()) + "\u2013" + hour(booking.end());
        return el(
                        "div.booking." + booking.kind().word() + (own ? ".mine" : ""),
                        el("b", who),
                        el("i", initials(who)),
                        el("small", times + (booking.instructor().isEmpty() ? "" : " \u00b7 " + booking.instructor())))
                .with("style", "grid-column:%d / %d".formatted(column(booking.start()), endColumn(booking)))
                .with(
                        "title",
                        "%s %s %s".formatted(times, who, booking.comment()).trim());
    }

    /// What fits where the name does not: "Camille Laurent" is CL.
    private static String initials(String name) {
        return name.replaceAll("(\\p{L})[\\p{L}'’-]*\\s*", "$1");
    }

    /// A line at the present minute, today.
    private Html now() {
        var zone = frame.club().zone();
        var opening = day.atTime(frame.club().firstHour(), 0).atZone(zone).toInstant();
        var closing = day.atTime(frame.club().lastHour(), 0).atZone(zone).toInstant();
        var elapsed = (double) ChronoUnit.SECONDS.between(opening, Instant.now())
                / ChronoUnit.SECONDS.between(opening, closing);
        return elapsed < 0 || elapsed > 1
                ? nothing()
                : el("div.now", el("i").with("style", String.format(Locale.ROOT, "left:%.2f%%", elapsed * 100)));
    }

    private Html legend() {
        return el(
                "p.legend",
                el("span.solo", say(Text.SOLO)),
                el("span.instruction", say(Text.INSTRUCTION)),
                el("span.grounded", say(Text.GROUNDED)));
    }

    private Html own() {
        Html list = mine.isEmpty()
                ? el("p", say(Text.NO_BOOKING))
                : el("ul", all(mine.stream().map(this::ownLine).toList()));
        return el("section.card.own", el("h2", say(Text.MY_BOOKINGS)), list);
    }

    private Html ownLine(Booking booking) {
        var date = DateTimeFormatter.ofPattern("EEE d MMM", frame.language().locale())
                .format(booking.start().atZone(frame.club().zone()));
        return el(
                "li",
                el(
                        "span",
                        el("b", booking.aircraft()),
                        text(" " + date + " " + hour(booking.start()) + "\u2013" + hour(booking.end()))),
                el("form", el("button.quiet", say(Text.CANCEL)))
                        .with("method", "post")
                        .with("action", "/bookings/" + booking.id() + "/cancel"));
    }

    private String say(Text text) {
        return frame.say(text);
    }

    private String hour(Instant time) {
        return HOUR.format(time.atZone(frame.club().zone()));
    }

    private int slots() {
        return (frame.club().lastHour() - frame.club().firstHour())
                * 60
                / frame.club().slotMinutes();
    }

    /// The grid line at or before `time`, from 1, held within the day.
    private int column(Instant time) {
        var opening = day.atTime(frame.club().firstHour(), 0)
                .atZone(frame.club().zone())
                .toInstant();
        var minutes = ChronoUnit.MINUTES.between(opening, time);
        return 1 + Math.clamp(Math.floorDiv(minutes, frame.club().slotMinutes()), 0, slots());
    }

    private int endColumn(Booking booking) {
        return column(booking.end().plusSeconds(60L * frame.club().slotMinutes() - 1));
    }
}
