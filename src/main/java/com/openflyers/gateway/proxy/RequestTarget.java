package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.util.internal.StringUtil;
import java.util.ArrayDeque;
import java.util.Locale;

/// The grammar of a request target (RFC 9112 §3.2) and the form in which its path is compared with rules.
final class RequestTarget {

    private RequestTarget() {}

    /// Refuses octets that no path may hold: white space, controls, `#`, anything beyond ASCII, and those that
    /// RFC 3986 leaves out and that servers read differently. A query is given what browsers really send.
    ///
    /// @throws Refusal for a target that another server might read as another one
    static void requireSound(String target) {
        var inQuery = false;
        var encoded = false;
        for (var i = 0; i < target.length(); i++) {
            var c = target.charAt(i);
            if (c <= 0x20 || c >= 0x7F || c == '#' || c == '"' || c == '<' || c == '>') {
                throw new Refusal(Cause.BAD_REQUEST);
            }
            if (!inQuery) {
                if (c == '\\' || c == '^') {
                    throw new Refusal(Cause.BAD_REQUEST);
                }
                encoded |= c == '%';
                inQuery = c == '?';
            }
        }
        if (encoded) {
            requireHonestPath(pathOf(target));
        }
    }

    static String pathOf(String target) {
        var query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /// The path as an upstream may come to understand it: decoded, without dot segments, repeated slashes and path
    /// parameters, in lower case. Only for asking the rules; what is forwarded is what came.
    static String comparable(String path) {
        if (!isPlain(path)) {
            return normalise(path);
        }
        return path;
    }

    /// A dot segment or a NUL that shows only after decoding is there to be seen by one server and not by another.
    private static void requireHonestPath(String path) {
        var decoded = decode(path);
        if (decoded.indexOf('\0') >= 0) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        if (countParents(decoded.replace('\\', '/')) != countParents(path)) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
    }

    private static int countParents(String path) {
        var count = 0;
        for (var segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                count++;
            }
        }
        return count;
    }

    private static boolean isPlain(String path) {
        for (var i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            if (c == '%' || c == ';' || (c >= 'A' && c <= 'Z')) {
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
        return ("/" + String.join("/", kept)).toLowerCase(Locale.ROOT);
    }

    /// Percent-decoding to Latin-1; what is no encoding stays as it is.
    private static String decode(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        var decoded = new StringBuilder(path.length());
        for (var i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            if (c == '%' && i + 2 < path.length()) {
                var high = StringUtil.decodeHexNibble(path.charAt(i + 1));
                var low = StringUtil.decodeHexNibble(path.charAt(i + 2));
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
}
