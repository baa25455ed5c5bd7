package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Submission;
import com.openflyers.gateway.proxy.Leaving.Manner;
import com.openflyers.gateway.route.Target;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives one client the answers that are ours, and says of each whether its connection ends with it.
final class Replies {

    private final EdgeLoop loop;
    private final ClientConnection client;

    Replies(EdgeLoop loop, ClientConnection client) {
        this.loop = loop;
        this.client = client;
    }

    /// Answers in place of an upstream.
    ///
    /// @param complete whether the request was read to its end, so that another can follow
    void problem(Cause cause, RequestHead head, @Nullable Target target, RequestFacts facts, boolean complete) {
        problem(cause, head, target, facts, complete, null);
    }

    /// @param sent what is given back because it was not recorded
    void problem(
            Cause cause,
            RequestHead head,
            @Nullable Target target,
            RequestFacts facts,
            boolean complete,
            @Nullable Submission sent) {
        facts.failed(cause);
        facts.answered(cause.status());
        var problem = OwnAnswers.problem(cause, target, facts.requestId()).givingBack(sent);
        var stale = target == null || cause != Cause.NOT_RECORDED ? List.<String>of() : staleCookies(head, target);
        var last = isLast(head, complete) || cause == Cause.INTERNAL_ERROR;
        say(loop.answers().of(problem, head.request(), stale, last), last);
    }

    /// What only a version that the space has left could answer: a reader is shown the new home page, a writer is told
    /// that nothing was recorded.
    ///
    /// @param sent what a writer gets back
    void home(RequestHead head, Target target, RequestFacts facts, boolean complete, @Nullable Submission sent) {
        if (!head.isSafe()) {
            problem(Cause.NOT_RECORDED, head, target, facts, complete, sent);
            return;
        }
        var last = isLast(head, complete);
        facts.answered(303);
        var home = target.version().rules().home();
        say(loop.answers().seeOther(home, staleCookies(head, target), last), last);
    }

    /// What the gateway itself can be asked for (RFC 9110 §9.3.7).
    void options(RequestHead head, RequestFacts facts) {
        var last = isLast(head, !head.hasBody());
        facts.answered(204);
        say(loop.answers().options(last), last);
    }

    /// What a load balancer asks for; nothing of it is logged.
    void probe(FramedRequest request) {
        var last = RequestHead.isLastOn(request) || loop.isLeaving();
        say(loop.probe().answer(request, last), last);
    }

    /// Closes as well: where the next request begins, nobody can know.
    ///
    /// @param request null for bytes that are none
    void refusal(Cause cause, @Nullable HttpRequest request, RequestFacts facts) {
        client.discardInput();
        facts.failed(cause);
        facts.answered(cause.status());
        var problem = OwnAnswers.problem(cause, null, facts.requestId());
        say(loop.answers().of(problem, request, List.of(), true), true);
    }

    private void say(ByteBuf answer, boolean last) {
        client.write(answer);
        if (last) {
            client.leave(Manner.IN_ORDER);
        } else {
            client.answered();
        }
    }

    private boolean isLast(RequestHead head, boolean complete) {
        return !complete || !head.isPersistent() || loop.isLeaving();
    }

    private List<String> staleCookies(RequestHead head, Target target) {
        return loop.formerVersions().staleCookies(target, head.request().headers());
    }
}
