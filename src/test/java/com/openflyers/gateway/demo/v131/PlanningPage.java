package com.openflyers.gateway.demo.v131;

import static com.openflyers.gateway.demo.web.Html.all;
import static com.openflyers.gateway.demo.web.Html.el;
import static com.openflyers.gateway.demo.web.Html.nothing;
import static com.openflyers.gateway.demo.web.Html.text;

import com.openflyers.gateway.demo.Permit;
import com.openflyers.gateway.demo.web.Html;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A day of the club: a table with a row for each aircraft and a column for each slot, and the form to book one.
record PlanningPage(
        Club club,
        Member member,
        LocalDate day,
        List<Book.Aircraft> fleet,
        List<Book.Instructor> instructors,
        List<Booking> bookings) {

    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.FRENCH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    Html content() {
        return all(List.of(
                navigation(),
                el("div.planning", table()),
                legend(),
                member.mayBook() ? form() : el("p.hint", "Votre profil permet de consulter le planning seulement.")));
    }

    private Html navigation() {
        return el(
                "div.days",
                dayButton("\u00ab", "Jour précédent", day.minusDays(1)),
                el("h2", day.format(LONG_DAY)),
                dayButton("\u00bb", "Jour suivant", day.plusDays(1)),
                dayButton("Aujourd'hui", "Aujourd'hui", LocalDate.now(club.zone())));
    }

    /// Even reading is a POST.
    private Html dayButton(String label, String title, LocalDate to) {
        return el(
                        "form",
                        hidden("menu", "1"),
                        hidden("tsStartDate", seconds(to)),
                        el("button", label).with("title", title))
                .with("method", "post")
                .with("action", "index.php");
    }

    private Html table() {
        var hours = new ArrayList<Html>();
        hours.add(el("th.corner", "Avion"));
        for (var hour = club.firstHour(); hour < club.lastHour(); hour++) {
            hours.add(el("th", hour + "h").with("colspan", 60 / club.slotMinutes()));
        }
        return el(
                        "table",
                        el("thead", el("tr", all(hours))),
                        el("tbody", all(fleet.stream().map(this::row).toList())))
                .with("cellspacing", "0");
    }

    private Html row(Book.Aircraft aircraft) {
        var cells = new ArrayList<Html>();
        cells.add(el("th", el("b", aircraft.callsign()), el("small", aircraft.type()))
                .with("title", price(aircraft)));
        var slot = 0;
        for (var booking : bookings) {
            var start = Math.max(slot, slot(booking.start(club)));
            var end = slot(booking.end(club).plusMinutes(club.slotMinutes() - 1));
            if (booking.aircraft() == aircraft.num() && start < end) {
                free(slot, start, cells);
                cells.add(busy(booking).with("colspan", end - start));
                slot = end;
            }
        }
        free(slot, slots(), cells);
        return el("tr", all(cells));
    }

    private void free(int from, int to, List<Html> cells) {
        var inAnHour = 60 / club.slotMinutes();
        for (var slot = from; slot < to; slot++) {
            cells.add(el(slot % inAnHour == 0 ? "td.hour" : "td"));
        }
    }

    private Html.Element busy(Booking booking) {
        var mine = booking.member() == member.num();
        var kind = switch (booking.slot()) {
            case ALONE -> "alone";
            case INSTRUCTION -> "instruction";
            case GROUNDED -> "grounded";
        };
        var label = booking.slot() == Booking.Slot.GROUNDED ? "Immobilisé" : booking.memberName();
        return el(
                        mine ? "td." + kind + ".mine" : "td." + kind,
                        text(label),
                        booking.instructor().isEmpty() ? nothing() : el("i", " / " + booking.instructor()),
                        mine || member.may(Permit.BOOK_ALL) ? delete(booking) : nothing())
                .with(
                        "title",
                        booking.start(club).format(HOUR) + " - "
                                + booking.end(club).format(HOUR) + " " + label + " " + booking.comment());
    }

    private Html delete(Booking booking) {
        return el(
                        "form",
                        hidden("menu", "3"),
                        hidden("sub_menu", "12"),
                        hidden("id", Integer.toString(booking.id())),
                        hidden("tsStartDate", seconds(day)),
                        el("button.delete", "\u00d7").with("title", "Supprimer la réservation " + booking.id()))
                .with("method", "post")
                .with("action", "index.php");
    }

    private static Html legend() {
        return el(
                "p.legend",
                all(List.of(Booking.Slot.values()).stream()
                        .map(slot -> el("span." + slot.name().toLowerCase(Locale.ROOT), slot.title()))
                        .toList()));
    }

    private Html form() {
        var kinds = new ArrayList<Html>();
        for (var slot : Booking.Slot.values()) {
            if (slot != Booking.Slot.GROUNDED || member.may(Permit.FREEZE_AIRCRAFTS)) {
                kinds.add(option(slot.number(), slot.title()));
            }
        }
        var instructing = new ArrayList<Html>(List.of(option(0, "aucun")));
        instructors.forEach(it -> instructing.add(option(it.num(), it.name())));
        return el(
                        "form.book",
                        el("h2", "Nouvelle réservation"),
                        hidden("menu", "3"),
                        hidden("sub_menu", "11"),
                        Frame.row(
                                "aircraft_num",
                                "Avion",
                                select(
                                        "aircraft_num",
                                        fleet.stream()
                                                .map(it -> option(it.num(), it.callsign() + " (" + it.type() + ")"))
                                                .toList())),
                        Frame.row(
                                "date",
                                "Date",
                                el("input")
                                        .with("name", "date")
                                        .with("type", "date")
                                        .with("value", day.toString())),
                        Frame.row("start", "De", select("start", times(0, slots() / 2))),
                        Frame.row("end", "à", select("end", times(1, slots() / 2 + 2))),
                        Frame.row("slot_type", "Type", select("slot_type", kinds)),
                        Frame.row("inst_num", "Instructeur", select("inst_num", instructing)),
                        Frame.row(
                                "comments",
                                "Commentaire",
                                el("input").with("name", "comments").with("size", "30")),
                        el("p.buttons", el("button", "Réserver").with("type", "submit")))
                .with("method", "post")
                .with("action", "index.php");
    }

    /// The slots' borders from the `first` on, with one chosen.
    private List<Html> times(int first, int chosen) {
        var times = new ArrayList<Html>();
        for (var slot = first; slot <= slots() - 1 + first; slot++) {
            var minutes = club.firstHour() * 60 + slot * club.slotMinutes();
            var time = String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
            times.add(el("option", time).with("value", time).when(slot == chosen, "selected"));
        }
        return times;
    }

    private static Html option(int value, String label) {
        return el("option", label).with("value", value);
    }

    private static Html.Element select(String name, List<Html> options) {
        return el("select", all(options)).with("name", name);
    }

    private static Html hidden(String name, String value) {
        return el("input").with("type", "hidden").with("name", name).with("value", value);
    }

    private static String price(Book.Aircraft aircraft) {
        return aircraft.price().isEmpty() ? aircraft.type() : aircraft.type() + ", " + aircraft.price() + " \u20ac/h";
    }

    private int slots() {
        return (club.lastHour() - club.firstHour()) * 60 / club.slotMinutes();
    }

    /// The column that `time` is in, held within the day.
    private int slot(ZonedDateTime time) {
        var opening = day.atTime(club.firstHour(), 0).atZone(club.zone());
        var minutes = ChronoUnit.MINUTES.between(opening, time);
        return Math.clamp(Math.floorDiv(minutes, club.slotMinutes()), 0, slots());
    }

    private String seconds(LocalDate date) {
        return Long.toString(date.atStartOfDay(club.zone()).toEpochSecond());
    }
}
