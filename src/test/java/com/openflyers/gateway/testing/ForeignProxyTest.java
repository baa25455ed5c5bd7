package com.openflyers.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class ForeignProxyTest {

    @Test
    void haproxy_in_front_of_nginx_forwards_and_both_leave_their_ports() throws Exception {
        var behind = Ports.free();
        var front = Ports.free();

        try (var _ = ForeignProxy.nginx("server { listen 127.0.0.1:" + behind + "; return 200 'hello'; }", behind);
                var _ = ForeignProxy.haproxy(haproxyFile(front, behind), front);
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front + "/"))
                    .build();

            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("hello");
        }

        assertThat(Ports.accepts(front)).isFalse();
        assertThat(Ports.accepts(behind)).isFalse();
    }

    @Test
    void a_configuration_that_is_wrong_fails_with_what_the_program_says() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ForeignProxy.nginx("no_such_directive on;", Ports.free()))
                .withMessageContaining("no_such_directive");
    }

    private static String haproxyFile(int front, int behind) {
        return """
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 5s
                    timeout server 5s
                listen all
                    bind 127.0.0.1:%d
                    server one 127.0.0.1:%d
                """.formatted(front, behind);
    }
}
