package com.openflyers.gateway.proxy;

import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Futures;
import com.openflyers.gateway.testing.Latches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// WebSockets and event streams: passed byte by byte, and ended politely when the pointer moves or the node stops.
class LongStreamsSocketTest {

    private static final String HANDSHAKE = "GET /ws HTTP/1.1\r\nHost: aeroclub.localhost\r\n"
            + "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String SWITCH = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    private static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final String KEEP_ALIVE = "02";
    private static final String GOING_AWAY = "\u0088\u0002\u0003\u00e9";

    @Test
    void a_tunnel_loses_no_byte_in_either_direction_however_early_it_comes() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer(SWITCH + "\u0081\u0003abc");
                    connection.answer(connection.peer().read(9));
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            client.send(HANDSHAKE + "\u0081\u0083mask12");

            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ").contains("Sec-WebSocket-Accept: s3pPLM");
            assertThat(client.read(5)).isEqualTo("\u0081\u0003abc");
            client.send("3");
            assertThat(client.read(9)).isEqualTo("\u0081\u0083mask123");
        }
    }

    @Test
    void an_upgrade_that_is_refused_is_an_answer_like_any_other() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    while (true) {
                        connection.request();
                        connection.answer(ok("no"));
                    }
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            assertThat(client.send(HANDSHAKE).readMessage().body()).isEqualTo("no");
            assertThat(client.send("GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n")
                            .readMessage()
                            .body())
                    .isEqualTo("no");
        }
    }

    @Test
    void a_stream_that_begins_before_its_request_is_whole_outlives_the_bodys_deadline() {
        var post = "POST / HTTP/1.1\r\nHost: aeroclub.localhost\r\nContent-Length: 2\r\n\r\n";
        try (var upstream = FakeUpstream.speaking(connection -> {
                    if (connection.peer().readHead().startsWith("POST / ")) {
                        connection.answer(STREAM + "data: 1\n\n");
                        connection.peer().read(2);
                        connection.answer("data: 2\n\n");
                    }
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.start("edge: {deadlines: {body-idle: 300ms}}")
                        .leadingTo(upstream);
                var client = edge.connect();
                var late = edge.connect()) {
            client.send(post).readHead();
            assertThat(client.readLine()).isEqualTo("9");
            client.send("a");

            var refused = late.send(post.replace("/ ", "/late ")).readMessage();
            assertThat(refused.status()).isEqualTo(408);
            client.send("b");
            assertThat(client.read(11)).isEqualTo("data: 1\n\n\r\n");
            assertThat(client.readLine()).isEqualTo("9");
            assertThat(client.read(9)).isEqualTo("data: 2\n\n");
        }
    }

    @Test
    void a_flip_closes_a_websocket_with_1001_between_two_frames() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.peer().readHead();
                    connection.answer(SWITCH + "\u0081\u0005he");
                    connection.peer().read(1);
                    connection.answer("llo");
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.version("2.1", Rules.NONE, upstream.address());
            client.send(HANDSHAKE);
            client.readHead();
            assertThat(client.read(4)).isEqualTo("\u0081\u0005he");

            edge.space("aeroclub", "2.1", "2.0");
            client.send("!");

            assertThat(client.readToEnd()).isEqualTo("llo" + GOING_AWAY);
        }
    }

    @Test
    void a_flip_ends_an_event_stream_after_an_event() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer(STREAM + "data: 1\n\ndata: ");
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.version("2.1", Rules.NONE, upstream.address());
            client.send("GET /events HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            client.readHead();
            assertThat(client.readLine()).isEqualTo("f");
            client.read(17);

            edge.space("aeroclub", "2.1", "2.0");

            // In the middle of an event that goes on never, only a broken connection is honest.
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void a_flip_ends_an_event_stream_at_once_when_no_event_is_under_way() {
        try (var upstream = oneEvent();
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.version("2.1", Rules.NONE, upstream.address());
            client.send("GET /events HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            client.readHead();
            assertThat(client.read(14)).isEqualTo("9\r\ndata: 1\n\n\r\n");

            edge.space("aeroclub", "2.1", "2.0");

            assertThat(client.readToEnd()).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void a_flip_of_another_space_leaves_a_stream_alone() {
        try (var upstream = oneEvent();
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            edge.version("2.1", Rules.NONE, upstream.address()).space("mermoz", "2.0");
            client.send("GET /events HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            client.readHead();
            client.read(14);

            edge.space("mermoz", "2.1", "2.0");
            edge.space("aeroclub", "2.1", "2.0");

            assertThat(client.readToEnd()).isEqualTo("0\r\n\r\n");
        }
    }

    @Test
    void a_node_that_stops_ends_its_streams_and_closes_its_idle_connections() throws Exception {
        try (var upstream = oneEvent();
                var edge = EdgeUnderTest.before(upstream);
                var idle = edge.connect();
                var streaming = edge.connect()) {
            idle.send("GET / HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n").readMessage();
            streaming.send("GET /events HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            streaming.readHead();
            streaming.read(14);

            var drained = edge.edge().drain(Duration.ofSeconds(10));

            assertThat(idle.readToEnd()).isEmpty();
            assertThat(streaming.readToEnd()).isEqualTo("0\r\n\r\n");
            drained.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_stream_that_begins_while_the_node_stops_is_ended_as_well() throws IOException {
        var asked = new CountDownLatch(1);
        var stopping = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    asked.countDown();
                    Latches.await(stopping);
                    connection.answer(STREAM + "data: 1\n\n");
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.start("edge: {event-loops: 1}").leadingTo(upstream);
                var idle = edge.connect();
                var client = edge.connect()) {
            idle.send("GET / HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n").readMessage();
            client.send("GET /events HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            Latches.await(asked);
            var drained = edge.edge().drain(Duration.ofSeconds(10));
            assertThat(idle.readToEnd()).isEmpty();
            stopping.countDown();

            assertThat(client.readToEnd()).endsWith("0\r\n\r\n");
            Futures.result(drained.map(true));
        }
    }

    @Test
    void an_answer_that_the_end_of_a_node_cuts_short_does_not_look_whole() {
        var asked = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
                    asked.countDown();
                    connection.peer().readToEnd();
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            client.send("GET / HTTP/1.0\r\nHost: aeroclub.localhost\r\n\r\n").readHead();
            assertThat(client.read(4)).isEqualTo("half");

            var drained = edge.edge().drain(Duration.ofMillis(500));

            assertThat(client.endsByReset()).isTrue();
            Futures.result(drained.map(true));
        }
    }

    @Test
    void a_client_that_vanishes_from_a_silent_stream_is_asked_for() throws IOException {
        try (var upstream = oneEvent();
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            client.send("GET /events HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n")
                    .readHead();

            assertThat(client.read(14)).isEqualTo("9\r\ndata: 1\n\n\r\n");

            assertThat(timers(edge.port(), client.socket().getLocalPort())).containsExactly(KEEP_ALIVE);
        }
    }

    @Test
    void a_request_that_is_being_served_when_the_node_stops_is_served_to_its_end() throws Exception {
        var asked = new CountDownLatch(1);
        var stopping = new CountDownLatch(1);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    asked.countDown();
                    try {
                        stopping.await();
                    } catch (InterruptedException e) {
                        return;
                    }
                    connection.answer(ok("served"));
                });
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {
            client.send("GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n");
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            var drained = edge.edge().drain(Duration.ofSeconds(10));
            stopping.countDown();

            var answer = client.readMessage();
            assertThat(answer.body()).isEqualTo("served");
            assertThat(client.readToEnd()).isEmpty();
            drained.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    /// Sends one event to each who asks, and then nothing.
    private static FakeUpstream oneEvent() {
        return FakeUpstream.speaking(connection -> {
            connection.request();
            connection.answer(STREAM + "data: 1\n\n");
            connection.peer().readToEnd();
        });
    }

    /// What the kernel waits for on the connections between two ports of this machine: the sixth column of its table
    /// (proc_pid_net(5)).
    private static List<String> timers(int local, int remote) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
        lines.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns ->
                        columns[1].endsWith(":%04X".formatted(local)) && columns[2].endsWith(":%04X".formatted(remote)))
                .map(columns -> columns[5].substring(0, 2))
                .toList();
    }
}
