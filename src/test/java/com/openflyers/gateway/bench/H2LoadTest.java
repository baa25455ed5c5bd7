package com.openflyers.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class H2LoadTest {

    @Test
    void requests_that_did_not_succeed_have_failed_whatever_became_of_them() {
        var output = """
                finished in 2.05s, 48780.49 req/s, 56.00MB/s
                requests: 100000 total, 100000 started, 99990 done, 99980 succeeded, 10 failed, 10 errored, 0 timeout
                status codes: 99980 2xx, 0 3xx, 0 4xx, 10 5xx
                """;

        assertThat(H2Load.parse(output)).isEqualTo(new H2Load(99_980, 20, 48_780.49));
    }

    @Test
    void output_without_a_result_is_shown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> H2Load.parse("no such host"))
                .withMessageContaining("no such host");
    }
}
