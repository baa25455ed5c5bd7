package com.openflyers.gateway.proxy;

import com.openflyers.gateway.gate.Gate;
import com.openflyers.gateway.gate.Gate.Admission;
import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.observe.HoldMeters.End;
import com.openflyers.gateway.proxy.Leaving.Manner;
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
        var address = peer.client(request.headers());
        var facts = new RequestFacts(loop.requestId(), address, request);
        try {
            if (request.decoderResult().isFailure()) {
                throw new Refusal(Refusal.reasonOf(request.decoderResult().cause()));
            }
            if (loop.probe().isProbe(request)) {
                client.replies().probe(request);
                return;
            }
            Via.requireNoLoop(request.headers());
            admit(RequestHead.of(request, loop.settings().limits()), slotOf(address), facts);
        } catch (Refusal refusal) {
            refuse(refusal.reason(), request, facts);
        } catch (RuntimeException | Error bug) {
            broken(bug, request, facts);
        }
    }

    /// Answers bytes that are no request.
    void refuse(Cause cause) {
        refuse(cause, null, new RequestFacts(loop.requestId(), peer.address(), null));
    }

    /// Answers what a bug kept from being received.
    void broken(Throwable bug) {
        broken(bug, null, new RequestFacts(loop.requestId(), peer.address(), null));
    }

    private void broken(Throwable bug, @Nullable HttpRequest request, RequestFacts facts) {
        Bugs.log(facts.requestId(), bug);
        if (client.owesAnswer()) {
            refuse(Cause.INTERNAL_ERROR, request, facts);
        } else {
            client.leave(Manner.RESET);
        }
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
        if (head.endsHere()) {
            if (Host.parse(head.authority()) == null) {
                throw new Refusal(Cause.BAD_REQUEST); // nobody is going to look it up
            }
            client.replies().options(head, facts);
            loop.meters().report(facts);
            return;
        }
        var route = find(head.authority());
        var gate = knownGate;
        if (route == null || gate == null || route.target() == null) {
            answerAlone(Cause.UNKNOWN_SPACE, head, null, facts);
            return;
        }
        switch (enter(gate, address)) {
            case ADMITTED -> forward(head, route, gate, address, facts);
            case FULL -> answerAlone(Cause.TOO_MANY_REQUESTS, head, route.target(), facts);
            case HELD -> hold(new Arrival(head, route, gate, address, facts));
            case CLOSED -> interrupt(head, route.target(), facts);
        }
    }

    private Admission enter(Gate gate, int address) {
        var admission = gate.enter(loop.lane());
        return admission == Admission.FULL && loop.addresses().asksLittle(address)
                ? gate.enterReserve(loop.lane())
                : admission;
    }

    private void interrupt(RequestHead head, @Nullable Target target, RequestFacts facts) {
        if (target != null) {
            facts.routed(target);
        }
        answerAlone(target == null ? Cause.UNKNOWN_SPACE : Cause.INTERRUPTED, head, target, facts);
    }

    /// Lets the request wait, if there is a place and anything to wait for.
    private void hold(Arrival arrival) {
        var target = arrival.route().target();
        if (target == null) {
            answerAlone(Cause.UNKNOWN_SPACE, arrival.head(), null, arrival.facts());
            return;
        }
        arrival.facts().routed(target);
        if (HoldQueue.hasEnded(target.space().closure())) {
            answerAlone(Cause.HELD, arrival.head(), target, arrival.facts());
            return;
        }
        var ticket = loop.holds().memory().isFull() ? Gate.NONE : takeTicket(arrival);
        if (ticket == Gate.NONE) {
            loop.holds().meters().record(End.OVERFLOW, 0);
            answerAlone(Cause.HOLD_FULL, arrival.head(), target, arrival.facts());
        } else {
            client.serve(new HeldRequest(loop, client, arrival, target, ticket));
        }
    }

    private long takeTicket(Arrival arrival) {
        var ticket = arrival.gate().takeTicket();
        return ticket == Gate.NONE && loop.addresses().waitsLittle(arrival.address())
                ? arrival.gate().takeReservedTicket()
                : ticket;
    }

    /// @param gate entered; left by the exchange, or here when there is none
    private void forward(RequestHead head, Route route, Gate gate, int address, RequestFacts facts) {
        var target = route.target();
        if (target == null) {
            leave(gate, route);
            answerAlone(Cause.UNKNOWN_SPACE, head, null, facts);
            return;
        }
        facts.routed(target);
        if (answersInstead(head, target, facts, !head.hasBody())) {
            leave(gate, route);
            loop.meters().report(facts);
        } else if (!loop.addresses().enter(address)) {
            leave(gate, route);
            answerAlone(Cause.TOO_MANY_REQUESTS, head, target, facts);
        } else {
            client.serve(new Exchange(loop, client, head, new Pass(loop, route, gate, address, target, facts)));
        }
    }

    private void leave(Gate gate, Route route) {
        if (gate.leave(loop.lane())) {
            loop.holds().look(route);
        }
    }

    /// Answers what the target's version must not see or does not know.
    ///
    /// @return false when this is none of that
    boolean answersInstead(RequestHead head, Target target, RequestFacts facts, boolean complete) {
        if (target.version().rules().denies(head.path())) {
            client.replies().problem(Cause.NOT_FOUND, head, target, facts, complete);
            return true;
        }
        if (loop.formerVersions().bind(target, head.path())) {
            client.replies().home(head, target, facts, complete, null);
            return true;
        }
        return false;
    }

    private void answerAlone(Cause cause, RequestHead head, @Nullable Target target, RequestFacts facts) {
        client.replies().problem(cause, head, target, facts, !head.hasBody());
        loop.meters().report(facts);
    }

    private void refuse(Cause cause, @Nullable HttpRequest request, RequestFacts facts) {
        client.replies().refusal(cause, request, facts);
        loop.meters().report(facts);
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
