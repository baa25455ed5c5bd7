package com.openflyers.gateway.demo.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.regex.Pattern;

/// Where a request comes from and which space it is for, as the gateway tells it.
///
/// @param database name of the space's database
/// @param host     as the client sent it
/// @param address  of the client: the last `X-Forwarded-For` of a loopback peer, as Apache's mod_remoteip reads it
/// @param kind     of the space
public record Visit(String database, String host, String address, Kind kind) {

    public enum Kind {
        TEST,
        PRODUCTION
    }

    private static final String DATABASE = "X-OpenFlyers-Database";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /// Whether the request says which space it is for.
    static boolean named(HttpServerRequest request) {
        return request.headers().contains(DATABASE);
    }

    /// @throws UnknownSpace if no database is named, or in a way that none can have
    public static Visit of(HttpServerRequest request) {
        var database = request.getHeader(DATABASE);
        if (database == null || !NAME.matcher(database).matches()) {
            throw new UnknownSpace();
        }
        var host = request.getHeader("Host");
        return new Visit(
                database,
                host == null ? "" : host,
                address(request),
                "test".equals(request.getHeader("X-OpenFlyers-Kind")) ? Kind.TEST : Kind.PRODUCTION);
    }

    private static String address(HttpServerRequest request) {
        var peer = request.remoteAddress().hostAddress();
        var forwarded = request.headers().getAll("X-Forwarded-For");
        if (forwarded.isEmpty() || !loopback(peer)) {
            return peer;
        }
        var last = forwarded.getLast();
        return last.substring(last.lastIndexOf(',') + 1).trim();
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Nobody said which club is meant.
    public static final class UnknownSpace extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownSpace() {
            super("X-OpenFlyers-Database is missing or not a name");
        }
    }
}
