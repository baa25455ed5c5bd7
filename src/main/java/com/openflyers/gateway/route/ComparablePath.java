package com.openflyers.gateway.route;

import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The path of a request as an upstream may come to understand it: without dot segments, empty segments and path
/// parameters, in lower case, without a slash at its end, and encoded only where it must be. Rules are compared in this
/// form, on both sides; what is forwarded is what came.
public final class ComparablePath {

    private static final HexFormat HEX = HexFormat.of();

    private enum Segments {
        /// Several slashes are one.
        MERGED,
        /// What is between two slashes is a segment, and one to go up from.
        KEPT
    }

    private enum Parameters {
        /// `..;x` goes up.
        CUT_FIRST,
        /// `..;x` is a name.
        CUT_LAST
    }

    private ComparablePath() {}

    static String of(String path) {
        return isPlain(path) ? path : normalise(segments(path), Segments.MERGED, Parameters.CUT_FIRST);
    }

    /// All that servers make of it. They agree on none of this: whether `..` goes up from an empty segment, and whether
    /// a segment with a parameter is a dot segment.
    ///
    /// @param path not [plain][#isPlain], whose one reading it is itself
    static Set<String> readings(String path) {
        var asked = segments(path);
        var readings = new LinkedHashSet<String>();
        for (var segments : Segments.values()) {
            for (var parameters : Parameters.values()) {
                readings.add(normalise(asked, segments, parameters));
            }
        }
        return readings;
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
    static boolean isPlain(String path) {
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

    private static String[] segments(String path) {
        return decode(path).replace('\\', '/').substring(1).split("/");
    }

    private static String normalise(String[] asked, Segments segments, Parameters parameters) {
        var kept = new ArrayDeque<String>();
        for (var segment : asked) {
            var name = parameters == Parameters.CUT_FIRST ? withoutParameters(segment) : segment;
            if (name.equals("..")) {
                kept.pollLast();
            } else if (!name.equals(".") && (!name.isEmpty() || segments == Segments.KEPT)) {
                kept.addLast(name);
            }
        }
        var named = kept.stream()
                .map(ComparablePath::withoutParameters)
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .collect(Collectors.joining("/", "/", ""));
        return encode(named.toLowerCase(Locale.ROOT));
    }

    private static String withoutParameters(String segment) {
        var start = segment.indexOf(';');
        return start < 0 ? segment : segment.substring(0, start);
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
