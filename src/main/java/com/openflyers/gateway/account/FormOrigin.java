package com.openflyers.gateway.account;

import io.vertx.core.http.HttpHeaders;
import java.net.URI;

/// Where a form was when it was sent.
final class FormOrigin {

    private FormOrigin() {}

    /// Whether it says the token of this browser, and comes from nowhere else.
    static boolean isOurs(Visit visit) {
        var origin = visit.context().request().getHeader(HttpHeaders.ORIGIN);
        return (origin == null || isHere(visit)) && Tokens.same(Tokens.ofForm(visit.cookie()), visit.typed("token"));
    }

    /// Whether the browser says that it was on a page of this host.
    static boolean isHere(Visit visit) {
        var request = visit.context().request();
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && isOfHost(origin, request.getHeader(HttpHeaders.HOST));
    }

    private static boolean isOfHost(String origin, String host) {
        try {
            var authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
