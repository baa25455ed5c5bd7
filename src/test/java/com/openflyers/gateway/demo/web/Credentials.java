package com.openflyers.gateway.demo.web;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Optional;

/// A login and a password, as typed.
public record Credentials(String login, String password) {

    private static final String SCHEME = "Basic ";

    /// From HTTP Basic (RFC 7617); empty if there is none, or none that can be read.
    public static Optional<Credentials> basic(HttpServerRequest request, Charset charset) {
        var field = request.getHeader("Authorization");
        if (field == null || !field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            var text = new String(
                    Base64.getDecoder().decode(field.substring(SCHEME.length()).trim()), charset);
            var colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return login + ":…";
    }
}
