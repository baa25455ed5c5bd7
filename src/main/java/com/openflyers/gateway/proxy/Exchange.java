package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.proxy.Download.Progress;
import com.openflyers.gateway.proxy.Leaving.Manner;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.upstream.Server;
import com.openflyers.gateway.upstream.Server.Result;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/// One request that was admitted, from there to its end: an [ExchangeState], and a method for each thing that can
/// happen.
///
/// Belongs to one event loop. Every way out passes through [#finish], exactly once.
final class Exchange implements CurrentRequest {

    private final EdgeLoop loop;
    private final ClientConnection client;
    private final RequestHead head;
    private final Pass pass;
    private final Attempts attempts;
    private final Upload upload;
    private final Download download;
    private ExchangeState state = ExchangeState.CONNECTING;

    /// @param pass closed here
    Exchange(EdgeLoop loop, ClientConnection client, RequestHead head, Pass pass) {
        this.loop = loop;
        this.client = client;
        this.head = head;
        this.pass = pass;
        this.attempts = new Attempts(loop, pass.target(), pass.facts());
        this.upload = new Upload(loop, client, head, pass.facts());
        this.download = new Download(loop, client, head, pass.facts());
    }

    Route route() {
        return pass.route();
    }

    // ---- what the client does

    @Override
    public void start() {
        if (!attempts.begin(this)) {
            fail(Cause.NO_UPSTREAM);
        }
    }

    @Override
    public void requestContent(HttpContent part) {
        var fault = upload.take(part);
        if (fault == null) {
            awaitAnswerOnceSent();
        } else {
            fail(fault);
        }
    }

    @Override
    public void clientReadComplete() {
        attempts.flush();
    }

    @Override
    public void clientWritabilityChanged() {
        if (client.isWritable()) {
            attempts.resumeReading();
            download.watch();
        }
    }

    @Override
    public void clientGone() {
        pass.facts().failed(Cause.CLIENT_GONE);
        if (state == ExchangeState.TUNNELLING) {
            // What the client said before it left still goes out.
            attempts.closeConnectionAfterWrites();
        }
        finish(Result.ABANDONED);
    }

    @Override
    public void fromClient(ByteBuf bytes) {
        download.fromClient(bytes);
    }

    // ---- what the upstream does

    void connected(UpstreamConnection connection) {
        if (attempts.accept(connection)) {
            connection.attach(this, head.isHead());
            state = ExchangeState.SENDING;
            upload.begin(connection, client.reception().fieldsOf(pass.target()));
            awaitAnswerOnceSent();
        }
    }

    void connectFailed(Server failed, Throwable fault) {
        // No byte was sent, so that another server repeats nothing: right for every method.
        if (state == ExchangeState.CONNECTING && attempts.isFor(failed) && !attempts.tryAnother(failed, this)) {
            fail(Attempts.causeOf(fault));
        }
    }

    void responseHead(HttpResponse response) {
        var code = response.status().code();
        if (response.decoderResult().isFailure() || state == ExchangeState.ANSWERING) {
            fail(Cause.UPSTREAM_INVALID);
        } else if (code == 101) {
            switchProtocols(response);
        } else if (code < 200) {
            download.interim(response, attempts.requireConnection());
        } else {
            state = ExchangeState.ANSWERING;
            download.begin(response, pass.target(), upload.isComplete());
            listLongStream();
        }
    }

    /// Takes over the part.
    void responseContent(HttpContent part) {
        after(download.send(part, attempts.requireConnection()));
    }

    /// Takes over bytes of a tunnel.
    void fromUpstream(ByteBuf bytes) {
        after(download.relay(bytes, attempts.requireConnection()));
    }

    void upstreamReadComplete() {
        download.flush();
    }

    void upstreamWritabilityChanged() {
        if (attempts.isWritable()) {
            client.read(true);
            download.watch();
        }
    }

    /// The end of a tunnel, an answer that will not come, or one that stays unfinished.
    void upstreamClosed() {
        switch (state) {
            case SENDING, AWAITING -> {
                state = ExchangeState.CONNECTING;
                if (!attempts.repeat(head, this)) {
                    fail(Cause.UPSTREAM_RESET);
                }
            }
            case ANSWERING -> breakOff(Result.FAILED);
            case TUNNELLING -> {
                client.leave(Manner.IN_ORDER);
                finish(Result.OK);
            }
            case CONNECTING, ENDED -> {}
        }
    }

    // ---- what time and the operator do

    @Override
    public void expired() {
        switch (state) {
            case SENDING -> fail(attempts.isWritable() ? Cause.REQUEST_TIMEOUT : Cause.UPSTREAM_TIMEOUT);
            case AWAITING -> fail(Cause.UPSTREAM_TIMEOUT);
            // Who was waited for: a client that takes nothing must not bring a server into disrepute.
            case ANSWERING, TUNNELLING ->
                breakOff(download.awaitsUpstream() && upload.isComplete() ? Result.FAILED : Result.ABANDONED);
            case CONNECTING, ENDED -> {} // a connect has a deadline of its own
        }
    }

    @Override
    public void endUpload(Route route) {
        if (state == ExchangeState.SENDING && route == pass.route()) {
            fail(Cause.REQUEST_TIMEOUT);
        }
    }

    @Override
    public void cutShort() {
        if (state == ExchangeState.ANSWERING || state == ExchangeState.TUNNELLING) {
            breakOff(Result.ABANDONED);
        }
    }

    @Override
    public void endLongStream() {
        after(download.endLongStream());
        client.flush();
    }

    @Override
    public void broken(Throwable bug) {
        Bugs.log(pass.facts().requestId(), bug);
        state = state != ExchangeState.ENDED && client.owesAnswer() ? ExchangeState.AWAITING : state;
        fail(Cause.INTERNAL_ERROR);
    }

    // ---- steps and ends

    /// Sets the deadline anew, unless an answer that came before the end of the request has it.
    private void awaitAnswerOnceSent() {
        if (state == ExchangeState.SENDING) {
            var sent = upload.isComplete();
            state = sent ? ExchangeState.AWAITING : state;
            client.alarm()
                    .in(
                            sent
                                    ? loop.settings().responseHeadNanos()
                                    : loop.settings().bodyIdleNanos());
        }
    }

    private void switchProtocols(HttpResponse response) {
        if (upload.isComplete() && head.asksFor(response)) {
            state = ExchangeState.TUNNELLING;
            download.beginTunnel(response, attempts.requireConnection());
            listLongStream();
        } else {
            // A client that has not sent all of its request can bring any server to do that.
            fail(Cause.UPSTREAM_INVALID, upload.isComplete() ? Result.FAILED : Result.ABANDONED);
        }
    }

    private void listLongStream() {
        if (download.isLongStream() && state != ExchangeState.ENDED) {
            loop.longStreams().add(this, client, attempts.requireConnection());
            if (pass.isOutdated() || loop.isDraining()) {
                endLongStream(); // that happened while the upstream was asked
            }
        }
    }

    private void after(Progress progress) {
        switch (progress) {
            case GOING_ON -> {}
            case COMPLETE -> answered();
            case BROKEN -> breakOff(Result.FAILED);
            case ENDED -> {
                client.leave(Manner.IN_ORDER);
                finish(Result.ABANDONED);
            }
        }
    }

    private void answered() {
        if (download.keeps(attempts.requireConnection())) {
            attempts.recycle();
        }
        if (download.closesClient()) {
            client.leave(Manner.IN_ORDER);
        } else {
            client.flush();
        }
        finish(Result.OK);
    }

    /// Ends with an answer of ours, unless the client has part of another one.
    private void fail(Cause cause) {
        fail(cause, Attempts.resultOf(cause));
    }

    private void fail(Cause cause, Result result) {
        switch (state) {
            case CONNECTING, SENDING, AWAITING -> {
                pass.facts().failed(cause);
                attempts.closeConnection();
                client.replies().problem(cause, head, pass.target(), pass.facts(), upload.isAllRead());
                finish(result);
            }
            case ANSWERING, TUNNELLING -> breakOff(result);
            case ENDED -> client.leave(Manner.RESET); // a bug on the way out
        }
    }

    /// The client has part of an answer whose rest will not come: only a broken connection can say so.
    private void breakOff(Result result) {
        pass.facts().brokeOff();
        download.flush();
        client.leave(Manner.RESET);
        finish(result);
    }

    private void finish(Result result) {
        if (state == ExchangeState.ENDED) {
            return;
        }
        state = ExchangeState.ENDED;
        attempts.end(result);
        upload.end();
        download.end();
        loop.longStreams().remove(this);
        pass.close();
        client.requestEnded();
    }
}
