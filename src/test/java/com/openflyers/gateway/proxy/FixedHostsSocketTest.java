package com.openflyers.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.route.Rules;
import com.openflyers.gateway.testing.EdgeUnderTest;
import com.openflyers.gateway.testing.FakeUpstream;
import org.junit.jupiter.api.Test;

/// Hosts that are no club's.
class FixedHostsSocketTest {

    @Test
    void no_version_of_an_operator_takes_the_place_of_a_fixed_host() {
        try (var fixed = FakeUpstream.answering("client area");
                var other = FakeUpstream.answering("a version");
                var edge = EdgeUnderTest.start("edge: {fixed-hosts: {Client.localhost: \"" + fixed.address() + "\"}}");
                var client = edge.connect()) {
            edge.version("fixed-0", Rules.NONE, other.address()).space("aeroclub", "fixed-0");

            var answer = client.send("GET / HTTP/1.1\r\nHost: client.localhost\r\n\r\n")
                    .readMessage();

            assertThat(answer.body()).isEqualTo("client area");
        }
    }
}
