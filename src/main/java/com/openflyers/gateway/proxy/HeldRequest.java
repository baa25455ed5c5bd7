package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Submission;
import com.openflyers.gateway.observe.HoldMeters.End;
import com.openflyers.gateway.proxy.Leaving.Manner;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.Target;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;

/// One request that waits at the gate of its space: nothing of it was sent anywhere, so that sending it later is its
/// first sending.
///
/// Stands in a [HoldQueue], which says when to [#advance]. Every way out passes through [#end], exactly once: it goes
/// on as an [Exchange], is answered by us, or its client leaves.
final class HeldRequest implements CurrentRequest {

    private final EdgeLoop loop;
    private final ClientConnection client;
    private final Arrival arrival;
    private final Target meantFor;
    private final long ticket;
    private final HeldBody body;
    private final long arrived = System.nanoTime();
    private final long deadline;
    private boolean waits = true;
    private long charged;

    /// @param meantFor where it would have gone, had the gate been open
    /// @param ticket   of its gate; used up or given up here
    HeldRequest(EdgeLoop loop, ClientConnection client, Arrival arrival, Target meantFor, long ticket) {
        this.loop = loop;
        this.client = client;
        this.arrival = arrival;
        this.meantFor = meantFor;
        this.ticket = ticket;
        this.body = new HeldBody(client.allocator());
        this.deadline = arrived + loop.settings().holdNanos();
    }

    @Override
    public void start() {
        client.alarm().clear();
        arrival.facts().held();
        charge();
        loop.addresses().beginWait(arrival.address());
        loop.holds().add(arrival.route(), this);
        // The gate may have opened since it was asked. Not looked at before what was read together with the head is
        // here: who is told that nothing was recorded is shown what he sent.
        loop.execute(() -> loop.holds().look(arrival.route()));
    }

    // ---- what the client does

    @Override
    public void requestContent(HttpContent part) {
        if (part.decoderResult().isFailure()) {
            var fault = Refusal.reasonOf(part.decoderResult().cause());
            part.release();
            client.discardInput();
            giveUp(fault, meantFor, End.GONE);
            return;
        }
        body.add(part);
        boundReading();
    }

    @Override
    public void fromClient(ByteBuf bytes) {
        bytes.release(); // no tunnel waits
    }

    @Override
    public void clientReadComplete() {
        boundReading();
    }

    @Override
    public void clientWritabilityChanged() {}

    @Override
    public void clientGone() {
        if (!waits) {
            return; // a bug kept it from leaving in order
        }
        arrival.facts().failed(Cause.CLIENT_GONE);
        end(End.GONE);
        arrival.gate().dropTicket();
        close();
        client.requestEnded();
    }

    /// What was read stays; on goes the reading, and so the notice of a client that leaves, up to a bound.
    private void boundReading() {
        charge();
        if (body.size() >= RequestDecoder.PARKED || loop.holds().memory().isFull()) {
            client.read(false);
        }
    }

    private void charge() {
        var now = arrival.head().size() + body.size() + client.earlyBytes();
        loop.holds().memory().add(now - charged);
        charged = now;
    }

    // ---- what time and the operator do

    @Override
    public void expired() {} // the queue has the deadline

    @Override
    public void endLongStream() {}

    @Override
    public void endUpload(Route route) {}

    @Override
    public void cutShort() {}

    /// Goes on if it may, and gives up if it must.
    ///
    /// @param over whether nobody may wait here any more
    /// @return whether it does not wait any more
    boolean advance(boolean over) {
        return switch (arrival.gate().enter(loop.lane(), ticket)) {
            case ADMITTED -> {
                Bugs.guard(client, this::goOn);
                yield true;
            }
            case CLOSED -> {
                var target = arrival.route().target();
                var cause = target == null ? Cause.UNKNOWN_SPACE : Cause.INTERRUPTED;
                Bugs.guard(client, () -> giveUp(cause, target, End.REFUSED));
                yield true;
            }
            case HELD, FULL -> {
                var late = over || System.nanoTime() - deadline >= 0;
                if (late) {
                    Bugs.guard(client, () -> giveUp(Cause.HELD, meantFor, End.EXPIRED));
                }
                yield late;
            }
        };
    }

    @Override
    public void broken(Throwable bug) {
        Bugs.log(arrival.facts().requestId(), bug);
        if (waits) {
            giveUp(Cause.INTERNAL_ERROR, meantFor, End.GONE);
        } else if (client.owesAnswer()) {
            conclude(Cause.INTERNAL_ERROR, meantFor);
        } else {
            client.leave(Manner.RESET);
        }
    }

    // ---- ends

    /// The gate let it in.
    private void goOn() {
        end(End.RELEASED);
        // Counted, but never refused: it was here before the others.
        loop.addresses().enterAnyway(arrival.address());
        // Read only now: it may have waited through a flip, and where it was meant to go has been left then.
        var target = arrival.route().target();
        var pass = Pass.of(loop, arrival, target == null ? meantFor : target);
        if (target != null && !answeredInstead(target)) {
            var exchange = new Exchange(loop, client, arrival.head(), pass);
            client.serve(exchange);
            body.pourInto(exchange);
            return;
        }
        if (target == null) {
            answer(Cause.UNKNOWN_SPACE, null);
        }
        dropBody();
        pass.close();
        client.requestEnded();
    }

    /// By its class: what was meant for a version that has been left goes to no other.
    private boolean answeredInstead(Target target) {
        arrival.facts().routed(target);
        var head = arrival.head();
        if (loop.formerVersions().bind(meantFor, target, head)) {
            client.replies().home(head, target, arrival.facts(), isWhole(), submission());
            return true;
        }
        return client.reception().answersInstead(head, target, arrival.facts(), isWhole());
    }

    private void giveUp(Cause cause, @Nullable Target target, End how) {
        end(how);
        arrival.gate().dropTicket();
        conclude(cause, target);
    }

    private void conclude(Cause cause, @Nullable Target target) {
        answer(cause, target);
        close();
        client.requestEnded();
    }

    private void answer(Cause cause, @Nullable Target target) {
        client.replies().problem(cause, arrival.head(), target, arrival.facts(), isWhole(), submission());
    }

    private void end(End how) {
        waits = false;
        loop.holds().remove(arrival.route(), this);
        loop.addresses().endWait(arrival.address());
        loop.holds().memory().add(-charged);
        charged = 0;
        loop.holds().meters().record(how, System.nanoTime() - arrived);
    }

    private void close() {
        dropBody();
        loop.meters().report(arrival.facts());
    }

    private void dropBody() {
        arrival.facts().received(body.size());
        body.release();
    }

    private boolean isWhole() {
        return !arrival.head().hasBody() || body.isComplete();
    }

    /// What somebody typed, to be given back; null when this was only a look at something.
    private @Nullable Submission submission() {
        var head = arrival.head();
        return head.isSafe()
                ? null
                : Submission.parse(
                        head.request().headers().get(HttpHeaderNames.CONTENT_TYPE), body.toBytes(), isWhole());
    }
}
