package com.openflyers.gateway.mail;

import io.vertx.core.buffer.Buffer;

/// A file that goes with a mail.
///
/// @param name of the file, in ASCII
/// @param type such as `application/pdf`
public record Attachment(String name, String type, Buffer content) {}
