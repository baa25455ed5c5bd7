package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.observe.Readiness;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.function.Supplier;

/// Answers load balancers that can only probe the port their traffic goes to.
///
/// `<prefix>/live` and `<prefix>/ready`, by GET, HEAD and OPTIONS, for every Host and for none, HTTP/1.0 included, with
/// a query or without; no upstream ever sees them, by whatever method or in whatever form they are asked for. Says no
/// more than the status: the reasons are for operators, on their own port.
final class EdgeProbe {

    private final String live;
    private final String ready;
    private final Readiness readiness;
    private final HeadBuffer head;
    private final ByteBufAllocator allocator;
    private final Supplier<CharSequence> date;

    EdgeProbe(
            String prefix,
            Readiness readiness,
            HeadBuffer head,
            ByteBufAllocator allocator,
            Supplier<CharSequence> date) {
        this.live = prefix + "/live";
        this.ready = prefix + "/ready";
        this.readiness = readiness;
        this.head = head;
        this.allocator = allocator;
        this.date = date;
    }

    /// @param request whose head is sound
    boolean isProbe(HttpRequest request) {
        return isFor(ready, request.uri()) || isFor(live, request.uri());
    }

    ByteBuf answer(HttpRequest request, boolean last) {
        var status = status(request);
        var text = text(status);
        head.status(status, date.get());
        head.field(HttpHeaderNames.CONTENT_TYPE, "text/plain");
        head.field(HttpHeaderNames.CACHE_CONTROL, "no-store");
        head.field(HttpHeaderNames.ALLOW, "GET, HEAD, OPTIONS");
        head.length(text.length());
        if (status == 503) {
            head.field("Retry-After", "1");
        } else if (status == Cause.METHOD_NOT_ALLOWED.status()) {
            head.field("X-Gateway-Error", Cause.METHOD_NOT_ALLOWED.code());
        }
        if (last) {
            head.field(HttpHeaderNames.CONNECTION, "close");
        }
        head.line();
        if (!request.method().name().equals("HEAD")) {
            head.text(text);
        }
        return head.toBuffer(allocator, 0);
    }

    private int status(HttpRequest request) {
        if (!isAllowed(request.method().name())) {
            return Cause.METHOD_NOT_ALLOWED.status();
        }
        return isFor(live, request.uri()) || readiness.report().takesTraffic() ? 200 : 503;
    }

    private static String text(int status) {
        return switch (status) {
            case 200 -> "ok\n";
            case 503 -> "not ready\n";
            default -> "not by this method\n";
        };
    }

    private static boolean isFor(String path, String uri) {
        var start = RequestHead.pathStart(uri);
        var end = start + path.length();
        return start >= 0 && uri.startsWith(path, start) && (end == uri.length() || uri.charAt(end) == '?');
    }

    private static boolean isAllowed(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }
}
