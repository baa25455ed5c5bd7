package com.openflyers.gateway.account;

import com.openflyers.gateway.registry.Contact;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A name that somebody wants for a club, as it is stored until the space is there.
///
/// @param club           the club's name, as typed
/// @param joins          the club it will belong to; null for a new one
/// @param password       of the account, hashed
/// @param memberPassword the same for the first member, as the version's databases keep it
/// @param attempt        of making its database, and of no other one's; 0 before it is stored
public record SignUp(
        String name,
        String club,
        @Nullable Long joins,
        Contact contact,
        String version,
        String password,
        String memberPassword,
        long attempt) {

    /// With its passwords, both hashed.
    SignUp with(String hash, String memberHash) {
        return new SignUp(name, club, joins, contact, version, hash, memberHash, attempt);
    }

    /// How the first member logs in to the booking application: what stands before the `@` of the contact's address.
    static String login(String email) {
        var at = email.indexOf('@');
        return at < 0 ? email : email.substring(0, at).toLowerCase(Locale.ROOT);
    }
}
