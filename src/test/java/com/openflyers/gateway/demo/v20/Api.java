package com.openflyers.gateway.demo.v20;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/// The JSON interface, with its event stream and WebSocket. Every answer but the streams is a JSON object.
final class Api {

    private static final int BODY_BYTES = 64 * 1024;

    private final Guest.Hall hall;
    private final Streams streams;

    Api(Vertx vertx, Guest.Hall hall) {
        this.hall = hall;
        this.streams = new Streams(vertx, new Changes(vertx, hall.databases()));
    }

    void mount(Router router) {
        router.get("/ws").handler(context -> {
            // It must not be over before it becomes a WebSocket, and asking the database takes time.
            context.request().pause();
            withPerson(context, (guest, _) -> streams.webSocket(guest));
        });
        router.get("/api/events").handler(context -> withPerson(context, (guest, _) -> streams.events(guest)));
        router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES));
        router.get("/api/bookings").handler(context -> withPerson(context, (guest, _) -> list(guest)));
        router.post("/api/bookings").handler(context -> withPerson(context, this::add));
        router.delete("/api/bookings/:id").handler(context -> withPerson(context, this::delete));
        router.route("/api/*").handler(context -> refuse(context, 404, "no such resource"));
    }

    private interface Serving {
        void serve(Guest guest, Person person);
    }

    private void withPerson(RoutingContext context, Serving serving) {
        var guest = hall.receive(context);
        var person = guest.person();
        if (person.isPresent()) {
            serving.serve(guest, person.get());
        } else {
            context.request().resume();
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"OpenFlyers\"");
            refuse(context, 401, "log in by session cookie or HTTP Basic");
        }
    }

    /// `?day=2026-05-01` in the club's time zone; today without it.
    private void list(Guest guest) {
        var zone = Club.load(guest.space()).zone();
        var asked = guest.context().queryParam("day");
        try {
            var day = asked.isEmpty() ? LocalDate.now(zone) : LocalDate.parse(asked.getFirst());
            var bookings = new JsonArray();
            new Book(guest.space())
                    .between(
                            day.atStartOfDay(zone).toInstant(),
                            day.plusDays(1).atStartOfDay(zone).toInstant())
                    .forEach(booking -> bookings.add(booking.toJson()));
            answer(
                    guest.context(),
                    200,
                    new JsonObject().put("day", day.toString()).put("bookings", bookings));
        } catch (DateTimeException _) {
            refuse(guest.context(), 400, "day: expected a date such as 2026-05-01");
        }
    }

    private void add(Guest guest, Person person) {
        var wish = wish(guest.context());
        if (wish.isEmpty()) {
            refuse(guest.context(), 400, "expected JSON with aircraft, start and end (ISO 8601 with offset), comment");
            return;
        }
        var outcome = new Book(guest.space()).add(person, wish.get());
        if (outcome instanceof Book.Outcome.Done(var id)) {
            guest.context().response().putHeader("Location", "/api/bookings/" + id);
            answer(guest.context(), 201, new JsonObject().put("id", id));
        } else {
            refuse(guest, outcome);
        }
    }

    private void delete(Guest guest, Person person) {
        var outcome = new Book(guest.space()).delete(person, guest.bookingId());
        if (outcome instanceof Book.Outcome.Done) {
            var _ = guest.context().response().setStatusCode(204).end();
        } else {
            refuse(guest, outcome);
        }
    }

    private static Optional<Book.Wish> wish(RoutingContext context) {
        try {
            var body = context.body().asJsonObject();
            if (body == null || !(body.getValue("aircraft") instanceof String aircraft)) {
                return Optional.empty();
            }
            var instructor = body.getInteger("instructor", 0);
            return Optional.of(new Book.Wish(
                    aircraft,
                    instructor == 0 ? Booking.Kind.SOLO : Booking.Kind.INSTRUCTION,
                    instructor,
                    instant(body, "start"),
                    instant(body, "end"),
                    body.getString("comment", "")));
        } catch (DecodeException | ClassCastException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant instant(JsonObject body, String key) {
        return OffsetDateTime.parse(body.getString(key, "")).toInstant();
    }

    private static void refuse(Guest guest, Book.Outcome outcome) {
        var status = switch (outcome) {
            case Book.Outcome.Taken _ -> 409;
            case Book.Outcome.NotAllowed _ -> 403;
            case Book.Outcome.Unknown _ -> 404;
            case Book.Outcome.Senseless _ -> 400;
            case Book.Outcome.Done _ -> throw new IllegalArgumentException("that was no refusal");
        };
        refuse(guest.context(), status, Said.of(outcome).in(Language.ENGLISH));
    }

    private static void refuse(RoutingContext context, int status, String why) {
        answer(context, status, new JsonObject().put("error", why));
    }

    private static void answer(RoutingContext context, int status, JsonObject body) {
        var _ = context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }
}
