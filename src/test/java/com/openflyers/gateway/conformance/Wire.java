package com.openflyers.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Message;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A gateway between raw clients and an upstream that keeps every byte, and what must hold for each request.
///
/// Every request is followed by a canary on the same connection: behind a sound request it is answered, behind a
/// fault it is not. As an extension of a test class it is closed behind the last test.
final class Wire implements AutoCloseable, AfterAllCallback {

    static final String HOST = "Host: aeroclub.localhost\r\n";
    static final String CANARY = get("/canary", "");

    static final String IMF_FIXDATE = "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] "
            + "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} [0-2][0-9]:[0-5][0-9]:[0-6][0-9] GMT";

    private final FakeUpstream upstream;
    private final EdgeUnderTest edge;
    private final AtomicReference<String> nextAnswer;

    private Wire(FakeUpstream upstream, AtomicReference<String> nextAnswer, String yaml) {
        this.nextAnswer = nextAnswer;
        this.upstream = upstream;
        this.edge = EdgeUnderTest.start(yaml)
                .version("2.0", Rules.NONE, upstream.address())
                .space("aeroclub", "2.0");
    }

    /// A gateway whose upstream answers `200 ok` to every request but those that [#nextAnswer] is for.
    static Wire open() {
        return open("");
    }

    /// @param yaml settings that differ from the defaults
    static Wire open(String yaml) {
        var next = new AtomicReference<String>();
        var upstream = FakeUpstream.speaking(connection -> {
            while (true) {
                connection.request();
                var answer = next.getAndSet(null);
                connection.answer(answer == null ? FakeUpstream.ok("ok") : answer);
            }
        });
        return new Wire(upstream, next, yaml);
    }

    /// A gateway whose upstream does on each connection what the script says.
    static Wire to(FakeUpstream.Script script) {
        return new Wire(FakeUpstream.speaking(script), new AtomicReference<>(), "");
    }

    /// The bytes with which the upstream answers one request.
    void nextAnswer(String bytes) {
        nextAnswer.set(bytes);
    }

    /// A GET for the space behind which the upstream is.
    static String get(String target, String fields) {
        return "GET " + target + " HTTP/1.1\r\n" + HOST + fields + "\r\n";
    }

    static String post(String fields, String body) {
        return "POST /post HTTP/1.1\r\n" + HOST + fields + "\r\n" + body;
    }

    Conversation connect() {
        return edge.connect();
    }

    EdgeUnderTest edge() {
        return edge;
    }

    FakeUpstream upstream() {
        return upstream;
    }

    /// What a client is given for a request that the upstream answers with these bytes. Its next request on the same
    /// connection is served in any case.
    Message answerTo(String request, String bytes) {
        nextAnswer(bytes);
        try (var client = connect()) {
            client.send(request);
            var answer = request.startsWith("HEAD") ? client.readHeadAnswer() : client.readMessage();
            if (answer.status() == 502) {
                isOurs(answer);
            }
            assertThat(client.send(CANARY).readMessage().body())
                    .as("the canary")
                    .isEqualTo("ok");
            return answer;
        }
    }

    /// The answer to one request on a connection of its own.
    Message ask(String request) {
        try (var client = connect()) {
            return client.send(request).readMessage();
        }
    }

    /// Checks that a request and the canary behind it are both answered.
    ///
    /// @return the request, as the upstream received it
    Message passes(String request) {
        var before = upstream.received().size();
        try (var client = connect()) {
            client.send(request + CANARY);
            assertThat(client.readMessage().status()).as(request).isEqualTo(200);
            assertThat(client.readMessage().status()).as("the canary").isEqualTo(200);
        }
        assertThat(upstream.received()).hasSize(before + 2);
        return upstream.received().get(before);
    }

    /// Checks that a head is refused before anything of it goes on: one answer of ours, the connection closed, the
    /// canary neither answered nor forwarded.
    Message refuses(String request) {
        var before = upstream.heard().length();
        var answer = refusal(request);
        assertThat(upstream.heard().substring(before)).as(request).startsWith("GET /next ");
        return answer;
    }

    /// Checks that a body is refused at its fault: the request is never complete upstream, the connection is closed,
    /// the canary neither answered nor forwarded.
    Message breaksOff(String request) {
        var before = upstream.received().size();
        var heard = upstream.heard().length();
        var answer = refusal(request);
        assertThat(upstream.received().subList(before, upstream.received().size()))
                .as(request)
                .singleElement()
                .satisfies(next -> assertThat(next.startLine()).startsWith("GET /next "));
        assertThat(upstream.heard().substring(heard)).doesNotContain("/canary", "GET /smuggled HTTP/1.1\r\nHost");
        return answer;
    }

    private Message refusal(String request) {
        try (var client = connect()) {
            client.send(request + CANARY);
            var answer = client.readMessage();
            isOurs(answer);
            assertThat(answer.field("Connection")).isEqualTo("close");

            sendIfOpen(client, CANARY);

            assertThat(client.readToEnd())
                    .as("what follows the answer to " + request)
                    .isEmpty();
            assertThat(ask(get("/next", "")).status()).isEqualTo(200);
            return answer;
        }
    }

    /// Checks that an answer is one of our own.
    static void isOurs(Message answer) {
        assertThat(answer.startLine()).startsWith("HTTP/1.1 ");
        assertThat(answer.field("X-Gateway-Error")).as(answer.head()).isNotEmpty();
        assertThat(answer.fields("Date")).singleElement().asString().matches(IMF_FIXDATE);
    }

    static void sendIfOpen(Conversation client, String bytes) {
        try {
            client.send(bytes);
        } catch (UncheckedIOException _) {
            // The connection is gone, as it should be sooner or later.
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        edge.close();
        upstream.close();
    }
}
