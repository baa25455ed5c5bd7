package com.openflyers.gateway.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaseTest {

    @Test
    void a_case_that_was_written_down_is_read_again() {
        for (var number = 0; number < 1_000; number++) {
            var made = Cases.of(1, number);

            assertThat(Case.parse(made + "\n" + made)).containsExactly(made, made);
        }
    }

    @Test
    void pauses_behind_an_octet_can_be_taken_out() {
        assertThat(Case.uncutFrom("⚡a│bc│d│✖", 1)).isEqualTo("⚡a│bcd✖");
        assertThat(Case.uncutFrom("⚡a│bc│d│✖", 2)).isEqualTo("⚡a│bcd✖");
        assertThat(Case.uncutFrom("⚡a│bc│d│✖", 3)).isEqualTo("⚡a│bc│d✖");
    }
}
