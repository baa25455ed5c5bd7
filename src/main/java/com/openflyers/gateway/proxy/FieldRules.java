package com.openflyers.gateway.proxy;

import com.openflyers.gateway.route.GatewayFields;
import io.netty.util.AsciiString;

/// Which fields never cross the gateway, in either direction.
///
/// Connection-level fields (RFC 9110 §7.6.1), framing (written anew from what was decoded), credentials meant for a
/// proxy (§11.7.1), and every field by which the gateway itself speaks to an upstream: a client can neither set nor
/// remove those, however a CGI-like server may be told of them ([GatewayFields#hyphened]).
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
            // To a CGI-like server `HTTP_PROXY`: where its own requests go (CVE-2016-5385).
            "Proxy",
            "Forwarded",
            "X-Original-URL",
            "X-Rewrite-URL",
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

    /// @param name  as it came
    /// @param drops names that rules add, in the form of [GatewayFields#hyphened]
    static boolean dropsFromRequest(CharSequence name, NameSet drops) {
        var read = hyphened(name);
        return REQUEST.contains(read) || drops.contains(read) || begins(read, OURS) || begins(read, FORWARDED);
    }

    static boolean dropsFromResponse(CharSequence name) {
        return RESPONSE.contains(name);
    }

    /// @param drops as for [#dropsFromRequest]
    static boolean dropsFromTrailer(CharSequence name, NameSet drops) {
        return TRAILER.contains(hyphened(name)) || dropsFromRequest(name, drops);
    }

    /// The same as [GatewayFields#hyphened], made for names that the decoder made and that have no mark.
    private static CharSequence hyphened(CharSequence name) {
        return name instanceof AsciiString ascii && isPlain(ascii.array(), ascii.arrayOffset(), ascii.length())
                ? name
                : GatewayFields.hyphened(name);
    }

    private static boolean isPlain(byte[] bytes, int start, int length) {
        for (var i = start; i < start + length; i++) {
            if (!Octets.isPlain(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean begins(CharSequence name, AsciiString prefix) {
        return name.length() > prefix.length()
                && (name.charAt(0) | 0x20) == 'x'
                && AsciiString.regionMatches(name, true, 0, prefix, 0, prefix.length());
    }
}
