package com.openflyers.gateway.proxy;

import com.openflyers.gateway.proxy.ResponseWriter.Framing;
import com.openflyers.gateway.route.Target;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/// An upstream's final answer on its way to the client, and what its head decided about both connections.
final class Answer {

    private final ResponseBody body;
    private final boolean closesClient;
    private final boolean keepsUpstream;
    private final LongStream.@Nullable Events events;

    private Answer(ResponseBody body, boolean closesClient, boolean keepsUpstream, LongStream.@Nullable Events events) {
        this.body = body;
        this.closesClient = closesClient;
        this.keepsUpstream = keepsUpstream;
        this.events = events;
    }

    /// Writes the head; it goes out with the first part of the body.
    ///
    /// @param requestComplete whether the request was sent in full. If not, the next one cannot be found behind it,
    ///                        so that this is the last on the client's connection (RFC 9112 §9.3)
    static Answer begin(
            EdgeLoop loop,
            ClientConnection client,
            RequestHead head,
            Target target,
            HttpResponse response,
            boolean requestComplete) {
        var framing = framing(head, response);
        var connection = ConnectionField.of(response.headers());
        // Behind a refused upgrade may lie what the client meant for the other protocol, which is no request.
        var close = !head.isPersistent()
                || loop.isLeaving()
                || !requestComplete
                || framing == Framing.UNTIL_CLOSE
                || (head.upgrade() && client.earlyBytes() > 0);
        var stale = loop.formerVersions().staleCookies(target, head.request().headers());
        ResponseWriter.write(loop.head(), response, connection.nominated(), framing, close, target, stale, loop.date());
        var buffer = loop.head().toBuffer(client.allocator(), spare(response, framing));
        var body = new ResponseBody(client, framing, connection.nominated(), buffer);
        return new Answer(
                body,
                close,
                requestComplete && !connection.close() && !head.hasStrayBody() && isSelfDelimited(head, response),
                isEventStream(response) ? new LongStream.Events(body) : null);
    }

    /// The stream of events, if the answer is one.
    @Nullable
    LongStream events() {
        return events;
    }

    boolean closesClient() {
        return closesClient;
    }

    /// Whether the upstream's connection can serve another request.
    boolean keepsUpstream(UpstreamConnection connection) {
        return keepsUpstream && !connection.hasLeftovers() && connection.answersCleanly();
    }

    /// Takes over the part.
    ///
    /// @return whether the answer is complete with it
    boolean send(HttpContent part) {
        if (events != null) {
            events.see(part.content());
        }
        // Asked before: the part is gone when it was sent.
        var last = part instanceof LastHttpContent;
        body.send(part);
        return last;
    }

    void flushHead() {
        body.flushHead();
    }

    /// @return bytes of content sent to the client
    long release() {
        body.release();
        return body.bytes();
    }

    private static Framing framing(RequestHead head, HttpResponse response) {
        var code = response.status().code();
        if (head.isHead() || code == 204 || code == 304) {
            return Framing.EMPTY;
        }
        if (response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return Framing.LENGTH;
        }
        return head.isHttp10() ? Framing.UNTIL_CLOSE : Framing.CHUNKED;
    }

    /// Bytes to keep free behind the head: what is known to fit, or may.
    private static int spare(HttpResponse response, Framing framing) {
        return switch (framing) {
            case EMPTY -> 0;
            case LENGTH -> {
                var length = response.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0");
                yield length.length() <= 4 ? Math.min(ResponseBody.SHORT, Integer.parseInt(length)) : 0;
            }
            case CHUNKED, UNTIL_CLOSE -> ResponseBody.SHORT;
        };
    }

    /// Whether the end of the answer was told by its framing and not by the end of the connection, on one that
    /// persists (RFC 9112 §9.3).
    private static boolean isSelfDelimited(RequestHead head, HttpResponse response) {
        var fields = response.headers();
        var code = response.status().code();
        var announced =
                fields.contains(HttpHeaderNames.CONTENT_LENGTH) || fields.contains(HttpHeaderNames.TRANSFER_ENCODING);
        // A server that forgets that HEAD has no body would send it to whoever comes next.
        var delimited = head.isHead() ? !announced || isEmpty(fields) : announced || code == 204 || code == 304;
        return delimited && response.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    private static boolean isEmpty(HttpHeaders fields) {
        return "0".equals(fields.get(HttpHeaderNames.CONTENT_LENGTH));
    }

    private static boolean isEventStream(HttpResponse response) {
        var type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, "text/event-stream", 0, 17);
    }
}
