package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Message;
import com.openflyers.gateway.testing.RecordedLog;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What somebody is told who meets a bug of ours, and what stands in the log. The bugs are those of [BuggyEdge].
@Isolated // it reads what everybody logs
class BugsSocketTest {

    private static final String HOST = "Host: aeroclub.localhost\r\n";
    private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";

    private final RecordedLog log = RecordedLog.of("com.openflyers.gateway.proxy");
    private final FakeUpstream upstream = FakeUpstream.speaking(connection -> {
        while (true) {
            switch (connection.request().startLine().split(" ")[1]) {
                case "/head" -> connection.answer(BuggyEdge.UPSTREAM_BUG + "Content-Length: 5\r\n\r\n");
                case "/part" -> connection.answer(BuggyEdge.UPSTREAM_BUG + "Content-Length: 5\r\n\r\nab");
                case "/whole" -> connection.answer(BuggyEdge.UPSTREAM_BUG + "Content-Length: 2\r\n\r\nok");
                default -> connection.answer(FakeUpstream.ok("ok"));
            }
        }
    });
    private final BuggyEdge edge = BuggyEdge.before(upstream);

    @AfterEach
    void close() {
        edge.close();
        upstream.close();
        log.close();
    }

    @Test
    void a_bug_while_a_request_is_served_is_answered_with_500() {
        isToldOfTheBug("GET / HTTP/1.1\r\n" + HOST + BuggyEdge.CLIENT_BUG + "\r\n");
    }

    @Test
    void a_bug_while_a_head_is_read_is_answered_with_500() {
        isToldOfTheBug("GET / HTTP/1.1\r\n" + BuggyEdge.READ_BUG);
    }

    @Test
    void a_bug_while_it_is_decided_where_a_request_goes_is_answered_with_500() {
        edge.refuseWithBug();

        isToldOfTheBug(GET);
    }

    @Test
    void a_bug_while_a_request_waits_is_answered_with_500() {
        edge.hold();

        isToldOfTheBug("GET / HTTP/1.1\r\n" + HOST + BuggyEdge.CLIENT_BUG + "\r\n");

        assertThat(edge.gates().held()).isZero();
    }

    @Test
    void a_bug_while_a_request_that_waits_is_refused_is_answered_with_500() {
        edge.hold();
        try (var client = edge.connect()) {
            client.send(GET);
            edge.awaitHeld(1);
            edge.refuseWithBug();

            isAnAnswerToTheBug(client.readMessage());
        }
        assertThat(edge.gates().held()).isZero();
    }

    @Test
    void a_bug_once_a_connection_to_the_upstream_is_made_is_answered_with_500() {
        edge.breakNextConnection();

        isToldOfTheBug(GET);
    }

    @Test
    void a_bug_behind_the_head_of_an_answer_that_was_not_sent_yet_is_answered_with_500() {
        isToldOfTheBug("GET /head HTTP/1.1\r\n" + HOST + "\r\n");
    }

    @Test
    void a_bug_inside_an_answer_breaks_it_off() {
        try (var client = edge.connect()) {
            client.send("GET /part HTTP/1.1\r\n" + HOST + "\r\n");

            assertThat(client.readToEnd()).doesNotContain("500");
        }
        assertThat(theBug().getMessage())
                .contains(edge.logged()
                        .await(line -> line.error().equals("broken-off"))
                        .requestId());
    }

    @Test
    void a_bug_on_an_idle_connection_to_an_upstream_costs_that_connection_alone() {
        try (var client = edge.connect()) {
            assertThat(client.send("GET /whole HTTP/1.1\r\n" + HOST + "\r\n")
                            .readMessage()
                            .body())
                    .isEqualTo("ok");
            assertThat(client.send(GET).readMessage().body()).isEqualTo("ok");
        }
        assertThat(theBug().getMessage()).contains("idle connection");
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @Test
    void a_connection_that_breaks_is_no_bug() {
        try (var client = edge.connect()) {
            client.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nab");
            edge.awaitInFlight(1);
            client.reset();
        }

        assertThat(edge.logged().await(line -> line.method().equals("POST")).error())
                .isEqualTo("client-gone");
        assertThat(bugs()).isZero();
    }

    /// Sends the request, and checks that it is answered in order: 500, closed, one line in each log, nothing kept.
    private void isToldOfTheBug(String request) {
        Message answer;
        try (Conversation client = edge.connect()) {
            answer = client.send(request).readMessage();

            assertThat(client.readToEnd()).isEmpty();
        }
        isAnAnswerToTheBug(answer);
    }

    private void isAnAnswerToTheBug(Message answer) {
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.field("X-Gateway-Error")).isEqualTo("internal-error");
        assertThat(answer.field("Connection")).isEqualTo("close");
        var line = edge.logged().await(logged -> logged.status() == 500);
        assertThat(line.error()).isEqualTo("internal-error");
        assertThat(answer.body()).contains(line.requestId());
        assertThat(theBug().getMessage()).contains(line.requestId());
        edge.awaitInFlight(0);
    }

    private LogRecord theBug() {
        assertThat(log.records().stream().filter(BugsSocketTest::isBug))
                .singleElement()
                .satisfies(bug -> assertThat(bug.getThrown()).isNotNull());
        return log.records().stream().filter(BugsSocketTest::isBug).findFirst().orElseThrow();
    }

    private long bugs() {
        return log.records().stream().filter(BugsSocketTest::isBug).count();
    }

    private static boolean isBug(LogRecord line) {
        return line.getLevel().equals(Level.SEVERE);
    }
}
