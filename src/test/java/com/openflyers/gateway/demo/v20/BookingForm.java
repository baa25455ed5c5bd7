package com.openflyers.gateway.demo.v20;

import static com.openflyers.gateway.demo.web.Html.all;
import static com.openflyers.gateway.demo.web.Html.el;

import com.openflyers.gateway.demo.Permit;
import com.openflyers.gateway.demo.web.Html;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The form to book an aircraft.
record BookingForm(
        Frame frame, Person person, LocalDate day, List<Book.Aircraft> fleet, List<Book.Instructor> instructors) {

    Html content() {
        return el(
                        "form.card.book",
                        el("h2", frame.say(Text.NEW_BOOKING)),
                        frame.field("aircraft", Text.AIRCRAFT, select("aircraft", registrations())),
                        frame.field(
                                "date",
                                Text.DATE,
                                el("input")
                                        .with("name", "date")
                                        .with("type", "date")
                                        .with("value", day.toString())),
                        frame.field("start", Text.FROM, select("start", times(0))),
                        frame.field("end", Text.TO, select("end", times(1))),
                        frame.field("kind", Text.KIND, select("kind", kinds())),
                        frame.field("instructor", Text.INSTRUCTOR, select("instructor", instructing())),
                        frame.field(
                                "comment",
                                Text.COMMENT,
                                el("input").with("name", "comment").with("maxlength", 200)),
                        el("button.primary", frame.say(Text.BOOK)))
                .with("method", "post")
                .with("action", "/bookings");
    }

    private List<Html> registrations() {
        var options = new ArrayList<Html>();
        fleet.forEach(it -> options.add(option(it.callsign(), it.callsign() + " \u00b7 " + it.type())));
        return options;
    }

    private List<Html> kinds() {
        var options = new ArrayList<Html>();
        options.add(option(Booking.Kind.SOLO.word(), frame.say(Text.SOLO)));
        options.add(option(Booking.Kind.INSTRUCTION.word(), frame.say(Text.INSTRUCTION)));
        if (person.may(Permit.FREEZE_AIRCRAFTS)) {
            options.add(option(Booking.Kind.GROUNDED.word(), frame.say(Text.GROUNDED)));
        }
        return options;
    }

    private List<Html> instructing() {
        var options = new ArrayList<Html>();
        options.add(option("0", frame.say(Text.NO_INSTRUCTOR)));
        instructors.forEach(it -> options.add(option(Integer.toString(it.id()), it.name())));
        return options;
    }

    /// The slots' borders from the `first` on; about noon is chosen.
    private List<Html> times(int first) {
        var club = frame.club();
        var slots = (club.lastHour() - club.firstHour()) * 60 / club.slotMinutes();
        var times = new ArrayList<Html>();
        for (var slot = first; slot < slots + first; slot++) {
            var minutes = club.firstHour() * 60 + slot * club.slotMinutes();
            var time = String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
            times.add(option(time, time).when(slot == slots / 2 + first * 2, "selected"));
        }
        return times;
    }

    private static Html.Element option(String value, String label) {
        return el("option", label).with("value", value);
    }

    private static Html.Element select(String name, List<Html> options) {
        return el("select", all(options)).with("name", name);
    }
}
