package com.openflyers.gateway.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address that can be written into a mail as it is.
///
/// Narrower than RFC 5321: no quoted local parts, no address literals, no characters beyond ASCII before the
/// `@`, and a dot in the domain. So there is nothing in it that a header or an SMTP command could take for
/// something else.
///
/// @param ascii with an international domain in its `xn--` form
public record Address(String ascii) {

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final Pattern LOCAL = Pattern.compile("[\\w!#$%&'*+/=?^`{|}~-]+(\\.[\\w!#$%&'*+/=?^`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    public Address {
        if (!isSound(ascii)) {
            throw new IllegalArgumentException("expected an e-mail address");
        }
    }

    /// What somebody typed, blanks around it aside; empty if it is no address that we send to.
    public static Optional<Address> parse(String typed) {
        var text = typed.strip();
        var at = text.lastIndexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        try {
            var ascii = text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
            return isSound(ascii) ? Optional.of(new Address(ascii)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String domain() {
        return ascii.substring(ascii.lastIndexOf('@') + 1);
    }

    private static boolean isSound(String text) {
        var at = text.lastIndexOf('@');
        return at > 0
                && at <= LONGEST_LOCAL
                && text.length() <= LONGEST
                && LOCAL.matcher(text.substring(0, at)).matches()
                && DOMAIN.matcher(text.substring(at + 1).toLowerCase(Locale.ROOT))
                        .matches();
    }
}
