package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.route.ComparablePath;

/// The grammar of a request target (RFC 9112 §3.2).
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

    /// A dot segment or a NUL that shows only after decoding is there to be seen by one server and not by another.
    private static void requireHonestPath(String path) {
        var decoded = ComparablePath.decode(path);
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
}
