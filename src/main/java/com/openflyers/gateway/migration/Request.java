package com.openflyers.gateway.migration;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The wish for a migration, as somebody took it down.
///
/// @param reference where it can be found again, such as the subject of a mail; empty if nowhere
/// @param window    when it may happen; null for any time
/// @param acceptedCents price that the club has accepted; null if none was told
/// @param startAtOnce   approved beforehand: it goes on when the rehearsal has found nothing
/// @param acceptsOrphans whether rows that cannot be carried over as they are count as nothing
public record Request(
        String space,
        String to,
        Source source,
        String reference,
        @Nullable Window window,
        @Nullable Long acceptedCents,
        boolean startAtOnce,
        boolean acceptsOrphans,
        String by) {

    public enum Source {
        CLIENT_AREA,
        MAIL,
        FORUM,
        TELEPHONE;

        public static Source of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @param to after `from`
    public record Window(Instant from, Instant to) {

        public Window {
            if (!to.isAfter(from)) {
                throw new IllegalArgumentException("a window ends after it begins");
            }
        }
    }
}
