package com.openflyers.gateway.account;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Cookies of this host alone: no other page can set one (`__Host-`), no script reads it, and other sites' forms do
/// not send it.
final class HostCookie {

    private HostCookie() {}

    /// @param name begins with `__Host-`
    static Cookie of(String name, String value) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX);
    }

    static Optional<String> read(RoutingContext context, String name) {
        return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
    }
}
