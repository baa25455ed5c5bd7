package com.openflyers.gateway.demo.v20;

import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/// French, unless a browser prefers English.
enum Language {
    FRENCH(Locale.FRENCH),
    ENGLISH(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    Locale locale() {
        return locale;
    }

    static Language of(RoutingContext context) {
        for (var wanted : context.acceptableLanguages()) {
            switch (wanted.tag()) {
                case "fr" -> {
                    return FRENCH;
                }
                case "en" -> {
                    return ENGLISH;
                }
                default -> {}
            }
        }
        return FRENCH;
    }
}
