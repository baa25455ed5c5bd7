package com.openflyers.gateway.proxy;

/// The classes of octets from which a message head is made (RFC 9110 §5.5 and §5.6.2).
final class Octets {

    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] PLAIN = new boolean[256];

    static {
        for (var c = 'a'; c <= 'z'; c++) {
            TOKEN[c] = true;
            TOKEN[c - 0x20] = true;
        }
        for (var c : "0123456789!#$%&'*+-.^_`|~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    static {
        for (var c = 0; c < 256; c++) {
            PLAIN[c] = TOKEN[c] && (Character.isLetterOrDigit(c) || c == '-');
        }
    }

    private Octets() {}

    static boolean isToken(byte octet) {
        return TOKEN[octet & 0xFF];
    }

    /// Whether it is a letter, a digit or a hyphen.
    static boolean isPlain(byte octet) {
        return PLAIN[octet & 0xFF];
    }

    /// Whether a field value may hold it: all but controls, of which it may hold the tab.
    static boolean isText(byte octet) {
        return octet >= ' ' ? octet != 0x7F : octet < 0 || octet == '\t';
    }

    static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /// @param octets a character each
    /// @return where in it the blanks end that begin at `from`, at most `to`
    static int endOfBlanks(String octets, int from, int to) {
        var at = from;
        while (at < to && isBlank((byte) octets.charAt(at))) {
            at++;
        }
        return at;
    }
}
