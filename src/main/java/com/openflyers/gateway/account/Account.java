package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.registry.Club;
import com.openflyers.gateway.registry.Contact;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A client account.
///
/// @param name    its identifier: the name of the space it was made with
/// @param contact the client record: that of its space, or of the sign-up while the space is in the making
/// @param place   whether there is a space yet
public record Account(String name, Club club, Contact contact, Place place, Instant createdAt) {

    /// Where its space is.
    public enum Place {
        IN_THE_MAKING,
        THERE,
        /// Closed: the account still sees what its club has.
        GONE
    }

    public Language language() {
        return language(contact);
    }

    /// Both addresses of its record, one where they are the same.
    List<String> addresses() {
        return Stream.of(contact.email(), contact.clubEmail()).distinct().toList();
    }

    static Language language(Contact contact) {
        return switch (contact.language()) {
            case FR -> Language.FRENCH;
            case EN -> Language.ENGLISH;
        };
    }

    static Contact.Language stored(Language language) {
        return switch (language) {
            case FRENCH -> Contact.Language.FR;
            case ENGLISH -> Contact.Language.EN;
        };
    }
}
