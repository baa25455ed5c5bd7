package com.openflyers.gateway.route;

import java.util.Locale;
import java.util.Set;

/// The request fields by which the gateway itself speaks to an upstream: framing, routing, and who asks for what.
/// A rule that could touch them would make two of one, and the upstream might believe the other.
///
/// An underscore counts as a hyphen, because CGI-like servers read both as the same variable.
final class GatewayFields {

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

    /// @param verb what somebody would like to do with the field
    static void refuse(String verb, String name) {
        var plain = name.toLowerCase(Locale.ROOT).replace('_', '-');
        if (NAMES.contains(plain) || plain.startsWith("x-forwarded-") || plain.startsWith("x-openflyers-")) {
            throw new IllegalArgumentException("no rule may " + verb + " " + name + ": the gateway itself writes it");
        }
    }
}
