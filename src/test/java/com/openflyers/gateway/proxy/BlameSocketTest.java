package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Futures;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What clients do, and what we end ourselves, takes no server out: it serves all other clubs.
class BlameSocketTest {

    /// One more than the failures in a row that take a server out.
    private static final int MANY = 4;

    private static final String HOST = "Host: aeroclub.localhost\r\n";
    private static final String SWITCH =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

    @Test
    void clients_who_take_nothing_do_not() throws SocketException {
        try (var upstream = FakeUpstream.answering("x".repeat(16 << 20));
                var edge = EdgeUnderTest.start("edge: {deadlines: {response-idle: 500ms, linger: 200ms}}")
                        .leadingTo(upstream)) {
            var clients = new ArrayList<Conversation>();
            for (var i = 0; i < MANY; i++) {
                var client = edge.connect();
                client.socket().setReceiveBufferSize(16 * 1024);
                clients.add(client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n"));
            }

            awaitAllEnded(edge, MANY);

            assertThat(edge.servers("2.0")).allMatch(server -> server.ejections() == 0);
            clients.forEach(Conversation::close);
        }
    }

    @Test
    void an_answer_that_no_server_would_give_to_a_whole_request_does_not() {
        var upgrade = "GET /ws HTTP/1.1\r\n" + HOST + "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nContent-Length: 1\r\n\r\n";
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer(SWITCH);
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream)) {
            for (var i = 0; i < MANY; i++) {
                try (var client = edge.connect()) {
                    assertThat(client.send(upgrade).readMessage().status()).isEqualTo(502);
                }
            }

            assertThat(edge.servers("2.0")).allMatch(server -> server.ejections() == 0);
        }
    }

    @Test
    void streams_that_a_flip_cuts_in_the_middle_of_an_event_do_not() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: half");
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream)) {
            edge.version("2.1", Rules.NONE, upstream.address());
            var streams = List.of(events(edge), events(edge), events(edge), events(edge));

            edge.space("aeroclub", "2.1", "2.0");

            assertThat(streams).allMatch(Conversation::endsByReset);
            assertThat(edge.servers("2.0")).allMatch(server -> server.ejections() == 0);
        }
    }

    private static Conversation events(EdgeUnderTest edge) {
        var client = edge.connect().send("GET /events HTTP/1.1\r\n" + HOST + "\r\n");
        client.readHead();
        assertThat(client.read(15)).isEqualTo("a\r\ndata: half\r\n");
        return client;
    }

    private static void awaitAllEnded(EdgeUnderTest edge, int requests) {
        Futures.until(
                "all are over",
                () -> edge.metric("gateway_requests_total{status=\"2xx\",version=\"2.0\"}") == requests);
    }
}
