package com.openflyers.gateway.route;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The host part of an authority (RFC 9110 §7.2, RFC 3986 §3.2.2) in the one form in which hosts are compared:
/// lower case, without port and without one trailing dot.
public final class Host {

    private static final int LONGEST = 253;

    private Host() {}

    /// Normalises an authority as a client sends it: `Aeroclub.LOCALHOST.:8080` gives `aeroclub.localhost`.
    ///
    /// Allocates only when something must change. Accepts registered names made of letters, digits, hyphens,
    /// underscores and dots, and bracketed IPv6 literals; a port is 0 to 65535 (RFC 3986 allows an empty one).
    ///
    /// @return null when the text is no authority, which a server answers with 400 (RFC 9112 §3.2)
    public static @Nullable String parse(String authority) {
        var end = endOfHost(authority);
        if (end <= 0 || !isPort(authority, end)) {
            return null;
        }
        if (authority.charAt(0) == '[') {
            return isLiteral(authority, end) ? lower(authority, end) : null;
        }
        if (authority.charAt(end - 1) == '.') {
            end--;
        }
        return isName(authority, end) ? lower(authority, end) : null;
    }

    private static int endOfHost(String authority) {
        if (!authority.isEmpty() && authority.charAt(0) == '[') {
            return authority.indexOf(']') + 1;
        }
        var colon = authority.indexOf(':');
        return colon < 0 ? authority.length() : colon;
    }

    private static boolean isPort(String authority, int colon) {
        if (colon == authority.length()) {
            return true;
        }
        if (authority.charAt(colon) != ':' || authority.length() - colon > 6) {
            return false;
        }
        var port = 0;
        for (var i = colon + 1; i < authority.length(); i++) {
            var digit = authority.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            port = port * 10 + digit;
        }
        return port <= 65535;
    }

    private static boolean isName(String text, int end) {
        if (end == 0 || end > LONGEST) {
            return false;
        }
        var inLabel = 0;
        for (var i = 0; i < end; i++) {
            var c = text.charAt(i);
            if (c == '.') {
                if (inLabel == 0) {
                    return false;
                }
                inLabel = 0;
            } else if (isLetterOrDigit(c) || c == '-' || c == '_') {
                if (++inLabel > 63) {
                    return false;
                }
            } else {
                return false;
            }
        }
        return inLabel > 0;
    }

    private static boolean isLiteral(String text, int end) {
        var colons = 0;
        for (var i = 1; i < end - 1; i++) {
            var c = text.charAt(i);
            if (c == ':') {
                colons++;
            } else if (c != '.' && Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return colons >= 2 && end <= 47;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static String lower(String text, int end) {
        for (var i = 0; i < end; i++) {
            var c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return text.substring(0, end).toLowerCase(Locale.ROOT);
            }
        }
        return end == text.length() ? text : text.substring(0, end);
    }
}
