package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Message;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What members are told while their space is closed for an announced interruption.
class InterruptionSocketTest {

    private static final Instant UNTIL = Instant.parse("2099-07-14T10:30:00Z");

    private final FakeUpstream upstream = FakeUpstream.answering("served");
    private final EdgeUnderTest edge = EdgeUnderTest.before(upstream);

    @BeforeEach
    void interrupt() {
        edge.refuse("aeroclub", UNTIL, "Passage à la version 2.0.", "Moving to version 2.0.", "2.0");
    }

    @AfterEach
    void close() {
        edge.close();
        upstream.close();
    }

    @Test
    void the_page_says_in_french_whose_service_is_interrupted_why_and_until_when() {
        var answer = ask("text/html", "fr");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.field("Content-Language")).isEqualTo("fr");
        assertThat(Long.parseLong(answer.field("Retry-After")))
                .isCloseTo(
                        Duration.between(Instant.now(), UNTIL).toSeconds(), org.assertj.core.data.Offset.offset(60L));
        assertThat(text(answer))
                .contains(
                        "Aéro-club aeroclub",
                        "Service interrompu",
                        "Passage à la version 2.0.",
                        "mardi 14 juillet à 12\u00A0h\u00A030 (heure de Paris)");
    }

    @Test
    void the_page_says_the_same_in_english() {
        assertThat(text(ask("text/html", "en")))
                .contains("Service interrupted", "Moving to version 2.0.", "Tuesday 14 July, 12:30 (Paris time)");
    }

    @Test
    void a_program_is_told_until_when_in_a_form_that_it_can_read() {
        var json = new JsonObject(text(ask("application/problem+json", "en")));

        assertThat(json.getString("type")).isEqualTo("urn:gateway:interrupted");
        assertThat(json.getInstant("until")).isEqualTo(UNTIL);
        assertThat(json.getString("detail")).isEqualTo("Moving to version 2.0.");
    }

    @Test
    void everyone_else_gets_plain_text() {
        assertThat(text(ask("*/*", "fr"))).startsWith("503 Service interrompu – Aéro-club aeroclub");
    }

    @Test
    void without_a_message_the_usual_words_are_said() {
        edge.refuse("aeroclub", UNTIL, "", "", "2.0");

        assertThat(text(ask("text/html", "fr"))).contains("Vos réservations sont conservées.");
    }

    @Test
    void nothing_reaches_the_version_and_the_connection_goes_on_when_it_is_over() {
        try (var client = edge.connect()) {
            var request = "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n";
            client.send(request).readMessage();
            assertThat(upstream.heard()).isEmpty();

            edge.space("aeroclub", "2.0");

            assertThat(client.send(request).readMessage().body()).isEqualTo("served");
        }
    }

    private Message ask(String accept, String language) {
        try (var client = edge.connect()) {
            return client.send("GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\nAccept: " + accept
                            + "\r\nAccept-Language: " + language + "\r\n\r\n")
                    .readMessage();
        }
    }

    private static String text(Message answer) {
        return new String(answer.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
