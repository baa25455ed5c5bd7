package com.openflyers.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.config.Fault;
import com.openflyers.gateway.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpstreamSettingsTest {

    @Test
    void an_empty_configuration_gives_the_defaults() {
        var settings = Settings.of("", "gateway.yaml", Map.of());

        assertThat(UpstreamSettings.from(settings)).isEqualTo(UpstreamSettings.DEFAULT);
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void each_key_is_read() {
        var yaml = """
                upstream:
                  failures: 5
                  ejection: 2s
                  longest-ejection: 1m
                  failed-checks: 4
                  slow-start: 0s
                """;
        var settings = Settings.of(yaml, "gateway.yaml", Map.of());

        assertThat(UpstreamSettings.from(settings))
                .isEqualTo(new UpstreamSettings(5, Duration.ofSeconds(2), Duration.ofMinutes(1), 4, Duration.ZERO));
        assertThat(settings.faults()).isEmpty();
    }

    @Test
    void a_longest_ejection_shorter_than_the_first_is_a_fault() {
        var settings = Settings.of("upstream: {ejection: 40s}", "gateway.yaml", Map.of());

        var _ = UpstreamSettings.from(settings);

        assertThat(settings.faults()).extracting(Fault::key).containsExactly("upstream.longest-ejection");
    }
}
