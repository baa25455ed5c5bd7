package com.openflyers.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegibleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Aéro-club d’Œuilly",
                "Łódź",
                "Αερολέσχη",
                "נמל תעופה",
                "نادي الطيران",
                "飛行俱樂部",
                "Les 4 vents ✈ \uD83D\uDC68\u200D\u2708",
                "باشگاه\u200Cها",
                "D. O'Neil"
            })
    void a_name_may_be_in_any_script(String name) {
        assertThat(Legible.isLine(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u00A0",
                "\u200B\u2060",
                "\u00AD",
                "\u0301",
                "---",
                "a\u0000b",
                "a\u0085b",
                "a\nb",
                "a\u2028b",
                "a\uFFFDb",
                "a\uD800b",
                "gnp.\u202Efdp",
                "\u2066x\u2069",
                "x\uDB40\uDC41",
                "\uFEFFx",
                "\u3164\u3164",
                "\u115F\u1160",
                "\uFFA0"
            })
    void what_nobody_can_read_is_no_name(String name) {
        assertThat(Legible.isLine(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 piste 09\n31000 Toulouse", "Hangar"})
    void an_address_has_one_line_or_several(String address) {
        assertThat(Legible.isText(address)).isTrue();
    }
}
