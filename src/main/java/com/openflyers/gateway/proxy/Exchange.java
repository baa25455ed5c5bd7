package com.openflyers.gateway.proxy;

import com.openflyers.gateway.gate.Gate;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.Target;
import com.openflyers.gateway.upstream.Server;
import com.openflyers.gateway.upstream.Server.Result;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// One request that was admitted, from there to its end: a state, and a method for each thing that can happen.
///
/// Belongs to one event loop. Every way out passes through [#finish], exactly once.
final class Exchange {

    private enum State {
        /// No connection to an upstream yet; what the client sends is parked.
        CONNECTING,
        /// The head is sent, the body is on its way.
        SENDING,
        /// The request is sent in full, no answer has begun.
        AWAITING,
        /// An answer's head was read. The request may still be on its way.
        ANSWERING,
        /// A WebSocket: bytes pass both ways.
        TUNNELLING,
        ENDED
    }

    private final EdgeLoop loop;
    private final ClientConnection client;
    private final RequestHead head;
    private final Route route;
    private final Gate gate;
    private final Target target;
    private final RequestFacts facts;
    private final RequestBody requestBody;
    private final Attempts attempts;

    private State state = State.CONNECTING;
    private @Nullable Answer answer;
    private @Nullable Tunnel tunnel;
    private @Nullable LongStream longStream;
    private boolean requestComplete;
    /// An interim answer's head was read: the decoder sends the end of a body after it that is none.
    private boolean afterInterim;
    private boolean asked;

    /// @param gate   entered by the caller; left here
    /// @param target read after the gate was entered
    Exchange(
            EdgeLoop loop,
            ClientConnection client,
            RequestHead head,
            Route route,
            Gate gate,
            Target target,
            RequestFacts facts) {
        this.loop = loop;
        this.client = client;
        this.head = head;
        this.route = route;
        this.gate = gate;
        this.target = target;
        this.facts = facts;
        this.requestBody = new RequestBody(head.body());
        this.attempts = new Attempts(loop, target, facts);
    }

    Route route() {
        return route;
    }

    // ---- what the client does

    void start() {
        if (!attempts.begin(this)) {
            fail(Cause.NO_UPSTREAM, Result.ABANDONED);
        }
    }

    /// Takes over the part.
    void requestContent(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            part.release();
            client.discardInput();
            fail(Refusal.reasonOf(part.decoderResult().cause()), Result.ABANDONED);
            return;
        }
        requestBody.received(part);
        if (requestBody.exceeds(loop.settings().limits().bodyBytes())) {
            part.release();
            fail(Cause.BODY_TOO_LARGE, Result.ABANDONED);
            return;
        }
        switch (state) {
            case CONNECTING -> {
                requestBody.park(part);
                client.read(requestBody.parkedBytes() < RequestDecoder.PARKED);
            }
            case SENDING, ANSWERING -> sendPart(part);
            case AWAITING, TUNNELLING, ENDED -> part.release();
        }
    }

    void clientReadComplete() {
        var upstream = attempts.connection();
        if (upstream != null) {
            upstream.flush();
        }
    }

    void clientWritabilityChanged() {
        var upstream = attempts.connection();
        if (upstream != null && client.isWritable()) {
            upstream.read(true);
        }
    }

    void clientGone() {
        facts.failed(Cause.CLIENT_GONE);
        if (state == State.TUNNELLING) {
            // What the client said before it left still goes out.
            attempts.closeConnectionAfterWrites();
        }
        finish(Result.ABANDONED);
    }

    /// Takes over bytes of a tunnel.
    void fromClient(ByteBuf bytes) {
        if (state == State.TUNNELLING && tunnel != null) {
            tunnel.fromClient(bytes);
        } else {
            bytes.release();
        }
    }

    // ---- what the upstream does

    void connected(UpstreamConnection connection) {
        if (state == State.ENDED || !attempts.accept(connection)) {
            // The client left while we connected; the next one may have it.
            connection.recycle(loop.now(), attempts.idleNanos());
            return;
        }
        connection.attach(this, head.isHead());
        RequestWriter.write(
                loop.head(), head, client.reception().peer(), client.reception().fieldsOf(target), facts.requestId());
        connection.write(loop.head().toBuffer(connection.allocator(), 0));
        state = State.SENDING;
        if (requestBody.sendParked(connection) || requestComplete) {
            sent(connection);
        } else {
            // If more of the request lies in the read that is being handled, it is flushed at its end, together.
            client.alarm().in(loop.settings().bodyIdleNanos());
            client.read(connection.isWritable());
            client.flushUpstream();
        }
    }

    void connectFailed(Server failed, Throwable fault) {
        if (state != State.CONNECTING || !attempts.isFor(failed)) {
            return;
        }
        // No byte was sent, so that another server repeats nothing: right for every method.
        if (!attempts.tryAnother(failed, this)) {
            var late = fault instanceof ConnectTimeoutException;
            fail(late ? Cause.UPSTREAM_TIMEOUT : Cause.UPSTREAM_REFUSED, Result.FAILED_CONNECT);
        }
    }

    void responseHead(HttpResponse response) {
        var code = response.status().code();
        if (response.decoderResult().isFailure() || code < 100 || code > 599 || state == State.ANSWERING) {
            upstreamInvalid();
        } else if (code == 101) {
            switchProtocols(response);
        } else if (code < 200) {
            afterInterim = true;
            forwardInterim(response);
        } else {
            beginAnswer(response);
        }
    }

    /// Takes over the part.
    void responseContent(HttpContent part) {
        if (afterInterim || answer == null) {
            afterInterim = false;
            part.release();
            return;
        }
        if (part.decoderResult().isFailure()) {
            part.release();
            attempts.closeConnection();
            breakOff();
            return;
        }
        if (answer.send(part)) {
            answered(answer);
            return;
        }
        if (longStream == null) {
            client.alarm().in(loop.settings().responseIdleNanos());
        }
        holdUpstreamToClient();
        endAtBoundary();
    }

    /// Takes over bytes of a tunnel.
    void fromUpstream(ByteBuf bytes) {
        if (state == State.TUNNELLING && tunnel != null) {
            tunnel.fromUpstream(bytes);
            holdUpstreamToClient();
            endAtBoundary();
        } else {
            bytes.release();
        }
    }

    void upstreamReadComplete() {
        if (answer != null) {
            answer.flushHead();
        }
        client.flush();
    }

    void upstreamWritabilityChanged() {
        var upstream = attempts.connection();
        if (upstream != null && upstream.isWritable()) {
            client.read(true);
        }
    }

    /// The end of a tunnel, an answer that will not come, or one that stays unfinished.
    void upstreamClosed() {
        switch (state) {
            case SENDING, AWAITING -> {
                state = State.CONNECTING;
                if (!attempts.repeat(head, this)) {
                    fail(Cause.UPSTREAM_RESET, Result.FAILED);
                }
            }
            case ANSWERING -> breakOff();
            case TUNNELLING -> {
                client.lingerAfterWrites();
                finish(Result.OK);
            }
            case CONNECTING, ENDED -> {}
        }
    }

    // ---- what time and the operator do

    /// The alarm of the client's connection rang while this exchange had it.
    void expired() {
        var upstream = attempts.connection();
        switch (state) {
            case SENDING -> {
                var clientIsLate = upstream != null && upstream.isWritable();
                fail(
                        clientIsLate ? Cause.REQUEST_TIMEOUT : Cause.UPSTREAM_TIMEOUT,
                        clientIsLate ? Result.ABANDONED : Result.FAILED);
            }
            case AWAITING -> fail(Cause.UPSTREAM_TIMEOUT, Result.FAILED);
            case ANSWERING, TUNNELLING -> breakOff();
            case CONNECTING, ENDED -> {} // a connect has a deadline of its own
        }
    }

    /// Ends a WebSocket or an event stream where it can be ended: the pointer moved, or this node stops.
    ///
    /// Does nothing for any other exchange: that one ends by itself.
    void endLongStream() {
        if (longStream == null) {
            return;
        }
        asked = true;
        client.alarm().in(loop.settings().boundaryNanos());
        endAtBoundary();
        client.flush();
    }

    private void endAtBoundary() {
        if (!asked || longStream == null || !longStream.isAtBoundary()) {
            return;
        }
        if (answer != null) {
            answer.endEarly();
        } else if (tunnel != null) {
            tunnel.sayGoodbye();
        }
        client.lingerAfterWrites();
        finish(Result.ABANDONED);
    }

    // ---- steps

    private void sendPart(HttpContent part) {
        var upstream = attempts.connection();
        if (upstream == null) {
            part.release();
            return;
        }
        if (requestBody.send(part, upstream)) {
            sent(upstream);
        } else {
            client.alarm().in(loop.settings().bodyIdleNanos());
            client.read(upstream.isWritable());
        }
    }

    private void sent(UpstreamConnection upstream) {
        requestComplete = true;
        upstream.flush();
        client.read(true);
        if (state == State.SENDING) {
            state = State.AWAITING;
            client.alarm().in(loop.settings().responseHeadNanos());
        }
    }

    /// Interim answers go on as they come (RFC 9110 §15.2), but not to HTTP/1.0, which knows none.
    private void forwardInterim(HttpResponse response) {
        if (!head.isHttp10()) {
            ResponseWriter.writeInterim(loop.head(), response);
            client.write(loop.head().toBuffer(client.allocator(), 0));
            client.flush();
        }
    }

    private void beginAnswer(HttpResponse response) {
        var begun = Answer.begin(loop, client, head, target, response, requestComplete);
        state = State.ANSWERING;
        answer = begun;
        longStream = begun.events();
        facts.answered(response.status().code());
        if (longStream == null) {
            client.alarm().in(loop.settings().responseIdleNanos());
        } else {
            client.alarm().clear();
            loop.longStreams().add(this);
        }
    }

    private void answered(Answer complete) {
        var upstream = attempts.connection();
        if (upstream != null && complete.keepsUpstream(upstream)) {
            attempts.recycle();
        }
        if (complete.closesClient() || !requestComplete) {
            client.lingerAfterWrites();
        } else {
            client.flush();
        }
        finish(Result.OK);
    }

    private void switchProtocols(HttpResponse response) {
        var upstream = attempts.connection();
        if (!head.upgrade() || upstream == null || !requestComplete) {
            upstreamInvalid();
            return;
        }
        var frames = new LongStream.Frames();
        var begun = new Tunnel(client, upstream, facts, frames);
        state = State.TUNNELLING;
        afterInterim = true;
        tunnel = begun;
        longStream = frames;
        facts.answered(101);
        loop.longStreams().add(this);
        client.alarm().clear();
        ResponseWriter.writeInterim(loop.head(), response);
        client.write(loop.head().toBuffer(client.allocator(), 0));
        begun.open();
    }

    private void holdUpstreamToClient() {
        var upstream = attempts.connection();
        if (upstream != null && !client.isWritable()) {
            client.flush();
            upstream.read(client.isWritable());
        }
    }

    // ---- ends

    private void upstreamInvalid() {
        if (state == State.ANSWERING) {
            breakOff();
        } else {
            fail(Cause.UPSTREAM_INVALID, Result.FAILED);
        }
    }

    /// Ends with an answer of ours, unless the client has part of another one.
    private void fail(Cause cause, Result result) {
        switch (state) {
            case CONNECTING, SENDING, AWAITING -> {
                facts.failed(cause);
                attempts.closeConnection();
                client.reception().answer(cause, head, target, facts, requestComplete || !head.hasBody());
                finish(result);
            }
            case ANSWERING, TUNNELLING -> breakOff();
            case ENDED -> {}
        }
    }

    /// The client has part of an answer whose rest will not come: only a broken connection can say so.
    private void breakOff() {
        facts.brokeOff();
        if (answer != null) {
            answer.flushHead();
        }
        client.reset();
        finish(Result.FAILED);
    }

    private void finish(Result result) {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        attempts.end(result);
        requestBody.release();
        if (answer != null) {
            facts.sent(answer.release());
        }
        if (longStream != null) {
            loop.longStreams().remove(this);
        }
        gate.leave(loop.lane());
        facts.received(requestBody.bytes());
        loop.report(facts);
        client.exchangeEnded();
    }
}
