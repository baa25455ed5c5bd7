package com.openflyers.gateway.billing;

import java.time.LocalDate;

/// What going into production costs on a day: all amounts in cents.
///
/// @param yearly     of a whole year, without VAT
/// @param from       the first day that counts
/// @param net        to the end of the year; nothing for a space whose year is invoiced already
/// @param vatPercent on `net`
public record Offer(String version, long yearly, LocalDate from, long net, int vatPercent) {

    public int days() {
        return ProRata.days(from);
    }

    public LocalDate until() {
        return ProRata.lastDay(from);
    }

    public long vat() {
        return Money.vat(net, vatPercent);
    }

    public long total() {
        return net + vat();
    }
}
