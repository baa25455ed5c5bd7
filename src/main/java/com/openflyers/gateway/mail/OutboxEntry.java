package com.openflyers.gateway.mail;

import com.openflyers.gateway.http.Language;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What an operator sees of one mail.
///
/// @param sentAt    when the mail server took it
/// @param lastError why the latest attempt failed
public record OutboxEntry(
        long id,
        String cause,
        String to,
        Language language,
        String subject,
        State state,
        int attempts,
        Instant createdAt,
        Instant nextAttemptAt,
        Optional<Instant> sentAt,
        Optional<String> lastError) {

    public enum State {
        WAITING,
        SENT,
        /// Nobody tries any more.
        DEAD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
