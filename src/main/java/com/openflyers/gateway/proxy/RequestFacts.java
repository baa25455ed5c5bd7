package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.observe.AccessLog;
import com.openflyers.gateway.observe.AccessRecord;
import com.openflyers.gateway.observe.RequestMeters;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Target;
import com.openflyers.gateway.route.Upstream;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/// What is known of one request, gathered while it is served, for the access log and the metrics.
final class RequestFacts {

    private final String requestId;
    private final String client;
    private final @Nullable HttpRequest request;
    private final long began = System.nanoTime();
    private final long beganMillis = System.currentTimeMillis();

    private @Nullable Target target;
    private @Nullable Upstream upstream;
    private @Nullable String error;
    private boolean held;
    private long dispatched;
    private long headRead;
    private int status;
    private long bytesIn;
    private long bytesOut;
    private long ended;

    /// @param client  address of the client, behind trusted proxies
    /// @param request null when what came could not be read as one
    RequestFacts(String requestId, String client, @Nullable HttpRequest request) {
        this.requestId = requestId;
        this.client = client;
        this.request = request;
    }

    String requestId() {
        return requestId;
    }

    void routed(Target to) {
        target = to;
    }

    /// It waited at the gate: how long until it was sent on says nothing of us.
    void held() {
        held = true;
    }

    void dispatched(Upstream to) {
        upstream = to;
        dispatched = System.nanoTime();
    }

    /// @param code of the answer that the client gets
    void answered(int code) {
        status = code;
        if (headRead == 0) {
            headRead = System.nanoTime();
        }
    }

    void failed(Cause why) {
        error = why.code();
        if (status == 0) {
            status = why.status();
        }
    }

    /// Part of an answer went out, and its end will not.
    void brokeOff() {
        error = "broken-off";
    }

    void received(long bytes) {
        bytesIn += bytes;
    }

    void sent(long bytes) {
        bytesOut += bytes;
    }

    @Nullable
    Target target() {
        return target;
    }

    void log(AccessLog to) {
        if (to.isOpen()) {
            to.write(toRecord());
        }
    }

    private AccessRecord toRecord() {
        var space = target == null || target.space().kind() == Kind.FIXED ? null : target.space();
        return new AccessRecord(
                beganMillis,
                space == null ? null : space.name(),
                target == null ? null : target.version().name(),
                space == null ? 0 : space.revision(),
                upstream == null ? null : upstream.toString(),
                request == null ? "" : request.method().name(),
                request == null ? null : request.headers().get(HttpHeaderNames.HOST),
                request == null ? "" : request.uri(),
                status,
                bytesIn,
                bytesOut,
                ended() - began,
                upstreamNanos(),
                requestId,
                client,
                error);
    }

    void measure(RequestMeters meters) {
        var own = (dispatched == 0 ? ended() : dispatched) - began;
        meters.record(status, ended() - began, upstreamNanos(), held ? RequestMeters.NONE : own);
    }

    private long ended() {
        if (ended == 0) {
            ended = System.nanoTime();
        }
        return ended;
    }

    private long upstreamNanos() {
        return dispatched == 0 ? RequestMeters.NONE : (headRead == 0 ? ended() : headRead) - dispatched;
    }
}
