package com.openflyers.gateway.route;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/// One address of a version's servers.
///
/// Only `http` for now; the scheme is kept so that the stored form need not change when `https` comes.
///
/// @param port 1 to 65535
public record Upstream(String scheme, String host, int port) {

    public Upstream {
        Objects.requireNonNull(host);
        if (!scheme.equals("http")) {
            throw new IllegalArgumentException("the scheme of an upstream is http, not " + scheme);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the port of an upstream is 1 to 65535, not " + port);
        }
    }

    /// Reads `http://host:port`; without a port, 80.
    ///
    /// @throws IllegalArgumentException with a sentence for a person, if the text is no such address
    public static Upstream parse(String url) {
        try {
            var uri = new URI(url);
            var bare = (uri.getPath().isEmpty() || uri.getPath().equals("/"))
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null;
            if (uri.getScheme() == null || uri.getHost() == null || !bare) {
                throw new IllegalArgumentException("expected http://host:port and nothing behind it, not " + url);
            }
            var host = uri.getHost();
            var literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return new Upstream(uri.getScheme(), literal, uri.getPort() == -1 ? 80 : uri.getPort());
        } catch (URISyntaxException | NullPointerException e) {
            throw new IllegalArgumentException("expected http://host:port, not " + url, e);
        }
    }

    /// The form that [#parse] reads.
    @Override
    public String toString() {
        return scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
