package com.openflyers.gateway.demo.v131;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.demo.Club;
import com.openflyers.gateway.demo.ClubsUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SampleApp131Test {

    private static final String LOGIN_FIELD = "name=\"password\"";

    private final ClubsUnderTest clubs = ClubsUnderTest.shared();
    private final String address = ClubsUnderTest.newAddress();

    @Test
    void a_booking_made_by_post_is_on_the_page_of_that_day() throws Exception {
        var day = ClubsUnderTest.newDay();

        var booked = send("pilote", booking(1, day, "09:00", "10:30", "Île d'Oléron"));
        var seen = send("pilote", Map.of("menu", "1", "tsStartDate", seconds(day)));

        assertThat(booked.statusCode()).isEqualTo(200);
        assertThat(page(seen)).contains("Camille Laurent", "09:00 - 10:30").contains("Île d'Oléron");
    }

    @Test
    void an_overlapping_booking_of_one_aircraft_is_refused_and_an_adjacent_one_is_not() throws Exception {
        var day = ClubsUnderTest.newDay();

        var first = send("pilote", booking(1, day, "09:00", "10:00", ""));
        var overlapping = send("gestion", booking(1, day, "09:30", "10:30", ""));
        var adjacent = send("gestion", booking(1, day, "10:00", "11:00", ""));
        var otherAircraft = send("gestion", booking(2, day, "09:30", "10:30", ""));

        assertThat(List.of(first, overlapping, adjacent, otherAircraft))
                .extracting(HttpResponse::statusCode)
                .containsExactly(200, 409, 200, 200);
    }

    @Test
    void of_many_who_want_one_aircraft_at_one_time_one_gets_it() throws Exception {
        var day = ClubsUnderTest.newDay();
        var body = form(booking(3, day, "14:00", "15:00", ""));
        var answers = new ArrayList<CompletableFuture<HttpResponse<Void>>>();

        for (var i = 0; i < 12; i++) {
            var request = clubs.request(Club.AEROCLUB, "1.3.1", "/index.php")
                    .header("Authorization", ClubsUnderTest.basic("pilote"))
                    .POST(BodyPublishers.ofString(body));
            answers.add(clubs.http.sendAsync(request.build(), BodyHandlers.discarding()));
        }
        var statuses =
                answers.stream().map(answer -> answer.join().statusCode()).toList();

        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @Test
    void a_booking_is_moved_and_deleted_by_its_owner_and_by_nobody_else() throws Exception {
        var day = ClubsUnderTest.newDay();
        var id = number(send("pilote", booking(1, day, "09:00", "10:00", "")));

        var foreign = send("eleve", Map.of("menu", "3", "sub_menu", "12", "id", id));
        var moved = send("pilote", moving(id, booking(1, day, "09:30", "11:00", "")));
        var deleted = send("pilote", Map.of("menu", "3", "sub_menu", "12", "id", id));
        var again = send("pilote", Map.of("menu", "3", "sub_menu", "12", "id", id));

        assertThat(List.of(foreign, moved, deleted, again))
                .extracting(HttpResponse::statusCode)
                .containsExactly(403, 200, 200, 404);
    }

    @Test
    void a_visitor_looks_and_does_not_book() throws Exception {
        var refused = send("visiteur", booking(1, ClubsUnderTest.newDay(), "09:00", "10:00", ""));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(page(refused)).contains("Planning").doesNotContain("Nouvelle réservation");
    }

    @Test
    void a_session_belongs_to_the_address_it_was_opened_from() throws Exception {
        var cookie = logIn(address);

        var here = withSession(cookie, address);
        var elsewhere = withSession(cookie, ClubsUnderTest.newAddress());

        assertThat(page(here)).contains("Camille Laurent").doesNotContain(LOGIN_FIELD);
        assertThat(page(elsewhere)).contains(LOGIN_FIELD).doesNotContain("Camille Laurent");
    }

    @Test
    void the_client_is_the_last_one_that_the_gateway_named() throws Exception {
        var cookie = logIn(address);

        var forged = withSession(cookie, "198.51.100.7, " + address);

        assertThat(page(forged)).contains("Camille Laurent");
    }

    @Test
    void a_session_of_one_club_is_worth_nothing_in_another() throws Exception {
        var cookie = logIn(address);

        var other = clubs.http.send(
                clubs.request(Club.MERMOZ, "1.3.1", "/index.php")
                        .header("X-Forwarded-For", address)
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(page(other)).contains(LOGIN_FIELD);
    }

    @Test
    void who_writes_without_a_session_is_told_that_nothing_was_recorded() throws Exception {
        var request = clubs.request(Club.AEROCLUB, "1.3.1", "/index.php")
                .POST(BodyPublishers.ofString(form(booking(1, ClubsUnderTest.newDay(), "09:00", "10:00", ""))));

        var answer = clubs.http.send(request.build(), BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(page(answer)).contains("rien n'a été enregistré");
    }

    @Test
    void four_bad_passwords_shut_an_address_out_with_everybody_behind_it_until_one_logs_in() throws Exception {
        var session = logIn(address);
        for (var i = 0; i < 4; i++) {
            var _ = logIn(address, "nobody" + address, "wrong");
        }

        var banned = withSession(session, address).statusCode();
        var elsewhere = clubs.http
                .send(index(ClubsUnderTest.newAddress()).build(), BodyHandlers.discarding())
                .statusCode();
        var colleague = logIn(address, "gestion", "envol").statusCode();
        var afterwards = withSession(session, address).statusCode();

        assertThat(List.of(banned, elsewhere, colleague, afterwards)).containsExactly(429, 200, 303, 200);
    }

    @Test
    void pages_are_latin_1_and_what_it_lacks_survives() throws Exception {
        var day = ClubsUnderTest.newDay();
        // What a browser sends for a euro sign typed into a page in ISO-8859-1.
        var _ = send("pilote", booking(1, day, "09:00", "10:00", "été &#8364;"));

        var seen = send("pilote", Map.of("menu", "1", "tsStartDate", seconds(day)));

        assertThat(seen.headers().firstValue("Content-Type")).hasValue("text/html; charset=ISO-8859-1");
        assertThat(page(seen)).contains("Aéro-club du Bassin d'Arcachon", "été &#8364;");
    }

    @Test
    void its_links_are_relative_and_its_cookie_is_for_this_host_alone() throws Exception {
        var planning = send("pilote", Map.of("menu", "1"));
        var first = clubs.http.send(index(address).build(), BodyHandlers.discarding());

        var links = Pattern.compile("(?:href|action|src)=\"([^\"]*)\"").matcher(page(planning));
        assertThat(links.results().map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).doesNotStartWith("/").doesNotContain("://"));
        assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("PHPSESSID=")
                .doesNotContainIgnoringCase("domain");
    }

    @Test
    void a_clubs_own_site_may_check_a_login() throws Exception {
        assertThat(checkIdent("login=pilote&password=envol")).isEqualTo("0");
        assertThat(checkIdent("login=pilote&password=" + address)).isEqualTo("1");
        assertThat(checkIdent("login=pilote")).isEqualTo("2");
    }

    @Test
    void every_answer_names_the_version_and_most_name_the_club() throws Exception {
        var unknown = clubs.http.send(
                clubs.request(Club.AEROCLUB, "1.3.1", "/nothing.php").build(), BodyHandlers.ofByteArray());
        var unauthorised = clubs.http.send(
                index(address).header("Authorization", "Basic bm9ib2R5Ong=").build(), BodyHandlers.ofByteArray());
        var withoutSpace = clubs.http.send(
                HttpRequest.newBuilder(URI.create(clubs.server("1.3.1").url() + "/index.php"))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(List.of(unknown, unauthorised, withoutSpace))
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("X-App-Version")).hasValue("1.3.1"))
                .extracting(HttpResponse::statusCode)
                .containsExactly(404, 401, 400);
        assertThat(page(unknown)).contains("Aéro-club du Bassin d'Arcachon", "OpenFlyers 1.3.1");
        assertThat(malformed()).startsWith("HTTP/1.0 400").contains("X-App-Version: 1.3.1");
    }

    /// What the server says to a request line that is none.
    private String malformed() throws IOException {
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), clubs.server("1.3.1").port())) {
            socket.getOutputStream().write("GET / HTTP/9\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private HttpResponse<byte[]> send(String login, Map<String, String> fields) throws Exception {
        var request = index(address)
                .header("Authorization", ClubsUnderTest.basic(login))
                .POST(BodyPublishers.ofString(form(fields)));
        return clubs.http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder index(String from) {
        return clubs.request(Club.AEROCLUB, "1.3.1", "/index.php").header("X-Forwarded-For", from);
    }

    private HttpResponse<byte[]> logIn(String from, String login, String password) throws Exception {
        var request = index(from).POST(BodyPublishers.ofString(form(Map.of("login", login, "password", password))));
        return clubs.http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /// @return the session as a `Cookie` field
    private String logIn(String from) throws Exception {
        var cookie = logIn(from, "pilote", "envol")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private HttpResponse<byte[]> withSession(String cookie, String from) throws Exception {
        return clubs.http.send(index(from).header("Cookie", cookie).build(), BodyHandlers.ofByteArray());
    }

    private String checkIdent(String fields) throws Exception {
        var request = clubs.request(Club.AEROCLUB, "1.3.1", "/checkIdent.php")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString(fields));
        return clubs.http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static Map<String, String> booking(int aircraft, LocalDate day, String start, String end, String comment) {
        return Map.of(
                "menu",
                "3",
                "sub_menu",
                "11",
                "aircraft_num",
                Integer.toString(aircraft),
                "date",
                day.toString(),
                "start",
                start,
                "end",
                end,
                "comments",
                comment);
    }

    private static Map<String, String> moving(String id, Map<String, String> booking) {
        var fields = new HashMap<>(booking);
        fields.put("sub_menu", "13");
        fields.put("id", id);
        return fields;
    }

    private static String number(HttpResponse<byte[]> booked) {
        var found = Pattern.compile("Réservation n° (\\d+)").matcher(page(booked));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String seconds(LocalDate day) {
        return Long.toString(day.atStartOfDay(ZoneId.of("Europe/Paris")).toEpochSecond());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.ISO_8859_1))
                .reduce((one, other) -> one + "&" + other)
                .orElse("");
    }

    private static String page(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.ISO_8859_1);
    }
}
