package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.route.Host;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/// A request head that passed every rule a gateway must enforce before it routes (RFC 9112 §3).
///
/// @param target        origin form, or `*`
/// @param authority     what the client asked for: of the absolute form, else `Host`
/// @param upgrade       whether the client asks for a WebSocket; other protocols are never upgraded to
record RequestHead(
        FramedRequest request,
        String method,
        String target,
        String authority,
        ConnectionField connection,
        boolean upgrade) {

    /// What a usual request's objects take besides its text, the connection's and its socket's not counted.
    private static final int OBJECTS = 4096;

    private static final String SCHEME = "http://";

    /// @throws Refusal with the cause to answer
    static RequestHead of(FramedRequest request, Limits limits) {
        var fields = request.headers();
        var method = request.method().name();
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            throw new Refusal(Cause.METHOD_NOT_ALLOWED);
        }
        if (limits.bodyBytes() > 0 && request.length() > limits.bodyBytes()) {
            throw new Refusal(Cause.BODY_TOO_LARGE);
        }
        var connection = ConnectionField.of(fields);
        var uri = request.uri();
        var origin = uri.startsWith("/") || uri.equals("*");
        // Older than `Host`, but for a target that says it itself (RFC 9112 §3.2.2).
        var host = origin
                        || request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                        || fields.contains(HttpHeaderNames.HOST)
                ? onlyHost(fields)
                : authorityOf(uri);
        if (uri.charAt(0) != '/' && Host.parse(host) == null) {
            // Nobody is going to look it up, and it must be sound all the same (RFC 9112 §3.2).
            throw new Refusal(Cause.BAD_REQUEST);
        }
        if (uri.equals("*") && !method.equals("OPTIONS")) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        return new RequestHead(
                request,
                method,
                origin ? uri : originForm(uri, method),
                origin ? host : authorityOf(uri),
                connection,
                asksForWebSocket(request, connection));
    }

    boolean isHttp10() {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /// Whether the client's connection serves another request after this one. HTTP/1.0 never does: keep-alive
    /// through a gateway is not safe there (RFC 9112 §9.3).
    boolean isPersistent() {
        return !isHttp10() && !connection.close();
    }

    /// Whether nothing can follow a request that is answered without a look at its head's meaning.
    static boolean isLastOn(FramedRequest request) {
        return !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || ConnectionField.of(request.headers()).close()
                || request.length() != 0;
    }

    boolean hasBody() {
        return request.length() != 0;
    }

    /// GET, HEAD and OPTIONS without a body: may be sent again when nothing shows that they arrived.
    boolean isRepeatable() {
        return !hasBody() && !upgrade && (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS"));
    }

    /// Whether it carries content that its method gives no meaning to (RFC 9110 §9.3.1): a server that does not read
    /// it takes it for the next request.
    boolean hasStrayBody() {
        return hasBody()
                && (method.equals("GET")
                        || method.equals("HEAD")
                        || method.equals("DELETE")
                        || method.equals("OPTIONS"));
    }

    boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /// The number of further hops an OPTIONS request may take (RFC 9110 §7.6.2).
    ///
    /// @return null when it says nothing or the method gives it no meaning
    /// @throws Refusal when it is not one number
    @Nullable
    Integer hopsLeft() {
        var fields = request.headers();
        var value = fields.get(HttpHeaderNames.MAX_FORWARDS);
        if (value == null || !method.equals("OPTIONS")) {
            return null;
        }
        var single = FieldLines.isSingle(fields, HttpHeaderNames.MAX_FORWARDS);
        if (!single || value.isEmpty() || value.length() > 9 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        return Integer.valueOf(value);
    }

    /// Whether it asks what the gateway itself, and no space, can answer.
    boolean endsHere() {
        var hops = hopsLeft();
        return target.equals("*") || (hops != null && hops == 0);
    }

    /// About how much memory it takes.
    int size() {
        var size = OBJECTS + request.uri().length();
        for (var field : request.headers()) {
            size += field.getKey().length() + field.getValue().length();
        }
        return size;
    }

    String path() {
        return RequestTarget.pathOf(target);
    }

    private static String onlyHost(HttpHeaders fields) {
        var host = fields.get(HttpHeaderNames.HOST);
        if (host == null || !FieldLines.isSingle(fields, HttpHeaderNames.HOST)) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        return host;
    }

    /// `http://host/path` gives `/path`; without a path, `*` for OPTIONS and `/` for everything else
    /// (RFC 9112 §3.2.1, §3.2.4).
    private static String originForm(String uri, String method) {
        var start = authorityStart(uri);
        var end = authorityEnd(uri, start);
        if (end == uri.length()) {
            return method.equals("OPTIONS") ? "*" : "/";
        }
        return uri.charAt(end) == '?' ? "/" + uri.substring(end) : uri.substring(end);
    }

    /// Where the path begins in a target, of whichever form; -1 when it has none, or the authority before it is none.
    static int pathStart(String uri) {
        if (uri.charAt(0) == '/') {
            return 0;
        }
        if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return -1;
        }
        var end = authorityEnd(uri, SCHEME.length());
        return end == uri.length() || Host.parse(uri.substring(SCHEME.length(), end)) == null ? -1 : end;
    }

    private static String authorityOf(String uri) {
        var start = authorityStart(uri);
        return uri.substring(start, authorityEnd(uri, start));
    }

    private static int authorityStart(String uri) {
        if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        return SCHEME.length();
    }

    private static int authorityEnd(String uri, int start) {
        for (var i = start; i < uri.length(); i++) {
            var c = uri.charAt(i);
            if (c == '/' || c == '?') {
                return i;
            }
        }
        return uri.length();
    }

    private static boolean asksForWebSocket(FramedRequest request, ConnectionField connection) {
        return connection.upgrade()
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && isWebSocket(request.headers().get(HttpHeaderNames.UPGRADE));
    }

    /// Whether the protocol that the upstream switches to is the one that was asked for (RFC 9110 §7.8).
    boolean asksFor(HttpResponse switching) {
        return upgrade && isWebSocket(switching.headers().get(HttpHeaderNames.UPGRADE));
    }

    private static boolean isWebSocket(@Nullable String protocol) {
        return protocol != null && protocol.equalsIgnoreCase("websocket");
    }
}
