package com.openflyers.gateway.billing;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import java.time.LocalDate;

/// What the lines of invoices say: in both languages at once, when the invoice is made. Both are kept with it, and each
/// reader gets one of them; nothing is ever translated or worded anew later.
final class Lines {

    private Lines() {}

    static Text subscription(String host, String version, LocalDate from) {
        var until = ProRata.lastDay(from);
        return new Text(
                "Abonnement %s, version %s, du %s au %s (%d jours sur %d)"
                        .formatted(host, version, french(from), french(until), ProRata.days(from), from.lengthOfYear()),
                "Subscription %s, version %s, %s to %s (%d days of %d)"
                        .formatted(
                                host, version, english(from), english(until), ProRata.days(from), from.lengthOfYear()));
    }

    static Text surplus(String host, Move move, LocalDate from) {
        return new Text(
                "Passage de %s de la version %s à la version %s : différence de tarif du %s au %s (%d jours sur %d)"
                        .formatted(
                                host,
                                move.from(),
                                move.to(),
                                french(from),
                                french(ProRata.lastDay(from)),
                                ProRata.days(from),
                                from.lengthOfYear()),
                "%s moves from version %s to version %s: difference in price, %s to %s (%d days of %d)"
                        .formatted(
                                host,
                                move.from(),
                                move.to(),
                                english(from),
                                english(ProRata.lastDay(from)),
                                ProRata.days(from),
                                from.lengthOfYear()));
    }

    static Text migration(String host, Move move, int sign) {
        return sign > 0
                ? new Text(
                        "Migration de %s vers la version %s".formatted(host, move.to()),
                        "Migration of %s to version %s".formatted(host, move.to()))
                : new Text(
                        "Migration de %s vers la version %s, annulée".formatted(host, move.from()),
                        "Migration of %s to version %s, undone".formatted(host, move.from()));
    }

    /// @param reason as it was written, in one language
    static Text correction(Invoice invoice, String reason) {
        return new Text(
                "Correction de la facture %s du %s : %s"
                        .formatted(invoice.number(), french(invoice.issuedOn()), reason),
                "Correction of invoice %s of %s: %s".formatted(invoice.number(), english(invoice.issuedOn()), reason));
    }

    private static String french(LocalDate day) {
        return Money.day(day, Language.FRENCH);
    }

    private static String english(LocalDate day) {
        return Money.day(day, Language.ENGLISH);
    }
}
