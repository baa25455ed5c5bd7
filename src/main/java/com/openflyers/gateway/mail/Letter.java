package com.openflyers.gateway.mail;

import com.openflyers.gateway.http.Language;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mail to one person, ready to be sent.
///
/// @param cause   what it tells of, such as `migration 12 requested`: of several with one cause and recipient,
///                the first is sent and the others are not
/// @param to      as the club gave it; one that is no [Address] becomes a dead letter, and does not fail its
///                cause
/// @param subject made one line
/// @param text    for those who read no HTML; says the same
/// @param attachment what the file that goes with it is of, as [Attachments] knows it
public record Letter(
        String cause,
        String to,
        Language language,
        String subject,
        String text,
        String html,
        Optional<String> attachment) {

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+");

    public Letter {
        subject = BREAKS.matcher(subject).replaceAll(" ").strip();
        if (cause.isBlank() || subject.isEmpty()) {
            throw new IllegalArgumentException("expected a cause and a subject");
        }
    }
}
