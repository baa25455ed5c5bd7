package com.openflyers.gateway.mail;

import java.util.regex.Pattern;

/// Whom a mail is from, or whom to answer: an address, and a name that may be empty.
public record Sender(String name, Address address) {

    private static final Pattern NAMED = Pattern.compile("([^<>()\"\\p{Cntrl}]*)<([^<>]+)>");

    /// @param text `OpenFlyers <noreply@openflyers.com>`, or the address alone
    /// @throws IllegalArgumentException with the rule as its message
    static Sender parse(String text) {
        var named = NAMED.matcher(text);
        var name = named.matches() ? named.group(1).strip() : "";
        return Address.parse(named.matches() ? named.group(2) : text)
                .map(address -> new Sender(name, address))
                .orElseThrow(() -> new IllegalArgumentException("expected an address, or a name and <address>"));
    }

    /// As in a header.
    @Override
    public String toString() {
        return name.isEmpty() ? address.ascii() : name + " <" + address.ascii() + ">";
    }
}
