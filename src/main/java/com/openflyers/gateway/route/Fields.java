package com.openflyers.gateway.route;

/// The grammar of field names and values (RFC 9110 §5.1 and §5.5), for what operators configure.
final class Fields {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private Fields() {}

    static void requireName(String what, String name) {
        if (name.isEmpty() || !name.chars().allMatch(Fields::isTokenChar)) {
            throw new IllegalArgumentException(what + " has a token for a name, not \"" + name + "\"");
        }
    }

    /// Refuses what could end a line or hide from one: a value is visible ASCII with spaces inside (row 25 of the
    /// header rules: a rule with CR LF in it would split a request).
    static void requireValue(String name, String value) {
        var sound = value.chars().allMatch(c -> c >= 0x20 && c < 0x7F)
                && value.strip().equals(value);
        if (!sound) {
            throw new IllegalArgumentException("the value of " + name + " is printable ASCII, without outer spaces");
        }
    }

    static boolean isVisible(String text) {
        return text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    private static boolean isTokenChar(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
