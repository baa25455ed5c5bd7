package com.openflyers.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    private static final Map<String, String> FAULT =
            Map.of("pointer", "/cents", "detail", "expected an amount in euros, such as 1200 or 12,50");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"12;1200", "12,5;1250", "12.50;1250", "1 200 €;120000", "0,01;1", "999999999.99;99999999999"})
    void an_amount_is_read_as_people_type_it(String typed, long cents) {
        assertThat(Body.cents("/cents", typed)).isEqualTo(cents);
    }

    /// To the exponent, the sign, and what one reader takes for thousands and another for a decimal point.
    @ParameterizedTest
    @ValueSource(strings = {"", "1,200", "1.200", "1,234.50", "1e5", "-3", "+3", "12,345", "zwölf", "1234567890"})
    void an_amount_that_could_be_another_is_refused(String typed) {
        assertThatThrownBy(() -> Body.cents("/cents", typed))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        refused -> assertThat(refused.problem().members()).containsEntry("errors", List.of(FAULT)));
    }
}
