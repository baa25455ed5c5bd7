package com.openflyers.gateway.admin;

import com.openflyers.gateway.account.Legible;
import com.openflyers.gateway.account.PostalAddresses;
import java.util.Optional;

/// What the client record takes, so that no operator puts there what its own form would refuse.
final class RecordRules {

    /// Of a club's name and of a contact's, as in the forms of the client area.
    static final int LONGEST = 100;

    private RecordRules() {}

    /// Such an address as invoices bear.
    static String postal(String typed) {
        var address = PostalAddresses.clean(typed.replace("\r\n", "\n"));
        if (PostalAddresses.fault(address).isPresent()) {
            throw new IllegalArgumentException("expected a postal address of at most 500 characters");
        }
        return address;
    }

    /// The rule that a name breaks, as a sentence; empty if it may stand in the record.
    static Optional<String> text(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.of("expected 1 to " + LONGEST + " characters");
        }
        return Legible.isLine(text)
                ? Optional.empty()
                : Optional.of("expected letters or digits, without invisible characters");
    }
}
