package com.openflyers.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/// Puts the protecting fields on every answer of a surface of ours, errors included; a later handler may replace one
/// (a fingerprinted style sheet wants another `Cache-Control`).
///
/// Values after OWASP ASVS 5.0, 3.4 and 14.3.2. `Referrer-Policy` also keeps reset links to ourselves.
public final class SecurityHeaders implements Handler<RoutingContext> {

    /// Our pages load nothing from elsewhere and hold no inline script or style.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// Two years, the least that browsers' preload lists ask for.
    private static final String STRICT_TRANSPORT = "max-age=63072000; includeSubDomains";

    @Override
    public void handle(RoutingContext context) {
        var response = context.response();
        put(response, "Content-Security-Policy", CONTENT_SECURITY_POLICY);
        put(response, "X-Content-Type-Options", "nosniff");
        put(response, "Referrer-Policy", "no-referrer");
        put(response, "Cross-Origin-Opener-Policy", "same-origin");
        put(response, "Cross-Origin-Resource-Policy", "same-origin");
        put(response, "Cache-Control", "no-store");
        if (cameEncrypted(context)) {
            put(response, "Strict-Transport-Security", STRICT_TRANSPORT);
        }
        context.next();
    }

    /// RFC 6797 §7.2 forbids the field on a clear connection. In front of these surfaces stands our own edge or a load
    /// balancer; a client that lies here only changes the answer to itself.
    private static boolean cameEncrypted(RoutingContext context) {
        return context.request().isSSL() || "https".equals(context.request().getHeader("X-Forwarded-Proto"));
    }

    private static void put(HttpServerResponse response, String name, String value) {
        var _ = response.putHeader(name, value);
    }
}
