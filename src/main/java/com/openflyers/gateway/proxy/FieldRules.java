package com.openflyers.gateway.proxy;

import io.netty.util.AsciiString;

/// Which fields never cross the gateway, in either direction.
///
/// Connection-level fields (RFC 9110 §7.6.1), framing (written anew from what was decoded), credentials meant for a
/// proxy (§11.7.1), and every field by which the gateway itself speaks to an upstream: a client can neither set nor
/// remove those. An underscore counts as a hyphen there, because CGI-like servers read both as the same variable.
final class FieldRules {

    /// Request fields that are left out or written by us.
    private static final NameSet REQUEST = NameSet.of(
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authorization",
            "TE",
            "Transfer-Encoding",
            "Content-Length",
            "Upgrade",
            "HTTP2-Settings",
            "Host",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Server",
            "X-Forwarded-By",
            "X-Forwarded-Scheme",
            "X-Forwarded-Ssl",
            "X-Real-IP",
            "X-Client-IP",
            "X-Cluster-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "X-Request-Id",
            "X-Route-Revision",
            "traceparent",
            "tracestate",
            "Max-Forwards");

    private static final NameSet RESPONSE = NameSet.of(
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Transfer-Encoding",
            "Content-Length",
            "Upgrade",
            "TE",
            "X-Gateway-Error");

    /// Fields that have no place in a trailer section (RFC 9110 §6.5.1), besides those of [#REQUEST]: routing,
    /// authentication, and what a recipient must know before the body.
    private static final NameSet TRAILER = NameSet.of(
            "Trailer",
            "Content-Encoding",
            "Content-Type",
            "Content-Range",
            "Cache-Control",
            "Expect",
            "Range",
            "Via",
            "Authorization",
            "Proxy-Authenticate",
            "WWW-Authenticate",
            "Cookie",
            "Set-Cookie",
            "X-Gateway-Error");

    private static final AsciiString OURS = AsciiString.cached("x-openflyers-");
    private static final AsciiString FORWARDED = AsciiString.cached("x-forwarded-");

    private FieldRules() {}

    static boolean dropsFromRequest(CharSequence name) {
        return REQUEST.contains(name) || isOurs(name) || (hasUnderscore(name) && isOursWithHyphens(name));
    }

    static boolean dropsFromResponse(CharSequence name) {
        return RESPONSE.contains(name);
    }

    static boolean dropsFromTrailer(CharSequence name) {
        return TRAILER.contains(name) || dropsFromRequest(name);
    }

    private static boolean isOurs(CharSequence name) {
        return name.length() > OURS.length()
                && (name.charAt(0) | 0x20) == 'x'
                && AsciiString.regionMatches(name, true, 0, OURS, 0, OURS.length());
    }

    private static boolean hasUnderscore(CharSequence name) {
        for (var i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '_') {
                return true;
            }
        }
        return false;
    }

    private static boolean isOursWithHyphens(CharSequence name) {
        var hyphened = name.toString().replace('_', '-');
        return REQUEST.contains(hyphened)
                || isOurs(hyphened)
                || AsciiString.regionMatches(hyphened, true, 0, FORWARDED, 0, FORWARDED.length());
    }
}
