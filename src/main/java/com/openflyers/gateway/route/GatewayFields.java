package com.openflyers.gateway.route;

import java.util.Locale;
import java.util.Set;

/// The request fields by which the gateway itself speaks to an upstream: framing, routing, and who asks for what.
/// A rule that could touch them would make two of one, and the upstream might believe the other.
///
/// Any mark in a name counts as a hyphen, because CGI-like servers read all of them as the same variable: to PHP
/// `X.Forwarded_For` is `HTTP_X_FORWARDED_FOR`.
public final class GatewayFields {

    private static final Set<String> NAMES = Set.of(
            "connection",
            "content-length",
            "expect",
            "forwarded",
            "host",
            "keep-alive",
            "max-forwards",
            "proxy-connection",
            "te",
            "traceparent",
            "tracestate",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-request-id",
            "x-route-revision");

    private GatewayFields() {}

    /// The name as a CGI-like server reads it: the same object if it has no mark but hyphens.
    public static CharSequence hyphened(CharSequence name) {
        for (var i = 0; i < name.length(); i++) {
            if (isMark(name.charAt(i))) {
                return withHyphens(name);
            }
        }
        return name;
    }

    private static String withHyphens(CharSequence name) {
        var hyphened = new StringBuilder(name);
        for (var i = 0; i < name.length(); i++) {
            if (isMark(name.charAt(i))) {
                hyphened.setCharAt(i, '-');
            }
        }
        return hyphened.toString();
    }

    private static boolean isMark(char c) {
        return (c < 'a' || c > 'z') && c != '-' && (c < 'A' || c > 'Z') && (c < '0' || c > '9');
    }

    /// @param verb what somebody would like to do with the field
    static void refuse(String verb, String name) {
        var plain = hyphened(name).toString().toLowerCase(Locale.ROOT);
        if (NAMES.contains(plain) || plain.startsWith("x-forwarded-") || plain.startsWith("x-openflyers-")) {
            throw new IllegalArgumentException("no rule may " + verb + " " + name + ": the gateway itself writes it");
        }
    }
}
