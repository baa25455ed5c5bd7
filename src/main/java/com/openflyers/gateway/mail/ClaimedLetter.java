package com.openflyers.gateway.mail;

import com.openflyers.gateway.http.Language;
import java.util.Optional;
import java.util.UUID;

/// A mail that this node may send now, until its lease is over.
///
/// @param message  of its Message-ID, the same at each attempt
/// @param attempts with the one that is to come
/// @param attachment what the file that goes with it is of
record ClaimedLetter(
        long id,
        UUID message,
        int attempts,
        String to,
        Language language,
        String subject,
        String text,
        String html,
        Optional<String> attachment) {}
