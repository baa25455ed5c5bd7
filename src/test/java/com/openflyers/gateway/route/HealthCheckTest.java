package com.openflyers.gateway.route;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    @Test
    void nobody_is_asked_more_than_ten_times_a_second() {
        var often = Duration.ofMillis(99);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HealthCheck("/", often, often))
                .withMessageContaining("100 ms");
    }
}
