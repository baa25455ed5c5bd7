package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Language;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/// Prices as people write them, from integer cents.
public final class Euros {

    private Euros() {}

    /// Such as `1 240,00 €`, with blanks that no line ends at.
    public static String text(long cents, Language language) {
        var locale = switch (language) {
            case FRENCH -> Locale.FRANCE;
            case ENGLISH -> Locale.of("en", "IE");
        };
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance("EUR"));
        return format.format(BigDecimal.valueOf(cents, 2));
    }
}
