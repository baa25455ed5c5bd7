package com.openflyers.gateway.proxy;

import com.openflyers.gateway.proxy.RequestHead.Body;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;

/// The body of one request on its way to the upstream: parked while there is no connection, framed anew when there is.
final class RequestBody {

    private final Body framing;
    private final Deque<HttpContent> parked = new ArrayDeque<>(2);
    private long parkedBytes;
    private long bytes;

    RequestBody(Body framing) {
        this.framing = framing;
    }

    /// Bytes of content that came from the client.
    long bytes() {
        return bytes;
    }

    /// @param limit 0 for none
    boolean exceeds(long limit) {
        return limit > 0 && bytes > limit;
    }

    long parkedBytes() {
        return parkedBytes;
    }

    void received(HttpContent part) {
        bytes += part.content().readableBytes();
    }

    void park(HttpContent part) {
        parked.addLast(part);
        parkedBytes += part.content().readableBytes();
    }

    /// @return whether the body is complete with it
    boolean sendParked(UpstreamConnection to) {
        var complete = false;
        for (var part = parked.pollFirst(); part != null; part = parked.pollFirst()) {
            complete |= send(part, to);
        }
        parkedBytes = 0;
        return complete;
    }

    /// Takes over the part.
    ///
    /// @return whether the body is complete with it
    boolean send(HttpContent part, UpstreamConnection to) {
        var last = part instanceof LastHttpContent;
        switch (framing) {
            case NONE -> part.release();
            case LENGTH -> pass(part.content(), to);
            case CHUNKED -> {
                var size = part.content().readableBytes();
                if (size > 0) {
                    to.write(Chunks.before(to.allocator(), size));
                    to.write(part.content());
                    to.write(Chunks.after());
                } else {
                    part.content().release();
                }
                if (part instanceof LastHttpContent end) {
                    to.write(Chunks.last(to.allocator(), end.trailingHeaders()));
                }
            }
        }
        return last;
    }

    void release() {
        for (var part = parked.pollFirst(); part != null; part = parked.pollFirst()) {
            part.release();
        }
        parkedBytes = 0;
    }

    private static void pass(ByteBuf content, UpstreamConnection to) {
        if (content.isReadable()) {
            to.write(content);
        } else {
            content.release();
        }
    }
}
