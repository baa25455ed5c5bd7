package com.openflyers.gateway.mail;

import java.util.UUID;

/// A mail that this node may send now, until its lease is over.
///
/// @param message  of its Message-ID, the same at each attempt
/// @param attempts with the one that is to come
record ClaimedLetter(
        long id, UUID message, int attempts, String to, String language, String subject, String text, String html) {}
