package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A request head that passed every rule a gateway must enforce before it routes (RFC 9112 §3 to §6).
///
/// @param target        origin form, or `*`
/// @param authority     what the client asked for: of the absolute form, else `Host`
/// @param contentLength bytes of the body; -1 when chunked, 0 when there is none
/// @param upgrade       whether the client asks for a WebSocket; other protocols are never upgraded to
record RequestHead(
        HttpRequest request,
        String method,
        String target,
        String authority,
        ConnectionField connection,
        Body body,
        long contentLength,
        boolean upgrade) {

    enum Body {
        NONE,
        LENGTH,
        CHUNKED
    }

    /// Codings we know by name but do not undo: asking for one is a bad request, an unknown one is not implemented.
    private static final Set<String> KNOWN_CODINGS =
            Set.of("gzip", "x-gzip", "deflate", "compress", "x-compress", "identity");

    /// @throws Refusal with the cause to answer
    static RequestHead of(HttpRequest request, Limits limits) {
        var fields = request.headers();
        if (fields.size() > limits.fields()) {
            throw new Refusal(Cause.HEAD_TOO_LARGE);
        }
        var method = request.method().name();
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            throw new Refusal(Cause.METHOD_NOT_ALLOWED);
        }
        var body = body(request);
        var length = body == Body.LENGTH ? Long.parseLong(fields.get(HttpHeaderNames.CONTENT_LENGTH, "0")) : 0;
        if (limits.bodyBytes() > 0 && length > limits.bodyBytes()) {
            throw new Refusal(Cause.BODY_TOO_LARGE);
        }
        var connection = ConnectionField.of(fields);
        var host = onlyHost(fields);
        var uri = request.uri();
        RequestTarget.requireSound(uri);
        var origin = uri.startsWith("/") || uri.equals("*");
        if (uri.equals("*") && !method.equals("OPTIONS")) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        return new RequestHead(
                request,
                method,
                origin ? uri : originForm(uri, method),
                origin ? host : authorityOf(uri),
                connection,
                body,
                body == Body.CHUNKED ? -1 : length,
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
    static boolean isLastOn(HttpRequest request) {
        var fields = request.headers();
        return !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || ConnectionField.of(fields).close()
                || fields.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || !fields.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
    }

    boolean hasBody() {
        return body == Body.CHUNKED || contentLength > 0;
    }

    /// GET, HEAD and OPTIONS without a body: may be sent again when nothing shows that they arrived.
    boolean isRepeatable() {
        return !hasBody() && !upgrade && (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS"));
    }

    boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD");
    }

    String path() {
        return RequestTarget.pathOf(target);
    }

    private static String onlyHost(HttpHeaders fields) {
        var hosts = fields.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        return hosts.getFirst();
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

    private static String authorityOf(String uri) {
        var start = authorityStart(uri);
        return uri.substring(start, authorityEnd(uri, start));
    }

    private static int authorityStart(String uri) {
        if (!uri.regionMatches(true, 0, "http://", 0, 7)) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        return 7;
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

    private static Body body(HttpRequest request) {
        var fields = request.headers();
        var codings = fields.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return fields.contains(HttpHeaderNames.CONTENT_LENGTH) ? Body.LENGTH : Body.NONE;
        }
        requireChunkedAlone(codings);
        return Body.CHUNKED;
    }

    private static void requireChunkedAlone(List<String> fields) {
        if (fields.size() == 1 && fields.getFirst().equalsIgnoreCase("chunked")) {
            return;
        }
        for (var field : fields) {
            for (var member : field.split(",", -1)) {
                var coding = member.strip().toLowerCase(Locale.ROOT);
                if (!coding.isEmpty() && !coding.equals("chunked") && !KNOWN_CODINGS.contains(coding)) {
                    throw new Refusal(Cause.NOT_IMPLEMENTED);
                }
            }
        }
        throw new Refusal(Cause.BAD_REQUEST);
    }

    private static boolean asksForWebSocket(HttpRequest request, ConnectionField connection) {
        return connection.upgrade()
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && isWebSocket(request.headers().get(HttpHeaderNames.UPGRADE));
    }

    private static boolean isWebSocket(@Nullable String protocol) {
        return protocol != null && protocol.equalsIgnoreCase("websocket");
    }
}
