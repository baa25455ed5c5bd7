package com.openflyers.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/// Writes the head that an upstream receives.
///
/// The client's fields in their order and spelling, less those of [FieldRules]; then framing, forwarding and the
/// gateway's own fields. The version is always ours (RFC 9112 §2.3).
final class RequestWriter {

    private static final AsciiString HTTP11 = AsciiString.cached(" HTTP/1.1\r\nHost: ");
    private static final AsciiString CHUNKED = AsciiString.cached("Transfer-Encoding: chunked\r\n");
    private static final AsciiString LENGTH = AsciiString.cached("Content-Length: ");
    private static final AsciiString UPGRADE = AsciiString.cached("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    private static final AsciiString REQUEST_ID = AsciiString.cached("X-Request-Id: ");
    private static final AsciiString TRACE_PARENT = AsciiString.cached("traceparent");
    private static final AsciiString TRACE_STATE = AsciiString.cached("tracestate");

    private RequestWriter() {}

    static void write(HeadBuffer to, RequestHead head, Peer peer, SpaceFields space, CharSequence requestId) {
        var fields = head.request().headers();
        to.begin().text(head.method()).octet(' ').text(head.target());
        to.text(HTTP11).text(head.authority()).line();
        copy(to, fields, head.connection().nominated(), space.drops());
        switch (head.request().body()) {
            case NONE -> {}
            case LENGTH -> to.text(LENGTH).number(head.request().length()).line();
            case CHUNKED -> to.text(CHUNKED);
        }
        if (head.upgrade()) {
            to.text(UPGRADE);
        }
        peer.write(to, fields, head.authority());
        to.text(Via.line(head.isHttp10()));
        to.text(REQUEST_ID).text(requestId).line();
        trace(to, fields, requestId);
        maxForwards(to, head);
        to.raw(space.block()).line();
    }

    /// A sound trace goes on as it came; a broken one is replaced, and its state with it (W3C Trace Context §3.3).
    private static void trace(HeadBuffer to, HttpHeaders fields, CharSequence requestId) {
        var parent = fields.get(TRACE_PARENT);
        if (parent == null || !TraceParent.isSound(parent)) {
            to.field(TRACE_PARENT, TraceParent.from(requestId));
            return;
        }
        to.field(TRACE_PARENT, parent);
        for (var state : fields.getAll(TRACE_STATE)) {
            to.field(TRACE_STATE, state);
        }
    }

    private static void maxForwards(HeadBuffer to, RequestHead head) {
        var hops = head.hopsLeft();
        if (hops != null) {
            to.field(HttpHeaderNames.MAX_FORWARDS, Integer.toString(hops - 1));
        }
    }

    private static void copy(HeadBuffer to, HttpHeaders fields, NameSet nominated, NameSet drops) {
        for (var each = fields.iteratorCharSequence(); each.hasNext(); ) {
            var field = each.next();
            var name = field.getKey();
            if (!FieldRules.dropsFromRequest(name, drops) && !nominated.contains(name)) {
                to.field(name, field.getValue());
            }
        }
    }
}
