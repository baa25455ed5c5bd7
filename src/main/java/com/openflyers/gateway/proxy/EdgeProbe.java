package com.openflyers.gateway.proxy;

import com.openflyers.gateway.observe.Readiness;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.Supplier;

/// Answers load balancers that can only probe the port their traffic goes to.
///
/// `<prefix>/live` and `<prefix>/ready`, by GET, HEAD and OPTIONS, for every Host and for none, HTTP/1.0 included; no
/// upstream ever sees them. Says no more than the status: the reasons are for operators, on their own port.
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

    boolean isProbe(HttpRequest request) {
        return request.decoderResult().isSuccess()
                && (request.uri().equals(ready) || request.uri().equals(live))
                && isAllowed(request.method().name());
    }

    ByteBuf answer(HttpRequest request, boolean last) {
        var ok = request.uri().equals(live) || readiness.report().takesTraffic();
        var text = ok ? "ok\n" : "not ready\n";
        head.begin().text("HTTP/1.1 ").number(ok ? 200 : 503).octet(' ');
        head.text(HttpResponseStatus.valueOf(ok ? 200 : 503).reasonPhrase()).line();
        head.field(HttpHeaderNames.DATE, date.get());
        head.field(HttpHeaderNames.CONTENT_TYPE, "text/plain");
        head.field(HttpHeaderNames.CACHE_CONTROL, "no-store");
        head.field(HttpHeaderNames.ALLOW, "GET, HEAD, OPTIONS");
        head.text(HttpHeaderNames.CONTENT_LENGTH)
                .text(": ")
                .number(text.length())
                .line();
        if (!ok) {
            head.field("Retry-After", "1");
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

    private static boolean isAllowed(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }
}
