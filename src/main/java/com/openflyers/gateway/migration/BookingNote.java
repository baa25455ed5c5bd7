package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.ParisTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a conversion script notes of a booking, said to somebody who knows the club's book and not its tables.
final class BookingNote {

    /// Times are UTC, as in 1.3.1's tables.
    private static final Pattern NOTED = Pattern.compile(
            "(\\S+ \\S+) to (\\S+ \\S+?)(?:, member (\\d+))?(?:, aircraft (\\d+))?(?:, instructor (\\d+))?");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private BookingNote() {}

    /// The detail as it is when it is not of this form.
    static Text of(String detail) {
        var noted = NOTED.matcher(detail);
        if (!noted.matches()) {
            return Text.same(detail);
        }
        try {
            var from = instant(noted.group(1));
            var until = instant(noted.group(2));
            return new Text(
                    ParisTime.span(from, until, Language.FRENCH)
                            + numbered(", membre n°\u00A0", noted.group(3))
                            + numbered(", avion n°\u00A0", noted.group(4))
                            + numbered(", instructeur n°\u00A0", noted.group(5)),
                    ParisTime.span(from, until, Language.ENGLISH)
                            + numbered(", member no. ", noted.group(3))
                            + numbered(", aircraft no. ", noted.group(4))
                            + numbered(", instructor no. ", noted.group(5)));
        } catch (DateTimeException e) {
            return Text.same(detail);
        }
    }

    private static Instant instant(String text) {
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    }

    private static String numbered(String what, @Nullable String number) {
        return number == null ? "" : what + number;
    }
}
