package com.openflyers.gateway.proxy;

import java.util.List;

/// What the gateway does to cookies: keeps each space's to its own host, and lets go of those of a former version.
final class Cookies {

    private Cookies() {}

    /// A `Set-Cookie` value without its `Domain` attribute (RFC 6265 §5.2.3).
    ///
    /// All spaces are siblings under one domain; a cookie for the parent would be sent to every other club.
    static String hostOnly(String setCookie) {
        if (!mentionsDomain(setCookie)) {
            return setCookie;
        }
        var kept = new StringBuilder(setCookie.length());
        for (var part : setCookie.split(";", -1)) {
            var name = part.strip();
            var equals = name.indexOf('=');
            var attribute = equals < 0 ? name : name.substring(0, equals).strip();
            if (kept.isEmpty() || !attribute.equalsIgnoreCase("domain")) {
                if (!kept.isEmpty()) {
                    kept.append(';');
                }
                kept.append(part);
            }
        }
        return kept.toString();
    }

    /// Whether a `Cookie` value carries a cookie of that name.
    static boolean carries(String cookie, String name) {
        for (var at = cookie.indexOf(name); at >= 0; at = cookie.indexOf(name, at + 1)) {
            var before = at == 0 ? ';' : cookie.charAt(at - 1);
            var end = at + name.length();
            if ((before == ';' || before == ' ' || before == '\t')
                    && end < cookie.length()
                    && cookie.charAt(end) == '=') {
                return true;
            }
        }
        return false;
    }

    static boolean carriesAny(List<String> cookies, List<String> names) {
        for (var cookie : cookies) {
            for (var name : names) {
                if (carries(cookie, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// A `Set-Cookie` value that makes a browser forget the cookie.
    static String expired(String name) {
        return name + "=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly";
    }

    private static boolean mentionsDomain(String setCookie) {
        for (var at = setCookie.indexOf(';'); at >= 0; at = setCookie.indexOf(';', at + 1)) {
            var i = at + 1;
            while (i < setCookie.length() && (setCookie.charAt(i) == ' ' || setCookie.charAt(i) == '\t')) {
                i++;
            }
            if (setCookie.regionMatches(true, i, "domain", 0, 6)) {
                return true;
            }
        }
        return false;
    }
}
