package com.openflyers.gateway.demo.v20;

import com.openflyers.gateway.demo.web.Credentials;
import com.openflyers.gateway.demo.web.Html;
import com.openflyers.gateway.demo.web.StaticFile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;

/// The pages for members.
final class Pages {

    private static final int BODY_BYTES = 64 * 1024;

    private final Guest.Hall hall;

    Pages(Guest.Hall hall) {
        this.hall = hall;
    }

    void mount(Router router) {
        router.get("/app.css").handler(StaticFile.of("2.0/app.css", "text/css; charset=utf-8"));
        router.get("/app.js").handler(StaticFile.of("2.0/app.js", "text/javascript; charset=utf-8"));
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES));
        router.post().handler(Pages::refuseForeignForms);
        router.get("/").handler(context -> withPerson(context, (guest, person) -> planning(guest, person, 200, "")));
        router.get("/planning")
                .handler(context -> withPerson(context, (guest, person) -> planning(guest, person, 200, "")));
        router.get("/login").handler(context -> login(hall.receive(context), 200, ""));
        router.post("/login").handler(context -> logIn(hall.receive(context)));
        router.post("/logout").handler(context -> logOut(hall.receive(context)));
        router.post("/bookings").handler(context -> withPerson(context, this::book));
        router.post("/bookings/:id/cancel").handler(context -> withPerson(context, this::cancel));
        router.route().handler(context -> {
            var guest = hall.receive(context);
            answer(guest, 404, frame(guest).notFound(guest.person()));
        });
    }

    private interface Serving {
        void serve(Guest guest, Person person);
    }

    private void withPerson(RoutingContext context, Serving serving) {
        var guest = hall.receive(context);
        var person = guest.person();
        if (person.isPresent()) {
            serving.serve(guest, person.get());
        } else if (context.request().headers().contains("Authorization")) {
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"OpenFlyers\", charset=\"UTF-8\"");
            login(guest, 401, Text.BAD_PASSWORD.in(guest.language()));
        } else {
            guest.redirect("/login");
        }
    }

    /// A browser says when a form comes from another site; scripts say nothing.
    private static void refuseForeignForms(RoutingContext context) {
        if ("cross-site".equals(context.request().getHeader("Sec-Fetch-Site"))) {
            context.fail(403);
        } else {
            context.next();
        }
    }

    private static void login(Guest guest, int status, String message) {
        answer(guest, status, frame(guest).login(message));
    }

    private static void logIn(Guest guest) {
        var form = guest.context().request();
        var typed = new Credentials(field(form, "login").trim(), field(form, "password"));
        var person = guest.logins().check(typed);
        if (person.isPresent()) {
            guest.startSession(person.get());
            guest.redirect("/planning");
        } else {
            login(guest, 403, Text.BAD_PASSWORD.in(guest.language()));
        }
    }

    private static void logOut(Guest guest) {
        guest.endSession();
        guest.redirect("/login");
    }

    private void book(Guest guest, Person person) {
        var frame = frame(guest);
        var form = guest.context().request();
        var wish = wish(form, frame.club());
        if (wish.isEmpty()) {
            planning(guest, person, 400, frame.say(Text.UNREADABLE));
            return;
        }
        answer(guest, person, new Book(guest.space()).add(person, wish.get()), Text.BOOKED);
    }

    private void cancel(Guest guest, Person person) {
        var outcome = new Book(guest.space()).delete(person, guest.bookingId());
        answer(guest, person, outcome, Text.CANCELLED);
    }

    private static void answer(Guest guest, Person person, Book.Outcome outcome, Text done) {
        var status = switch (outcome) {
            case Book.Outcome.Done _ -> 200;
            case Book.Outcome.Taken _ -> 409;
            case Book.Outcome.NotAllowed _ -> 403;
            case Book.Outcome.Unknown _ -> 404;
            case Book.Outcome.Senseless _ -> 400;
        };
        var said = status == 200 ? done : Said.of(outcome);
        planning(guest, person, status, said.in(guest.language()));
    }

    private static void planning(Guest guest, Person person, int status, String message) {
        var frame = frame(guest);
        var page = PlanningPage.of(frame, person, day(guest, frame.club()), new Book(guest.space()));
        answer(guest, status, frame.page(Optional.of(person), message, page.content()));
    }

    /// That of the address, else of the form, else today.
    private static LocalDate day(Guest guest, Club club) {
        var request = guest.context().request();
        var asked = request.getParam("day", field(request, "date"));
        try {
            return LocalDate.parse(asked);
        } catch (DateTimeException _) {
            return LocalDate.now(club.zone());
        }
    }

    private static Optional<Book.Wish> wish(HttpServerRequest form, Club club) {
        try {
            var date = LocalDate.parse(field(form, "date"));
            return Optional.of(new Book.Wish(
                    field(form, "aircraft"),
                    Booking.Kind.valueOf(field(form, "kind").toUpperCase(Locale.ROOT)),
                    Integer.parseInt(field(form, "instructor")),
                    instant(date, field(form, "start"), club),
                    instant(date, field(form, "end"), club),
                    field(form, "comment")));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Instant instant(LocalDate date, String time, Club club) {
        return date.atTime(LocalTime.parse(time)).atZone(club.zone()).toInstant();
    }

    private static String field(HttpServerRequest form, String name) {
        var value = form.getFormAttribute(name);
        return value == null ? "" : value;
    }

    private static Frame frame(Guest guest) {
        return new Frame(Club.load(guest.space()), guest.visit().kind(), guest.language());
    }

    private static void answer(Guest guest, int status, Html page) {
        var _ = guest.context()
                .response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'")
                .putHeader("Vary", "Accept-Language")
                .end(Buffer.buffer(page.render(Frame.DOCTYPE, StandardCharsets.UTF_8)));
    }
}
