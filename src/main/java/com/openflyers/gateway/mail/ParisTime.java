package com.openflyers.gateway.mail;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Times as people say them. Clubs fly by the time of Paris; overseas ones know the difference.
public final class ParisTime {

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final DateTimeFormatter FRENCH_DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Language.FRENCH.locale());
    private static final DateTimeFormatter ENGLISH_DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Language.ENGLISH.locale());
    private static final DateTimeFormatter FRENCH_TIME = DateTimeFormatter.ofPattern("H'\u00A0h\u00A0'mm");
    private static final DateTimeFormatter ENGLISH_TIME = DateTimeFormatter.ofPattern("HH:mm");

    private ParisTime() {}

    /// Such as `mardi 24 novembre 2026`.
    public static String day(Instant instant, Language language) {
        return pick(language, FRENCH_DAY, ENGLISH_DAY).format(instant.atZone(ZONE));
    }

    /// Such as `mardi 24 novembre 2026 à 18 h 45 (heure de Paris)`.
    public static String moment(Instant instant, Language language) {
        return new Text(
                        "%s à %s (heure de Paris)".formatted(day(instant, language), time(instant, language)),
                        "%s, %s (Paris time)".formatted(day(instant, language), time(instant, language)))
                .in(language);
    }

    /// From one moment to another, the day said once when it is the same.
    public static String span(Instant from, Instant until, Language language) {
        if (!day(from, language).equals(day(until, language))) {
            var words = new Text("du %s au %s", "%s to %s").in(language);
            return words.formatted(moment(from, language), moment(until, language));
        }
        var words = new Text("%s, de %s à %s (heure de Paris)", "%s, %s to %s (Paris time)").in(language);
        return words.formatted(day(from, language), time(from, language), time(until, language));
    }

    /// Such as `moins de 24 heures`: in whole hours up to two days, then in days.
    public static String atMost(Duration duration, Language language) {
        var hours = Math.max(1, duration.plusHours(1).minusNanos(1).toHours());
        if (hours <= 48) {
            return hours == 1
                    ? new Text("moins d’une heure", "less than an hour").in(language)
                    : new Text("moins de %d heures", "less than %d hours")
                            .in(language)
                            .formatted(hours);
        }
        return new Text("moins de %d jours", "less than %d days").in(language).formatted((hours + 23) / 24);
    }

    /// Such as `environ 8 secondes`, in the largest unit that leaves at least two.
    public static String about(Duration duration, Language language) {
        var seconds = Math.max(1, duration.plusMillis(999).toSeconds());
        if (seconds < 120) {
            return seconds == 1
                    ? new Text("environ une seconde", "about one second").in(language)
                    : new Text("environ %d secondes", "about %d seconds")
                            .in(language)
                            .formatted(seconds);
        }
        var minutes = (seconds + 59) / 60;
        return minutes < 120
                ? new Text("environ %d minutes", "about %d minutes")
                        .in(language)
                        .formatted(minutes)
                : new Text("environ %d heures", "about %d hours").in(language).formatted((minutes + 59) / 60);
    }

    private static String time(Instant instant, Language language) {
        return pick(language, FRENCH_TIME, ENGLISH_TIME).format(instant.atZone(ZONE));
    }

    private static DateTimeFormatter pick(Language language, DateTimeFormatter french, DateTimeFormatter english) {
        return switch (language) {
            case FRENCH -> french;
            case ENGLISH -> english;
        };
    }
}
