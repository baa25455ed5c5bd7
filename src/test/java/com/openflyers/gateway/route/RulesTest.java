package com.openflyers.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length",
                "transfer-encoding",
                "HOST",
                "Connection",
                "Upgrade",
                "TE",
                "Trailer",
                "Expect",
                "Forwarded",
                "X-Forwarded-For",
                "X_Forwarded_For",
                "X-OpenFlyers-Space",
                "x_openflyers_database",
                "X-Route-Revision",
                "X-Request-Id",
                "traceparent",
                "Via"
            })
    void a_field_by_which_the_gateway_itself_speaks_is_neither_set_nor_dropped(String name) {
        assertThatThrownBy(() -> rules(Map.of(name, "1"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
        assertThatThrownBy(() -> rules(Map.of(), List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void any_other_field_may_be_set_or_dropped() {
        var rules = rules(Map.of("X-Frame", "1"), List.of("Accept-Encoding", "X-Hostname"));

        assertThat(rules.setFields()).containsOnlyKeys("X-Frame");
        assertThat(rules.dropFields()).containsExactly("Accept-Encoding", "X-Hostname");
    }

    private static Rules rules(Map<String, String> set, List<String> dropped) {
        return new Rules(
                List.of(), List.of(), List.of(), "/", set, dropped, Rules.DEFAULT_UPSTREAM_IDLE, Rules.Retry.ALLOWED);
    }
}
