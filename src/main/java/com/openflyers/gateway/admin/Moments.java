package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Language;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/// Times as people read and write them: where the clubs are.
public final class Moments {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private Moments() {}

    public static String of(Instant instant, Language language) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(language.locale())
                .withZone(PARIS)
                .format(instant);
    }

    public static String of(String instant, Language language) {
        return of(Instant.parse(instant), language);
    }

    public static String day(String instant, Language language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language.locale())
                .withZone(PARIS)
                .format(Instant.parse(instant));
    }

    /// A span of time, as exactly as matters.
    public static String span(long seconds, Language language) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        var day = language == Language.FRENCH ? " j" : " d";
        return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86400 + day;
    }

    /// @param local as a browser's field of date and time sends it, such as `2026-12-01T22:00`
    static Instant read(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }
}
