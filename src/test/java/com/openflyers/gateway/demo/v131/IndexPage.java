package com.openflyers.gateway.demo.v131;

import com.openflyers.gateway.demo.web.Credentials;
import com.openflyers.gateway.demo.web.Html;
import com.openflyers.gateway.demo.web.SpaceDatabase;
import com.openflyers.gateway.demo.web.SpaceDatabases;
import com.openflyers.gateway.demo.web.Visit;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// One request for `index.php`, whatever it is about.
///
/// The order is the real one's: first whether the address is refused, then who asks, then what `menu` says. A refused
/// address cuts members off who were logged in.
final class IndexPage {

    private static final int MENU_BOOKING = 3;
    private static final int MENU_LOGOUT = 6;
    private static final int ADD = 11;
    private static final int DELETE = 12;
    private static final int MOVE = 13;

    private final RoutingContext context;
    private final Sessions sessions;
    private final Visit visit;
    private final SpaceDatabase space;
    private final Parameters fields;
    private final Club club;
    private final Frame frame;

    IndexPage(RoutingContext context, SpaceDatabases databases, Sessions sessions) {
        this.context = context;
        this.sessions = sessions;
        this.visit = Visit.of(context.request());
        this.space = databases.of(visit.database());
        this.fields = Parameters.of(context.request(), context.body().buffer());
        this.club = Club.load(space);
        this.frame = new Frame(club, visit.kind());
    }

    void serve() {
        var logins = new Logins(space, visit.address());
        var typed = typed();
        if (typed.isPresent()) {
            logIn(logins, typed.get());
        } else if (logins.addressRefused()) {
            context.response().putHeader("Retry-After", "100");
            answer(429, frame.notice("Votre adresse est bloquée : 4 mots de passe erronés. Patientez 100 secondes."));
        } else {
            var known = known();
            if (known.isPresent()) {
                serve(known.get());
            } else {
                var writing = fields.number("menu") == MENU_BOOKING;
                answer(
                        writing ? 403 : 200,
                        frame.login(writing ? "Votre session a expiré : rien n'a été enregistré." : ""));
            }
        }
    }

    /// Some other address, which this version does not have.
    void serveUnknown() {
        answer(404, frame.notice("Cette page n'existe pas."));
    }

    /// From the login form, or HTTP Basic from a script.
    private Optional<Credentials> typed() {
        return fields.find("login")
                .map(login -> new Credentials(login, fields.text("password")))
                .or(() -> Credentials.basic(context.request(), StandardCharsets.ISO_8859_1));
    }

    private void logIn(Logins logins, Credentials credentials) {
        switch (logins.attempt(credentials)) {
            case Logins.Outcome.Welcome(var member) -> {
                // A script with HTTP Basic says who it is each time and keeps no session.
                if (fields.find("login").isPresent()) {
                    cookie(sessions.open(member, club, visit));
                }
                if (byScript() || fields.number("menu") == MENU_BOOKING) {
                    serve(member);
                } else {
                    redirect("index.php");
                }
            }
            case Logins.Outcome.BadPassword _ -> refuse("Identifiant ou mot de passe erroné.");
            case Logins.Outcome.LoginRefused _ -> refuse("Cet identifiant est bloqué, réessayez plus tard.");
        }
    }

    private void refuse(String why) {
        var asked = fields.find("login").isEmpty();
        if (asked) {
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"OpenFlyers\"");
        }
        answer(asked ? 401 : 403, frame.login(why));
    }

    private Optional<Member> known() {
        var cookie = context.request().getCookie(Sessions.COOKIE);
        if (cookie == null) {
            // PHP starts a session for everybody.
            cookie(Sessions.newId());
            return Optional.empty();
        }
        var num = sessions.find(cookie.getValue(), club, visit);
        return num.isPresent() ? Member.find(space, num.getAsInt()) : Optional.empty();
    }

    private void serve(Member member) {
        switch (fields.number("menu")) {
            case MENU_LOGOUT -> logOut();
            case MENU_BOOKING -> book(member);
            default -> planning(200, member, fields.number("id") > 0 ? said(fields.number("id")) : "");
        }
    }

    private void logOut() {
        var cookie = context.request().getCookie(Sessions.COOKIE);
        if (cookie != null) {
            sessions.close(cookie.getValue());
        }
        answer(200, frame.login("Vous êtes déconnecté."));
    }

    private void book(Member member) {
        var book = new Book(space);
        var id = fields.number("id");
        var outcome = switch (fields.number("sub_menu")) {
            case ADD -> wish().map(wish -> book.add(member, wish));
            case MOVE -> wish().map(wish -> book.move(member, id, wish));
            case DELETE -> Optional.of(book.delete(member, id));
            default -> Optional.<Book.Outcome>of(new Book.Outcome.Senseless("Demande inconnue."));
        };
        switch (outcome.orElseGet(() -> new Book.Outcome.Senseless("Date ou heure illisible."))) {
            case Book.Outcome.Done(var number) -> done(member, number);
            case Book.Outcome.Taken _ -> planning(409, member, "Cet avion est déjà réservé sur ce créneau.");
            case Book.Outcome.NotAllowed _ -> planning(403, member, "Vous n'avez pas ce droit.");
            case Book.Outcome.Unknown _ -> planning(404, member, "Cette réservation n'existe plus.");
            case Book.Outcome.Senseless(var why) -> planning(400, member, why);
        }
    }

    /// A browser is led to an address that it may load again; a script gets its answer at once.
    private void done(Member member, int number) {
        if (byScript()) {
            planning(200, member, said(number));
        } else {
            redirect("index.php?menu=1&sub_menu=%d&id=%d&tsStartDate=%d"
                    .formatted(
                            fields.number("sub_menu"),
                            number,
                            day().atStartOfDay(club.zone()).toEpochSecond()));
        }
    }

    private String said(int number) {
        return "Réservation n° " + number
                + switch (fields.number("sub_menu")) {
                    case DELETE -> " supprimée.";
                    case MOVE -> " modifiée.";
                    default -> " enregistrée.";
                };
    }

    private boolean byScript() {
        return context.request().headers().contains("Authorization");
    }

    /// Relative, as all its links are.
    private void redirect(String address) {
        var _ = context.response()
                .setStatusCode(303)
                .putHeader("Location", address)
                .end();
    }

    private Optional<Book.Wish> wish() {
        try {
            var date = LocalDate.parse(fields.text("date"));
            return Optional.of(new Book.Wish(
                    fields.number("aircraft_num"),
                    Booking.Slot.of(fields.number("slot_type")),
                    fields.number("inst_num"),
                    utc(date, fields.text("start")),
                    utc(date, fields.text("end")),
                    fields.text("comments")));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private LocalDateTime utc(LocalDate date, String time) {
        return date.atTime(LocalTime.parse(time))
                .atZone(club.zone())
                .withZoneSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
    }

    private void planning(int status, Member member, String message) {
        var day = day();
        var book = new Book(space);
        var page = new PlanningPage(club, member, day, book.aircraft(), book.instructors(), book.on(day, club.zone()));
        answer(status, frame.planning(member, message, page.content()));
    }

    /// `tsStartDate` in Unix seconds, else the day of a booking just made, else today.
    private LocalDate day() {
        var seconds = fields.number("tsStartDate");
        if (seconds > 0) {
            return LocalDate.ofInstant(Instant.ofEpochSecond(seconds), club.zone());
        }
        try {
            return LocalDate.parse(fields.text("date"));
        } catch (DateTimeException _) {
            return LocalDate.now(club.zone());
        }
    }

    /// Host-only: PHP sets no domain.
    private void cookie(String id) {
        context.response().addCookie(Cookie.cookie(Sessions.COOKIE, id).setPath("/"));
    }

    private void answer(int status, Html page) {
        var _ = context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=ISO-8859-1")
                .end(Buffer.buffer(page.render(Frame.DOCTYPE, StandardCharsets.ISO_8859_1)));
    }
}
