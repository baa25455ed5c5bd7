package com.openflyers.gateway.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.openflyers.gateway.http.Language;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProRataTest {

    @ParameterizedTest
    @CsvSource({
        // The whole year, its last day, and a day in the middle: the day itself counts.
        "24000, 2026-01-01, 24000",
        "24000, 2026-12-31, 66",
        "24000, 2026-11-25, 2433",
        // A leap year has one day more to be shared.
        "24000, 2028-01-01, 24000",
        "24000, 2028-02-29, 20131",
        "24000, 2028-12-31, 66",
        "36600, 2028-12-31, 100",
        "36500, 2026-12-31, 100",
        "0, 2026-06-01, 0",
        // Half a cent goes up.
        "365, 2026-12-31, 1",
        "730, 2026-07-01, 368",
        "183, 2028-12-31, 1",
        "182, 2028-12-31, 0"
    })
    void a_part_of_a_year_is_charged_by_the_day(long yearly, LocalDate from, long cents) {
        assertThat(ProRata.cents(yearly, from)).isEqualTo(cents);
    }

    @Test
    void what_is_given_back_for_the_same_days_is_what_was_charged() {
        for (var day = LocalDate.of(2028, 1, 1); day.getYear() == 2028; day = day.plusDays(1)) {
            for (long yearly : new long[] {1, 183, 11_999, 12_000, 24_001}) {
                assertThat(ProRata.cents(-yearly, day)).isEqualTo(-ProRata.cents(yearly, day));
            }
        }
    }

    @Test
    void a_day_later_never_costs_more() {
        for (var day = LocalDate.of(2026, 1, 1); day.getDayOfYear() < 365; day = day.plusDays(1)) {
            assertThat(ProRata.cents(12_000, day.plusDays(1))).isLessThanOrEqualTo(ProRata.cents(12_000, day));
        }
    }

    @ParameterizedTest
    @CsvSource({"10000, 20, 2000", "3, 20, 1", "2, 20, 0", "-3, 20, -1", "100, 0, 0"})
    void vat_is_rounded_to_the_cent(long net, int percent, long vat) {
        assertThat(Money.vat(net, percent)).isEqualTo(vat);
    }

    @Test
    void amounts_and_days_are_written_as_each_language_does() {
        assertThat(Money.of(123_450, Language.FRENCH)).isEqualTo("1\u202F234,50\u00A0€");
        assertThat(Money.of(-5, Language.FRENCH)).isEqualTo("−0,05\u00A0€");
        assertThat(Money.of(123_450, Language.ENGLISH)).isEqualTo("€1,234.50");
        assertThat(Money.of(-5, Language.ENGLISH)).isEqualTo("−€0.05");
        assertThat(Money.day(LocalDate.of(2027, 1, 1), Language.FRENCH)).isEqualTo("1er janvier 2027");
        assertThat(Money.day(LocalDate.of(2027, 1, 2), Language.ENGLISH)).isEqualTo("2 January 2027");
    }
}
