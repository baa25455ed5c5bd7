package com.openflyers.gateway.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/// What a part of a year costs.
///
/// A calendar year is charged by the day, of 365 or 366, from the first day, which counts, to 31 December. One rounding
/// to the cent, half a cent up (away from zero): so what is given back for the same days is what was charged.
public final class ProRata {

    private ProRata() {}

    /// From the day on to the end of its year.
    ///
    /// @param yearly in cents for a whole year; below zero for what is given back
    public static long cents(long yearly, LocalDate from) {
        return BigDecimal.valueOf(yearly)
                .multiply(BigDecimal.valueOf(days(from)))
                .divide(BigDecimal.valueOf(from.lengthOfYear()), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /// To the end of the year, the day itself counted.
    public static int days(LocalDate from) {
        return from.lengthOfYear() - from.getDayOfYear() + 1;
    }

    static LocalDate lastDay(LocalDate from) {
        return from.withDayOfYear(from.lengthOfYear());
    }
}
