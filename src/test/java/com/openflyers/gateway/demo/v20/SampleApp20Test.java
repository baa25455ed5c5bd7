package com.openflyers.gateway.demo.v20;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.demo.Club;
import com.openflyers.gateway.demo.ClubsUnderTest;
import com.openflyers.gateway.demo.web.SampleServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SampleApp20Test {

    private static final String AIRCRAFT = "F-GALP";

    private final ClubsUnderTest clubs = ClubsUnderTest.shared();

    @Test
    void an_overlapping_booking_of_one_aircraft_is_refused_and_an_adjacent_one_is_not() throws Exception {
        var day = ClubsUnderTest.newDay();

        var first = book("pilote", AIRCRAFT, day, 9, 10);
        var overlapping = book("gestion", AIRCRAFT, day, 9, 11);
        var adjacent = book("gestion", AIRCRAFT, day, 10, 11);
        var otherAircraft = book("gestion", "F-GUBS", day, 9, 11);

        assertThat(List.of(first, overlapping, adjacent, otherAircraft))
                .extracting(HttpResponse::statusCode)
                .containsExactly(201, 409, 201, 201);
    }

    /// Often: two that write at the same moment would wait for each other.
    @RepeatedTest(30)
    void of_many_who_want_one_aircraft_at_one_time_one_gets_it() {
        var request = booking("pilote", AIRCRAFT, ClubsUnderTest.newDay(), 14, 15);
        var answers = new ArrayList<CompletableFuture<HttpResponse<Void>>>();

        for (var i = 0; i < 12; i++) {
            answers.add(clubs.http.sendAsync(request, BodyHandlers.discarding()));
        }
        var statuses =
                answers.stream().map(answer -> answer.join().statusCode()).toList();

        assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
    }

    @Test
    void a_booking_is_listed_and_deleted_by_its_owner_and_by_nobody_else() throws Exception {
        var day = ClubsUnderTest.newDay();
        var id = id(book("pilote", AIRCRAFT, day, 9, 10));

        var listed = send(api("pilote", "/api/bookings?day=" + day).build());
        var foreign = send(api("eleve", "/api/bookings/" + id).DELETE().build());
        var deleted = send(api("pilote", "/api/bookings/" + id).DELETE().build());
        var again = send(api("pilote", "/api/bookings/" + id).DELETE().build());

        var booking = new JsonObject(listed.body()).getJsonArray("bookings").getJsonObject(0);
        assertThat(booking.getInteger("id")).isEqualTo(id);
        assertThat(booking.getString("aircraft")).isEqualTo(AIRCRAFT);
        assertThat(List.of(foreign, deleted, again))
                .extracting(HttpResponse::statusCode)
                .containsExactly(403, 204, 404);
    }

    @Test
    void what_is_no_booking_is_refused_with_a_reason() throws Exception {
        for (var body : List.of("", "[]", "{\"aircraft\":1}", "{\"aircraft\":\"F-GALP\",\"start\":\"tomorrow\"}")) {
            var answer = send(api("pilote", "/api/bookings")
                    .POST(BodyPublishers.ofString(body))
                    .build());

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(new JsonObject(answer.body()).getString("error")).isNotEmpty();
        }
    }

    @Test
    void without_a_login_the_interface_answers_401_and_a_page_leads_to_the_form() throws Exception {
        var programme = send(request("/api/bookings").build());
        var browser = send(request("/planning").build());

        assertThat(programme.statusCode()).isEqualTo(401);
        assertThat(browser.statusCode()).isEqualTo(303);
        assertThat(browser.headers().firstValue("Location")).hasValue("/login");
    }

    @Test
    void a_password_of_1_3_1_opens_once_more_and_is_then_stored_anew() throws Exception {
        // Nobody else in these tests.
        var login = "instructeur";
        var before = storedPassword(login);

        var first = send(api(login, "/api/bookings").build());
        var after = storedPassword(login);
        var second = send(api(login, "/api/bookings").build());
        var wrong = send(request("/api/bookings")
                .header("Authorization", "Basic aW5zdHJ1Y3RldXI6d3Jvbmc=")
                .build());

        assertThat(before).startsWith("md5:");
        assertThat(after).startsWith("pbkdf2:");
        assertThat(List.of(first, second, wrong))
                .extracting(HttpResponse::statusCode)
                .containsExactly(200, 200, 401);
    }

    @Test
    void a_session_opens_by_the_form_and_ends_by_logging_out() throws Exception {
        var entered = send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("login=pilote&password=envol"))
                .build());
        var cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
        var session = cookie.substring(0, cookie.indexOf(';'));

        var inside = send(request("/planning").header("Cookie", session).build());
        var left = send(request("/logout")
                .header("Cookie", session)
                .POST(BodyPublishers.noBody())
                .build());
        var outside = send(request("/planning").header("Cookie", session).build());

        assertThat(cookie)
                .startsWith("OFSESSION=")
                .containsIgnoringCase("HttpOnly")
                .doesNotContainIgnoringCase("domain");
        assertThat(List.of(entered, inside, left, outside))
                .extracting(HttpResponse::statusCode)
                .containsExactly(303, 200, 303, 303);
    }

    @Test
    void an_event_stream_tells_what_others_book_on_any_server() throws Exception {
        var events = clubs.http.send(api("pilote", "/api/events").build(), BodyHandlers.ofLines());
        var lines = events.body().iterator();
        // The first lines say that we are heard; a booking made before would be missed.
        skipTo(lines, ": hello");
        awaitListener();

        var id = id(send(bookingAt(clubs.clubs.servers("2.0").getLast(), ClubsUnderTest.newDay())));
        skipTo(lines, "event: booking");
        var told = new JsonObject(lines.next().substring("data: ".length()));

        assertThat(told.getInteger("id")).isEqualTo(id);
        assertThat(told.getString("change")).isEqualTo("booked");
        events.body().close();
    }

    @Test
    void a_web_socket_tells_what_others_book() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        var socket = clubs.http
                .newWebSocketBuilder()
                .header("X-OpenFlyers-Database", Club.ALPILLES.database("2.0"))
                .header("Authorization", ClubsUnderTest.basic("pilote"))
                .buildAsync(URI.create("ws://127.0.0.1:" + clubs.server("2.0").port() + "/ws"), new Told(told))
                .get(60, TimeUnit.SECONDS);
        awaitListener();

        var id = id(book("pilote", AIRCRAFT, ClubsUnderTest.newDay(), 9, 10));
        var change = new JsonObject(told.poll(60, TimeUnit.SECONDS));

        assertThat(change.getInteger("id")).isEqualTo(id);
        socket.abort();
    }

    @Test
    void pages_are_french_unless_a_browser_prefers_english() throws Exception {
        var french = send(request("/login").build());
        var english = send(request("/login")
                .header("Accept-Language", "en-GB,en;q=0.9,fr;q=0.5")
                .build());

        assertThat(french.body()).contains("lang=\"fr\"", "Mot de passe");
        assertThat(english.body()).contains("lang=\"en\"", "Password");
    }

    @Test
    void a_test_space_says_so_on_every_page_and_a_production_space_does_not() throws Exception {
        var test = send(clubs.request(Club.PLANEURS, "2.0", "/login").build());
        var production = send(request("/login").build());

        assertThat(test.body()).contains("Bac à sable");
        assertThat(production.body()).doesNotContain("Bac à sable");
    }

    @Test
    void every_answer_names_the_version_and_every_page_the_club() throws Exception {
        var answers = List.of(
                send(request("/nothing").build()),
                send(request("/api/nothing").build()),
                send(request("/login").build()),
                send(HttpRequest.newBuilder(URI.create(clubs.server("2.0").url() + "/"))
                        .build()));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("X-App-Version")).hasValue("2.0"))
                .extracting(HttpResponse::statusCode)
                .containsExactly(404, 404, 200, 200);
        assertThat(answers.get(0).body()).contains("Aéro-club des Alpilles", "OpenFlyers 2.0");
        assertThat(answers.get(2).body()).contains("Aéro-club des Alpilles", "OpenFlyers 2.0");
    }

    private record Told(LinkedBlockingQueue<String> texts) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            texts.add(data.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    /// The database knows who listens.
    private void awaitListener() throws Exception {
        try (var connection = clubs.connectAsSuperuser(Club.ALPILLES.database("2.0"));
                var statement = connection.prepareStatement("""
                        SELECT count(*) FROM pg_stat_activity
                         WHERE datname = current_database() AND query = 'LISTEN booking' AND state = 'idle'
                        """)) {
            var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            for (var listeners = 0; listeners == 0; ) {
                assertThat(System.nanoTime()).as("somebody listens in time").isLessThan(end);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    listeners = rows.getInt(1);
                }
            }
        }
    }

    private static void skipTo(Iterator<String> lines, String wanted) {
        while (!lines.next().equals(wanted)) {
            assertThat(lines.hasNext()).isTrue();
        }
    }

    private String storedPassword(String login) throws SQLException {
        try (var connection = clubs.connect(Club.ALPILLES.database("2.0"));
                var statement = connection.prepareStatement("SELECT hash_password FROM person WHERE login = ?")) {
            statement.setString(1, login);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return clubs.request(Club.ALPILLES, "2.0", path);
    }

    private HttpRequest.Builder api(String login, String path) {
        return request(path).header("Authorization", ClubsUnderTest.basic(login));
    }

    private HttpRequest booking(String login, String aircraft, LocalDate day, int start, int end) {
        return api(login, "/api/bookings")
                .POST(BodyPublishers.ofString(wish(aircraft, day, start, end).encode()))
                .build();
    }

    private HttpRequest bookingAt(SampleServer server, LocalDate day) {
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/bookings"))
                .header("X-OpenFlyers-Database", Club.ALPILLES.database("2.0"))
                .header("Authorization", ClubsUnderTest.basic("pilote"))
                .POST(BodyPublishers.ofString(wish(AIRCRAFT, day, 9, 10).encode()))
                .build();
    }

    private static JsonObject wish(String aircraft, LocalDate day, int start, int end) {
        return new JsonObject()
                .put("aircraft", aircraft)
                .put("start", "%sT%02d:00:00+01:00".formatted(day, start))
                .put("end", "%sT%02d:00:00+01:00".formatted(day, end))
                .put("comment", "Vol local");
    }

    private HttpResponse<String> book(String login, String aircraft, LocalDate day, int start, int end)
            throws Exception {
        return send(booking(login, aircraft, day, start, end));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return clubs.http.send(request, BodyHandlers.ofString());
    }

    private static int id(HttpResponse<String> booked) {
        assertThat(booked.statusCode()).isEqualTo(201);
        return new JsonObject(booked.body()).getInteger("id");
    }
}
