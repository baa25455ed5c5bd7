package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Rules.Retry;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests that waited while their space moved from 1.3.1 to 2.0: each is answered by its class.
class HeldAnswersSocketTest {

    private static final String HOST = "Host: aeroclub.localhost\r\n";
    private static final String SESSION = "Cookie: lang=fr; PHPSESSID=abc\r\n";

    private final FakeUpstream old = FakeUpstream.answering("1.3.1");
    private final FakeUpstream fresh = FakeUpstream.answering("2.0");
    private final EdgeUnderTest edge = EdgeUnderTest.start();
    private final Conversation client = edge.connect();

    @BeforeEach
    void hold() {
        edge.version("1.3.1", rules("PHPSESSID", "/index.php", "/"), old.address())
                .version("2.0", rules("OFSESSION", "/app", "/app/home"), fresh.address())
                .hold("aeroclub", "1.3.1");
    }

    @AfterEach
    void close() {
        client.close();
        edge.close();
        old.close();
        fresh.close();
    }

    @Test
    void a_request_bound_to_nothing_goes_to_the_new_version_with_its_body() {
        client.send("POST /feedback HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nhello");

        flip();

        assertThat(client.readMessage().body()).isEqualTo("2.0");
        assertThat(fresh.received())
                .singleElement()
                .satisfies(request -> assertThat(request.body()).isEqualTo("hello"));
    }

    @Test
    void a_look_with_an_old_session_is_led_to_the_new_home_page() {
        client.send("GET /planning HTTP/1.1\r\n" + HOST + SESSION + "\r\n");

        flip();

        var answer = client.readMessage();
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.field("Location")).isEqualTo("/app/home");
        assertThat(answer.field("Set-Cookie")).startsWith("PHPSESSID=; ").contains("Max-Age=0");
        assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
        assertThat(fresh.received()).isEmpty();
    }

    @Test
    void a_look_at_a_page_of_the_old_version_is_led_to_the_new_home_page() {
        client.send("HEAD /index.php?menu=planning HTTP/1.1\r\n" + HOST + "\r\n");

        flip();

        assertThat(client.readHeadAnswer().field("Location")).isEqualTo("/app/home");
    }

    @Test
    void a_write_with_an_old_session_is_told_that_nothing_was_recorded_and_gets_its_fields_back() {
        var form = "aircraft=F-GABC&comment=vol%20d%27essai+%3Cb%3E&passager=Paul&pass=geheim";
        client.send("POST /index.php HTTP/1.1\r\n" + HOST + SESSION + "Accept: text/html\r\nAccept-Language: fr\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n\r\n"
                + form);

        flip();

        var answer = client.readMessage();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.field("X-Gateway-Error")).isEqualTo("not-recorded");
        assertThat(answer.field("Set-Cookie")).startsWith("PHPSESSID=; ");
        assertThat(answer.body())
                .contains("F-GABC", "vol d'essai &lt;b&gt;", "Paul", "href=\"/app/home\"")
                .doesNotContain("geheim", "<b>");
        assertThat(old.received()).isEmpty();
        assertThat(fresh.received()).isEmpty();
        assertThat(edge.logged().await(line -> line.status() == 409).forwarded())
                .isFalse();
    }

    @Test
    void a_program_gets_its_json_back_as_a_problem() {
        var json = "{\"flight\":{\"aircraft\":\"F-GABC\",\"hours\":[1,2]},\"password\":\"geheim\"}";
        client.send("PUT /api/flight HTTP/1.1\r\n" + HOST + SESSION + "Accept: application/json\r\n"
                + "Content-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json);

        flip();

        var answer = new JsonObject(client.readMessage().body());
        assertThat(answer.getString("type")).isEqualTo("urn:gateway:not-recorded");
        assertThat(answer.getString("home")).isEqualTo("/app/home");
        assertThat(answer.getBoolean("submittedInFull")).isTrue();
        assertThat(answer.getJsonObject("submitted").getMap())
                .containsEntry("flight.aircraft", "F-GABC")
                .containsEntry("flight.hours[1]", "2")
                .doesNotContainValue("geheim");
    }

    @Test
    void a_connection_goes_on_after_an_answer_to_what_waited() {
        client.send("POST /index.php HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\na=b" + "GET /next HTTP/1.1\r\n"
                + HOST + "\r\n");

        flip();

        assertThat(client.readMessage().status()).isEqualTo(409);
        assertThat(client.readMessage().body()).isEqualTo("2.0");
    }

    @Test
    void when_nothing_was_flipped_even_what_is_bound_goes_on_to_its_version() {
        client.send("POST /index.php HTTP/1.1\r\n" + HOST + SESSION + "Content-Length: 3\r\n\r\na=b");
        edge.awaitHeld(1);

        edge.space("aeroclub", "1.3.1");

        assertThat(client.readMessage().body()).isEqualTo("1.3.1");
        assertThat(fresh.received()).isEmpty();
    }

    private void flip() {
        edge.awaitHeld(1);
        edge.space("aeroclub", "2.0", "1.3.1");
    }

    private static Rules rules(String cookie, String bound, String home) {
        return new Rules(
                List.of(cookie),
                List.of(bound),
                List.of(),
                home,
                Map.of(),
                List.of(),
                Rules.DEFAULT_UPSTREAM_IDLE,
                Retry.FORBIDDEN);
    }
}
