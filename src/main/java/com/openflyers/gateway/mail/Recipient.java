package com.openflyers.gateway.mail;

import com.openflyers.gateway.http.Language;

/// Whom to write to.
///
/// @param address as the club gave it, sound or not: see [Letter]
public record Recipient(String address, Language language) {}
