package com.openflyers.gateway.proxy;

import com.openflyers.gateway.route.Target;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// What comes back for one request, on its way to the client: interim answers as they come, then an answer or a
/// tunnel, the upstream read no faster than the client is written.
final class Download {

    /// What became of bytes from the upstream.
    enum Progress {
        GOING_ON,
        COMPLETE,
        /// The upstream broke its own framing.
        BROKEN,
        /// A stream without an end of its own was ended, as asked.
        ENDED
    }

    private final EdgeLoop loop;
    private final ClientConnection client;
    private final RequestHead head;
    private final RequestFacts facts;

    private @Nullable Answer answer;
    private @Nullable Tunnel tunnel;
    private @Nullable LongStream longStream;
    private boolean mustEnd;
    /// An interim answer's head was read: the decoder sends the end of a body after it that is none.
    private boolean afterInterim;

    Download(EdgeLoop loop, ClientConnection client, RequestHead head, RequestFacts facts) {
        this.loop = loop;
        this.client = client;
        this.head = head;
        this.facts = facts;
    }

    /// Interim answers go on as they come (RFC 9110 §15.2), but not to HTTP/1.0, which knows none.
    void interim(HttpResponse response, UpstreamConnection from) {
        afterInterim = true;
        if (!head.isHttp10()) {
            ResponseWriter.writeInterim(loop.head(), response);
            client.write(loop.head().toBuffer(client.allocator(), 0));
            client.flush();
            from.read(client.isWritable());
        }
    }

    /// @param requestComplete whether the request was sent in full; if not, the client's connection ends with this
    void begin(HttpResponse response, Target target, boolean requestComplete) {
        answer = Answer.begin(loop, client, head, target, response, requestComplete);
        facts.answered(response.status().code());
        longStream = answer.events();
        watch();
    }

    /// From here on bytes pass both ways as they are.
    void beginTunnel(HttpResponse response, UpstreamConnection upstream) {
        tunnel = new Tunnel(client, upstream, facts);
        afterInterim = true;
        facts.answered(response.status().code());
        longStream = tunnel;
        watch();
        ResponseWriter.writeInterim(loop.head(), response);
        client.write(loop.head().toBuffer(client.allocator(), 0));
        tunnel.open();
    }

    /// Takes over a part of an answer.
    Progress send(HttpContent part, UpstreamConnection from) {
        if (afterInterim || answer == null) {
            afterInterim = false;
            part.release();
            return Progress.GOING_ON;
        }
        if (part.decoderResult().isFailure()) {
            part.release();
            return Progress.BROKEN;
        }
        if (answer.send(part)) {
            return Progress.COMPLETE;
        }
        if (longStream == null) {
            watch();
        }
        return paceUpstream(from);
    }

    /// Takes over bytes of a tunnel.
    Progress relay(ByteBuf bytes, UpstreamConnection from) {
        if (tunnel == null) {
            bytes.release();
            return Progress.GOING_ON;
        }
        tunnel.fromUpstream(bytes);
        return paceUpstream(from);
    }

    /// Takes over bytes of a tunnel that the client sent.
    void fromClient(ByteBuf bytes) {
        if (tunnel == null) {
            bytes.release();
        } else {
            tunnel.fromClient(bytes);
            if (tunnel.isStalled()) {
                watch();
            }
        }
    }

    /// Ends a stream that has no end of its own, now or as soon as that cuts nothing in two. Does nothing for any
    /// other answer: that one ends by itself.
    Progress endLongStream() {
        if (longStream != null && !mustEnd) {
            mustEnd = true;
            client.alarm().in(loop.settings().boundaryNanos());
        }
        return endIfAsked();
    }

    /// Whether it is the upstream's turn to go on with its answer.
    boolean awaitsUpstream() {
        return longStream == null && client.isWritable();
    }

    void flush() {
        if (answer != null) {
            answer.flushHead();
        }
        client.flush();
    }

    boolean isLongStream() {
        return longStream != null;
    }

    /// Whether nothing but the end of the client's connection can follow.
    boolean closesClient() {
        return answer == null || answer.closesClient();
    }

    /// Whether the upstream's connection can serve another request after this answer.
    boolean keeps(UpstreamConnection upstream) {
        return answer != null && answer.keepsUpstream(upstream);
    }

    void end() {
        if (answer != null) {
            facts.sent(answer.release());
        }
    }

    private Progress paceUpstream(UpstreamConnection from) {
        if (!client.isWritable()) {
            client.flush();
            if (!client.isWritable()) {
                from.read(false);
                watch();
            }
        }
        return endIfAsked();
    }

    private Progress endIfAsked() {
        if (mustEnd && longStream != null && longStream.isAtBoundary()) {
            longStream.end();
            return Progress.ENDED;
        }
        return Progress.GOING_ON;
    }

    /// Sets the deadline anew: something moves, or has ceased to. A long stream may be silent for as long as it likes,
    /// but what it has said must be taken; any other answer must go on.
    void watch() {
        if (mustEnd || (answer == null && tunnel == null)) {
            return;
        }
        if (longStream == null || longStream.isStalled()) {
            client.alarm().in(loop.settings().responseIdleNanos());
        } else {
            client.alarm().clear();
        }
    }
}
