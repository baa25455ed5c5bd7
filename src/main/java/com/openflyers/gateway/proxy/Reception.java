package com.openflyers.gateway.proxy;

import com.openflyers.gateway.gate.Gate;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.route.Host;
import com.openflyers.gateway.route.Route;
import com.openflyers.gateway.route.Target;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of each request of one connection: an [Exchange] with an upstream, or an answer of ours.
final class Reception {

    private final EdgeLoop loop;
    private final ClientConnection client;
    private final Peer peer;
    private final int peerSlot;

    // The host of the last request and where it led: a connection rarely asks for another.
    private String knownAuthority = "";
    private @Nullable Route knownRoute;
    private @Nullable Gate knownGate;
    private @Nullable SpaceFields knownFields;

    Reception(EdgeLoop loop, ClientConnection client, Peer peer) {
        this.loop = loop;
        this.client = client;
        this.peer = peer;
        this.peerSlot = loop.addresses().slotOf(peer.address());
    }

    Peer peer() {
        return peer;
    }

    /// The fields that this target's requests are given.
    SpaceFields fieldsOf(Target target) {
        var fields = knownFields;
        if (fields == null || !fields.isCurrent(target)) {
            fields = SpaceFields.of(target);
            knownFields = fields;
        }
        return fields;
    }

    void receive(FramedRequest request) {
        if (loop.probe().isProbe(request)) {
            var last = RequestHead.isLastOn(request);
            client.write(loop.probe().answer(request, last));
            client.endOwnAnswer(last);
            return;
        }
        var address = peer.client(request.headers());
        var facts = new RequestFacts(loop.requestId(), address, request);
        try {
            if (request.decoderResult().isFailure()) {
                throw new Refusal(Refusal.reasonOf(request.decoderResult().cause()));
            }
            RequestWriter.requireNoLoop(request.headers());
            admit(RequestHead.of(request, loop.settings().limits()), slotOf(address), facts);
        } catch (Refusal refusal) {
            refuse(refusal.reason(), request, facts);
        }
    }

    /// Answers bytes that are no request.
    void refuse(Cause cause) {
        refuse(cause, null, new RequestFacts(loop.requestId(), peer.address(), null));
    }

    /// Answers in place of an upstream.
    ///
    /// @param complete whether the request was read to its end, so that another can follow
    void answer(Cause cause, RequestHead head, @Nullable Target target, RequestFacts facts, boolean complete) {
        var last = !complete || !head.isPersistent() || loop.isDraining();
        facts.failed(cause);
        facts.answered(cause.status());
        client.write(loop.answers().of(cause, head.request(), target, facts.requestId(), last));
        client.endOwnAnswer(last);
    }

    private void admit(RequestHead head, int address, RequestFacts facts) {
        if (loop.isOverloaded()) {
            answerAlone(Cause.OVERLOADED, head, null, facts);
            return;
        }
        if (!loop.addresses().mayAsk(address)) {
            answerAlone(Cause.TOO_MANY_REQUESTS, head, null, facts);
            return;
        }
        var hops = RequestWriter.hopsLeft(head);
        if (head.target().equals("*") || (hops != null && hops == 0)) {
            var last = !head.isPersistent() || head.hasBody();
            facts.answered(204);
            client.write(loop.answers().options(last));
            client.endOwnAnswer(last);
            loop.report(facts);
            return;
        }
        var route = find(head.authority());
        var gate = knownGate;
        if (route == null || gate == null || route.target() == null) {
            answerAlone(Cause.UNKNOWN_SPACE, head, null, facts);
            return;
        }
        switch (gate.enter(loop.lane())) {
            case CLOSED -> answerAlone(Cause.INTERRUPTED, head, route.target(), facts);
            case FULL -> answerAlone(Cause.TOO_MANY_REQUESTS, head, route.target(), facts);
            case ADMITTED -> forward(head, route, gate, address, facts);
        }
    }

    /// @param gate entered; left by the exchange, or here when there is none
    private void forward(RequestHead head, Route route, Gate gate, int address, RequestFacts facts) {
        // Read only now: whoever waited at the gate goes where the pointer leads after it.
        var target = route.target();
        if (target == null) {
            gate.leave(loop.lane());
            answerAlone(Cause.UNKNOWN_SPACE, head, null, facts);
            return;
        }
        facts.routed(target);
        if (target.version().rules().denies(RequestTarget.comparable(head.path()))) {
            gate.leave(loop.lane());
            answerAlone(Cause.NOT_FOUND, head, target, facts);
        } else if (loop.formerVersions().bind(target, head.path())) {
            gate.leave(loop.lane());
            leadHome(head, target, facts);
        } else if (!loop.addresses().enter(address)) {
            gate.leave(loop.lane());
            answerAlone(Cause.TOO_MANY_REQUESTS, head, target, facts);
        } else {
            client.serve(new Exchange(loop, client, head, new Pass(loop, route, gate, address, target, facts)));
        }
    }

    /// An address that only a version knew that the space has left: a reader is shown the new home page, a writer is
    /// told that nothing was recorded.
    private void leadHome(RequestHead head, Target target, RequestFacts facts) {
        if (!head.isSafe()) {
            answerAlone(Cause.NOT_RECORDED, head, target, facts);
            return;
        }
        var stale = loop.formerVersions().staleCookies(target, head.request().headers());
        var last = !head.isPersistent() || head.hasBody() || loop.isDraining();
        facts.answered(303);
        client.write(loop.answers().seeOther(target.version().rules().home(), stale, last));
        client.endOwnAnswer(last);
        loop.report(facts);
    }

    private void answerAlone(Cause cause, RequestHead head, @Nullable Target target, RequestFacts facts) {
        answer(cause, head, target, facts, !head.hasBody());
        loop.report(facts);
    }

    /// Closes as well: where the next request begins, nobody can know.
    private void refuse(Cause cause, @Nullable HttpRequest request, RequestFacts facts) {
        client.discardInput();
        facts.failed(cause);
        facts.answered(cause.status());
        client.write(loop.answers().of(cause, request, null, facts.requestId(), true));
        client.endOwnAnswer(true);
        loop.report(facts);
    }

    private int slotOf(String address) {
        return address.equals(peer.address()) ? peerSlot : loop.addresses().slotOf(address);
    }

    private @Nullable Route find(String authority) {
        if (!authority.equals(knownAuthority) || knownRoute == null || knownRoute.target() == null) {
            var host = Host.parse(authority);
            if (host == null) {
                throw new Refusal(Cause.BAD_REQUEST);
            }
            var route = loop.table().find(host);
            knownAuthority = authority;
            knownRoute = route;
            knownGate = route == null ? null : loop.gates().of(route);
        }
        return knownRoute;
    }
}
