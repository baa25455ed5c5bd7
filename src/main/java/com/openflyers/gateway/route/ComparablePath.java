package com.openflyers.gateway.route;

import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Locale;

/// The path of a request as an upstream may come to understand it: without dot segments, empty segments and path
/// parameters, in lower case, without a slash at its end, and encoded only where it must be. Rules are compared in this
/// form, on both sides; what is forwarded is what came.
public final class ComparablePath {

    private static final HexFormat HEX = HexFormat.of();

    private ComparablePath() {}

    static String of(String path) {
        return isPlain(path) ? path : normalise(path);
    }

    /// Percent-decoding to Latin-1; what is no encoding stays as it is.
    public static String decode(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        var decoded = new StringBuilder(path.length());
        for (var i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            if (c == '%' && i + 2 < path.length()) {
                var high = digit(path.charAt(i + 1));
                var low = digit(path.charAt(i + 2));
                if (high >= 0 && low >= 0) {
                    decoded.append((char) (high * 16 + low));
                    i += 2;
                    continue;
                }
            }
            decoded.append(c);
        }
        return decoded.toString();
    }

    /// Whether it has this form already, as nearly every path has.
    private static boolean isPlain(String path) {
        for (var i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            if (c == '%' || c == ';' || c == '\\' || c <= 0x20 || c >= 0x7F || (c >= 'A' && c <= 'Z')) {
                return false;
            }
            if (c == '/' && i > 0 && i + 1 == path.length()) {
                return false;
            }
            if (c == '/' && i + 1 < path.length() && (path.charAt(i + 1) == '/' || path.charAt(i + 1) == '.')) {
                return false;
            }
        }
        return true;
    }

    private static String normalise(String path) {
        var kept = new ArrayDeque<String>();
        for (var segment : decode(path).replace('\\', '/').split("/")) {
            var parameters = segment.indexOf(';');
            var name = parameters < 0 ? segment : segment.substring(0, parameters);
            if (name.equals("..")) {
                kept.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                kept.addLast(name);
            }
        }
        return encode(("/" + String.join("/", kept)).toLowerCase(Locale.ROOT));
    }

    /// What no path holds as it is; so that this form of this form is itself.
    private static String encode(String path) {
        var encoded = new StringBuilder(path.length());
        for (var i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            if (c <= 0x20 || c >= 0x7F || c == '%' || c == '?' || c == '#') {
                encoded.append('%').append(HEX.toHexDigits((byte) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
