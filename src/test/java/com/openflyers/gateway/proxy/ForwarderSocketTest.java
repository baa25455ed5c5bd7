package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import org.junit.jupiter.api.Test;

class ForwarderSocketTest {

    private static final String GET = "GET /a?b=1 HTTP/1.1\r\nHost: aeroclub.localhost\r\nX-Odd: \u00e9\u00ff\r\n\r\n";

    @Test
    void a_request_reaches_the_upstream_and_its_answer_the_client() {
        try (var upstream = FakeUpstream.answering("hello");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            var answer = client.send(GET).readMessage();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("hello");
            var request = upstream.received().getFirst();
            assertThat(request.startLine()).isEqualTo("GET /a?b=1 HTTP/1.1");
            assertThat(request.field("Host")).isEqualTo("aeroclub.localhost");
            assertThat(request.field("X-Odd")).isEqualTo("\u00e9\u00ff");
            assertThat(request.field("X-OpenFlyers-Database")).isEqualTo("aeroclub_2_0");
        }
    }

    @Test
    void a_connection_serves_many_requests_over_one_upstream_connection() {
        try (var upstream = FakeUpstream.answering("hello");
                var edge = EdgeUnderTest.before(upstream);
                var client = edge.connect()) {

            for (var i = 0; i < 50; i++) {
                assertThat(client.send(GET).readMessage().body()).isEqualTo("hello");
            }

            assertThat(upstream.received()).hasSize(50);
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }
}
