package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.Conversation;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import com.openflyers.gateway.testing.Latches;
import io.vertx.core.transport.Transport;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/// An answer arrives whole, or shows that it did not.
@ParameterizedClass(name = "{0}")
@MethodSource("com.openflyers.gateway.testing.Transports#all")
class WholeAnswersSocketTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: aeroclub.localhost\r\n\r\n";
    private static final String GET_10 = GET.replace("HTTP/1.1", "HTTP/1.0");
    private static final String BODY = "0123456789abcdef".repeat(128 * 1024);
    private static final String CHUNKS = Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";

    private final Transport transport;

    WholeAnswersSocketTest(Transport transport) {
        this.transport = transport;
    }

    enum Framing {
        LENGTH("Content-Length: " + BODY.length() + "\r\n\r\n", BODY),
        CHUNKED("Transfer-Encoding: chunked\r\n\r\n", CHUNKS),
        UNTIL_CLOSE("\r\n", BODY);

        private final String head;
        private final String body;

        Framing(String rest, String body) {
            this.head = "HTTP/1.1 200 OK\r\n" + rest;
            this.body = body;
        }
    }

    enum CutBy {
        CLOSE,
        RESET
    }

    @ParameterizedTest
    @EnumSource
    void a_slow_client_gets_all_of_an_answer_whose_upstream_closes_behind_it(Framing framing) {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer(framing.head + framing.body);
                });
                var edge = EdgeUnderTest.before(upstream, transport);
                var client = edge.connect().slowly();
                var old = edge.connect().slowly()) {

            assertThat(client.send(GET).readMessage().body()).isEqualTo(BODY);
            assertThat(old.send(GET_10).readMessage().body()).isEqualTo(BODY);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UNTIL_CLOSE")
    void an_answer_cut_by_a_close_does_not_look_whole(Framing framing) {
        cutDoesNotLookWhole(framing, CutBy.CLOSE);
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_cut_by_a_reset_does_not_look_whole(Framing framing) {
        cutDoesNotLookWhole(framing, CutBy.RESET);
    }

    /// Fifty times, as it takes a reset that comes while the bytes before it are read.
    @Test
    void a_reset_right_behind_bytes_is_noticed_each_time() {
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer(Framing.LENGTH.head + "begun");
                    connection.peer().reset();
                });
                var edge = EdgeUnderTest.before(upstream, transport)) {
            for (var i = 0; i < 50; i++) {
                try (var client = edge.connect()) {
                    var heard = client.send(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
                            .readToEnd();

                    assertThat(heard).containsAnyOf("begun", "upstream-reset");
                }
            }
        }
    }

    private void cutDoesNotLookWhole(Framing framing, CutBy how) {
        var bothRead = new CountDownLatch(2);
        var begun = framing.head + framing.body.substring(0, 1000);
        try (var upstream = FakeUpstream.speaking(connection -> {
                    connection.request();
                    connection.answer(begun);
                    Latches.await(bothRead);
                    if (how == CutBy.RESET) {
                        connection.peer().reset();
                    }
                });
                var edge = EdgeUnderTest.before(upstream, transport);
                var client = edge.connect();
                var old = edge.connect()) {
            readHeadAndSome(client.send(GET));
            readHeadAndSome(old.send(GET_10));

            bothRead.countDown();
            bothRead.countDown();

            assertThat(client.readToEnd()).doesNotContain("\r\n0\r\n").hasSizeLessThan(1000);
            if (framing == Framing.LENGTH) {
                assertThat(old.readToEnd()).hasSizeLessThan(1000);
            } else {
                // It has nothing else to tell it: such a body ends with its connection.
                assertThat(old.endsByReset()).isTrue();
            }
        }
    }

    private static void readHeadAndSome(Conversation client) {
        client.readHead();
        client.read(500);
    }
}
