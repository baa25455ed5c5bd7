package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/// Writes the head that an upstream receives.
///
/// The client's fields in their order and spelling, less those of [FieldRules]; then framing, forwarding and the
/// gateway's own fields. The version is always ours (RFC 9112 §2.3).
final class RequestWriter {

    /// Our name in `Via` (RFC 9110 §7.6.3): a pseudonym, the same on every node, by which a loop is seen.
    static final String PSEUDONYM = "openflyers-gateway";

    private static final AsciiString HTTP11 = AsciiString.cached(" HTTP/1.1\r\nHost: ");
    private static final AsciiString VIA_11 = AsciiString.cached("Via: 1.1 " + PSEUDONYM + "\r\n");
    private static final AsciiString VIA_10 = AsciiString.cached("Via: 1.0 " + PSEUDONYM + "\r\n");
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
        to.text(head.isHttp10() ? VIA_10 : VIA_11);
        to.text(REQUEST_ID).text(requestId).line();
        trace(to, fields, requestId);
        maxForwards(to, head);
        to.raw(space.block()).line();
    }

    /// @throws Refusal when the request has passed through this gateway already (RFC 9110 §7.6)
    static void requireNoLoop(HttpHeaders fields) {
        if (!fields.contains(HttpHeaderNames.VIA)) {
            return;
        }
        for (var via : fields.getAll(HttpHeaderNames.VIA)) {
            if (names(via)) {
                throw new Refusal(Cause.LOOP);
            }
        }
    }

    /// Whether our name stands in `via` behind a protocol, as a word of its own. Looked for by itself: a head full of
    /// commas must not cost more than another.
    private static boolean names(String via) {
        var at = AsciiString.indexOfIgnoreCaseAscii(via, PSEUDONYM, 0);
        while (at >= 0) {
            var end = at + PSEUDONYM.length();
            if (at > 0 && isBlank(via.charAt(at - 1)) && (end == via.length() || isEnd(via.charAt(end)))) {
                return true;
            }
            at = AsciiString.indexOfIgnoreCaseAscii(via, PSEUDONYM, end);
        }
        return false;
    }

    private static boolean isEnd(char c) {
        return c == ',' || isBlank(c);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /// The number of further hops an OPTIONS request may take (RFC 9110 §7.6.2).
    ///
    /// @return null when it says nothing or the method gives it no meaning
    /// @throws Refusal when it is not one number
    static @Nullable Integer hopsLeft(RequestHead head) {
        var value = head.request().headers().get(HttpHeaderNames.MAX_FORWARDS);
        if (value == null || !head.method().equals("OPTIONS")) {
            return null;
        }
        var single = FieldLines.isSingle(head.request().headers(), HttpHeaderNames.MAX_FORWARDS);
        if (!single || value.isEmpty() || value.length() > 9 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Refusal(Cause.BAD_REQUEST);
        }
        return Integer.valueOf(value);
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
        var hops = hopsLeft(head);
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
