package com.openflyers.gateway.billing;

import com.openflyers.gateway.http.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Amounts and days as people read them, and the VAT on an amount.
public final class Money {

    /// Blanks that no line ends at.
    private static final char NARROW = '\u202F';

    private static final char HARD = '\u00A0';

    private Money() {}

    /// Such as `1 234,50 €` or `€1,234.50`.
    public static String of(long cents, Language language) {
        var amount = BigDecimal.valueOf(cents, 2).abs();
        var sign = cents < 0 ? "−" : "";
        return switch (language) {
            case FRENCH -> {
                var symbols = DecimalFormatSymbols.getInstance(Locale.FRANCE);
                symbols.setGroupingSeparator(NARROW);
                yield sign + new DecimalFormat("#,##0.00", symbols).format(amount) + HARD + "€";
            }
            case ENGLISH ->
                sign + "€" + new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.UK)).format(amount);
        };
    }

    /// Such as `1er janvier 2027` or `1 January 2027`.
    public static String day(LocalDate day, Language language) {
        var pattern = language == Language.FRENCH && day.getDayOfMonth() == 1 ? "d'er' MMMM uuuu" : "d MMMM uuuu";
        return DateTimeFormatter.ofPattern(pattern, language.locale()).format(day);
    }

    /// To the cent, half a cent up.
    static long vat(long net, int percent) {
        return BigDecimal.valueOf(net)
                .multiply(BigDecimal.valueOf(percent))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
