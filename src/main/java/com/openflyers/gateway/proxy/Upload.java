package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One request on its way to an upstream: parked while there is no connection, then framed anew and sent, the client
/// read no faster than the upstream is written.
final class Upload {

    private final EdgeLoop loop;
    private final ClientConnection client;
    private final RequestHead head;
    private final RequestFacts facts;
    private final Deque<HttpContent> parked = new ArrayDeque<>(2);
    private long parkedBytes;
    private long bytes;
    private boolean complete;
    private boolean allParked;
    private boolean ended;
    private @Nullable UpstreamConnection upstream;
    private NameSet drops = NameSet.EMPTY;

    Upload(EdgeLoop loop, ClientConnection client, RequestHead head, RequestFacts facts) {
        this.loop = loop;
        this.client = client;
        this.head = head;
        this.facts = facts;
    }

    /// Whether the request was sent to its last byte.
    boolean isComplete() {
        return complete;
    }

    /// Whether nothing of the request can still come, so that another may follow it.
    boolean isAllRead() {
        return complete || allParked || !head.hasBody();
    }

    /// Takes over a part: sends it on, or keeps it until there is a connection.
    ///
    /// @return why the request cannot go on
    @Nullable
    Cause take(HttpContent part) {
        var fault = faultOf(part);
        if (fault != null || complete || ended) {
            part.release();
        } else if (upstream == null) {
            park(part);
        } else {
            write(part, upstream);
            paceClient(upstream);
        }
        return fault;
    }

    private @Nullable Cause faultOf(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            client.discardInput();
            return Refusal.reasonOf(part.decoderResult().cause());
        }
        bytes += part.content().readableBytes();
        var limit = loop.settings().limits().bodyBytes();
        return limit > 0 && bytes > limit ? Cause.BODY_TOO_LARGE : null;
    }

    private void park(HttpContent part) {
        allParked = part instanceof LastHttpContent;
        parked.addLast(part);
        parkedBytes += part.content().readableBytes();
        client.read(parkedBytes < RequestDecoder.PARKED);
    }

    /// Sends the head, and the body as far as it is here; a second time the same, for a request without a body.
    void begin(UpstreamConnection to, SpaceFields space) {
        upstream = to;
        drops = space.drops();
        RequestWriter.write(loop.head(), head, client.reception().peer(), space, facts.requestId());
        to.write(loop.head().toBuffer(to.allocator(), 0));
        for (var part = parked.pollFirst(); part != null; part = parked.pollFirst()) {
            write(part, to);
        }
        parkedBytes = 0;
        paceClient(to);
        if (!complete) {
            // If more of the request lies in the read that is being handled, it is flushed at its end, together.
            client.flushUpstream();
        }
    }

    void end() {
        ended = true;
        for (var part = parked.pollFirst(); part != null; part = parked.pollFirst()) {
            part.release();
        }
        facts.received(bytes);
    }

    private void paceClient(UpstreamConnection to) {
        if (complete) {
            to.flush();
        }
        client.read(complete || to.isWritable());
    }

    private void write(HttpContent part, UpstreamConnection to) {
        complete |= part instanceof LastHttpContent;
        switch (head.request().body()) {
            case NONE -> part.release();
            case LENGTH -> writeContent(part.content(), to);
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
                    to.write(Chunks.last(
                            to.allocator(),
                            end.trailingHeaders(),
                            head.connection().nominated(),
                            drops));
                }
            }
        }
    }

    private static void writeContent(ByteBuf content, UpstreamConnection to) {
        if (content.isReadable()) {
            to.write(content);
        } else {
            content.release();
        }
    }
}
