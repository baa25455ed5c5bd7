package com.openflyers.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    @Test
    void a_harmless_id_is_kept() {
        assertThat(RequestId.of("01995b1e-7c2a.4f0e_9d")).isEqualTo("01995b1e-7c2a.4f0e_9d");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "short", "with\nline-end", "<script>alert", "é-é-é-é-é"})
    void any_other_is_replaced(String sent) {
        assertThat(RequestId.of(sent)).isNotEqualTo(sent).matches("[0-9a-f]{32}");
    }
}
