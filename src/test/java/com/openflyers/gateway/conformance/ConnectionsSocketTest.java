package com.openflyers.gateway.conformance;

import static com.openflyers.gateway.conformance.Wire.CANARY;
import static com.openflyers.gateway.conformance.Wire.HOST;
import static com.openflyers.gateway.conformance.Wire.get;
import static com.openflyers.gateway.testing.FakeUpstream.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.route.Upstream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What concerns one connection and not the message, and when a connection ends (RFC 9110 §7.6.1, RFC 9112 §9).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsSocketTest {

    @RegisterExtension
    final Wire wire = Wire.open("edge: {limits: {body: 100KiB}}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: X-A",
                "Connection: x-a,keep-alive",
                "Connection: keep-alive, X-A",
                "Connection: ,,X-A,",
                "Connection: keep-alive\r\nConnection: x-A",
                "connection:X-A\r\nKeep-Alive: timeout=5"
            })
    void nominated_fields_of_a_request_stay_behind(String connection) {
        var request = wire.passes(get("/", "X-A: 1\r\n" + connection + "\r\nX-B: 2\r\nx-a: 3\r\n"));

        assertThat(request.fields("X-A")).isEmpty();
        assertThat(request.fields("Connection")).isEmpty();
        assertThat(request.fields("X-B")).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: X-A",
                "Connection: x-a, keep-alive\r\nKeep-Alive: timeout=5",
                "Connection: keep-alive\r\nConnection: X-A",
                "Connection: X-A\r\nProxy-Connection: x\r\nUpgrade: h2c\r\nTE: x"
            })
    void nominated_fields_of_an_answer_stay_behind(String connection) {
        var fields = "X-A: 1\r\n" + connection + "\r\nX-B: 2\r\n";
        wire.nextAnswer("HTTP/1.1 103 Early Hints\r\n" + fields + "\r\nHTTP/1.1 200 OK\r\n" + fields
                + "Content-Length: 2\r\n\r\nok");
        try (var client = wire.connect()) {

            client.send(get("/", ""));

            assertThat(client.readHead()).isEqualTo("HTTP/1.1 103 Early Hints\r\nX-B: 2\r\n\r\n");
            assertThat(client.readMessage().head())
                    .contains("\r\nX-B: 2\r\n")
                    .doesNotContainIgnoringCase("X-A", "connection", "Keep-Alive", "Upgrade", "\r\nTE:");
        }
    }

    @Test
    void a_message_nominates_no_more_fields_than_any_needs() {
        var most = "Connection: ,keep-alive, X-A" + ",x-a".repeat(63) + ",keep-alive,\r\nX-A: 1\r\n";
        var more = "Connection: X-A" + ",X-A".repeat(63) + "\r\nConnection: X-A\r\n";

        assertThat(wire.passes(get("/", most)).fields("X-A")).isEmpty();
        assertThat(wire.answerTo(get("/", ""), "HTTP/1.1 200 OK\r\n" + most + "Content-Length: 2\r\n\r\nok")
                        .fields("X-A"))
                .isEmpty();

        for (var refused : List.of(more, "Connection: " + "a,".repeat(15_000) + "\r\n")) {
            assertThat(wire.refuses(get("/", refused)).status()).isEqualTo(431);
            assertThat(wire.refuses("GET /.gateway/live HTTP/1.1\r\n" + HOST + refused + "\r\n")
                            .status())
                    .isEqualTo(431);
            assertThat(wire.answerTo(get("/", ""), "HTTP/1.1 200 OK\r\n" + refused + "Content-Length: 2\r\n\r\nok")
                            .status())
                    .isEqualTo(502);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Proxy-Connection: keep-alive",
                "Proxy-Connection: close",
                "Keep-Alive: 300",
                "TE: trailers",
                "TE: gzip;q=1",
                "Upgrade: h2c",
                "Upgrade: TLS/1.2",
                "HTTP2-Settings: AAMAAABkAAQAAP__",
                "Connection: keep-alive",
                "Proxy-Authorization: Basic YTpi"
            })
    void fields_of_a_connection_stay_behind_unasked(String field) {
        var request = wire.passes(get("/", field + "\r\n"));

        assertThat(request.fields(field.substring(0, field.indexOf(':')))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 127.0.0.1",
        "X-Forwarded-Proto, http",
        "X-Forwarded-Host, aeroclub.localhost",
        "X-OpenFlyers-Space, aeroclub",
        "X-Route-Revision, 1",
        "Host, aeroclub.localhost",
        "Content-Length, 5",
        "Via, 1.1 openflyers-gateway"
    })
    void a_client_cannot_have_our_own_fields_taken_away(String name, String value) {
        var request = wire.passes("POST / HTTP/1.1\r\n" + HOST + "Connection: " + name
                + ", Transfer-Encoding, Forwarded\r\n" + "Content-Length: 5\r\n\r\nhello");

        assertThat(request.fields(name)).containsExactly(value);
        assertThat(request.fields("Forwarded")).hasSize(1);
        assertThat(request.body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nConnection: close\r\n",
                "GET / HTTP/1.0\r\n",
                "GET / HTTP/1.0\r\nConnection: keep-alive\r\n"
            })
    void nothing_is_served_after_the_last_request(String head) {
        var heard = wire.upstream().heard().length();
        try (var client = wire.connect()) {
            client.send(head + HOST + "\r\n" + CANARY);

            assertThat(client.readMessage().field("Connection")).isEqualTo("close");
            Wire.sendIfOpen(client, CANARY);
            assertThat(client.readToEnd()).isEmpty();
            assertThat(wire.upstream().heard().substring(heard)).doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: close",
                "Connection: X-A, Close",
                "connection: ,close",
                "Connection: keep-alive\r\nConnection: close"
            })
    void an_upstream_that_closes_is_believed_and_the_client_not_told(String connection) {
        try (var wire = Wire.to(peer -> {
                    peer.request();
                    peer.answer("HTTP/1.1 200 OK\r\n" + connection + "\r\nContent-Length: 2\r\n\r\nok");
                    assertThat(peer.peer().readToEnd()).isEmpty();
                });
                var client = wire.connect()) {

            for (var i = 0; i < 3; i++) {
                var answer = client.send(CANARY).readMessage();
                assertThat(answer.body()).isEqualTo("ok");
                assertThat(answer.fields("Connection")).isEmpty();
            }
            assertThat(wire.upstream().connections()).isEqualTo(3);
        }
    }

    @Test
    void an_upstream_of_http_1_0_is_asked_once_on_each_connection() {
        try (var wire = Wire.to(peer -> {
                    peer.request();
                    peer.answer("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok");
                    peer.peer().readToEnd();
                });
                var client = wire.connect()) {

            assertThat(client.send(CANARY).readMessage().body()).isEqualTo("ok");
            assertThat(client.send(CANARY).readMessage().body()).isEqualTo("ok");
            assertThat(wire.upstream().connections()).isEqualTo(2);
        }
    }

    @Test
    void a_slow_answer_holds_back_those_behind_it() throws Exception {
        var slow = new CountDownLatch(1);
        try (var wire = Wire.to(peer -> {
                    while (true) {
                        var path = peer.request().startLine().split(" ")[1];
                        if (path.equals("/1")) {
                            awaitQuietly(slow);
                        }
                        peer.answer(ok(path));
                    }
                });
                var client = wire.connect();
                var other = wire.connect()) {

            client.send(get("/1", "") + get("/2", "") + get("/3", ""));
            assertThat(other.send(get("/other", "")).readMessage().body()).isEqualTo("/other");
            assertThat(wire.upstream().heard()).doesNotContain("/2");
            slow.countDown();

            assertThat(client.readMessage().body()).isEqualTo("/1");
            assertThat(client.readMessage().body()).isEqualTo("/2");
            assertThat(client.readMessage().body()).isEqualTo("/3");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST / HTTP/1.1\\r\\nHost: a b\\r\\nContent-Length: 100000\\r\\n\\r\\n | 400",
                "POST / HTTP/1.1\\r\\nHost: nobody.localhost\\r\\nContent-Length: 100000\\r\\n\\r\\n | 404",
                "TRACE / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1000000\\r\\n\\r\\n | 405",
                "POST / HTTP/1.1\\r\\nHost: aeroclub.localhost\\r\\nContent-Length: 1000000\\r\\n\\r\\n | 413",
                "POST / HTTP/1.1\\r\\nHost: aeroclub.localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nf0000\\r\\n | 413",
                "POST / HTTP/1.1\\r\\nHost: aeroclub.localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nx\\r\\n | 400",
                "GET / | 414",
                "GET / HTTP/1.1\\r\\nX: | 431",
                "GET / HTTP/1.1\\r\\n X: 1\\r\\n | 400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: foo\\r\\n\\r\\n | 501",
                "POST / HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n | 505"
            })
    void a_refusal_is_readable_by_a_client_that_still_sends(String head, int status) {
        try (var client = wire.connect()) {
            client.send(head.strip().translateEscapes());
            for (var i = 0; i < 16; i++) {
                Wire.sendIfOpen(client, "a".repeat(62_499) + "\n");
            }

            var answer = client.readMessage();

            assertThat(answer.status()).isEqualTo(status);
            Wire.isOurs(answer);
            assertThat(answer.field("Connection")).isEqualTo("close");
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void a_gateway_that_leads_to_itself_says_so() {
        var itself = new Upstream("http", "127.0.0.1", wire.edge().port());
        wire.edge().version("loop", Rules.NONE, itself).space("loop", "loop");

        assertThat(wire.ask("GET / HTTP/1.1\r\nHost: loop.localhost\r\n\r\n").status())
                .isEqualTo(508);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
