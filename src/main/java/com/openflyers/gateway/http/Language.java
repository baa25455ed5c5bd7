package com.openflyers.gateway.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The languages we speak to people. French comes first: most clubs are French.
public enum Language {
    FRENCH(Locale.FRENCH),
    ENGLISH(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /// The better one for an `Accept-Language` field (RFC 9110 §12.5.4); of two wanted equally the one named first,
    /// and French when the field says nothing of either.
    public static Language preferred(@Nullable String acceptLanguage) {
        var best = FRENCH;
        var quality = 0;
        for (var range : Weighted.parse(acceptLanguage)) {
            for (var language : values()) {
                if (language.isIn(range.value()) && range.quality() > quality) {
                    best = language;
                    quality = range.quality();
                }
            }
        }
        return best;
    }

    /// As in `lang` and `Content-Language`.
    public String tag() {
        return locale.getLanguage();
    }

    public Locale locale() {
        return locale;
    }

    private boolean isIn(String range) {
        return range.equals("*") || range.equals(tag()) || range.startsWith(tag() + "-");
    }
}
