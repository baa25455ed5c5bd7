package com.openflyers.gateway.mail;

import com.openflyers.gateway.http.Language;
import io.vertx.core.Future;

/// Makes the files that go with mails, each time one is tried: the outbox keeps what a file is of, not its bytes.
///
/// The same file for the same words, however often and whenever it is asked for.
@FunctionalInterface
public interface Attachments {

    /// @param of       as the letter's author named it
    /// @param language of the letter
    Future<Attachment> make(String of, Language language);
}
