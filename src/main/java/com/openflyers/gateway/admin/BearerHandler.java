package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.logging.Logger;

/// Lets those pass who bring a token whose role suffices (RFC 6750).
///
/// There is no cookie: a browser adds nothing by itself to what another page makes it send.
final class BearerHandler implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger(BearerHandler.class.getName());
    private static final String OPERATOR = "operator";
    private static final String SCHEME = "Bearer ";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final String CHALLENGE = "Bearer realm=\"gateway operations\"";

    private static final Text WITH_A_TOKEN = new Text(
            "Un jeton valable est nécessaire : `gateway token` en délivre un.",
            "A valid token is needed: `gateway token` issues one.");

    private final TokenVerifier tokens;
    private final Role least;
    private final Answers answers;

    BearerHandler(TokenVerifier tokens, Role least, Answers answers) {
        this.tokens = tokens;
        this.least = least;
        this.answers = answers;
    }

    /// Who was let through.
    static Operator operator(RoutingContext context) {
        return Objects.requireNonNull(context.<Operator>get(OPERATOR), "asked before anybody was let through");
    }

    @Override
    public void handle(RoutingContext context) {
        var fields = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (fields.size() != 1 || !fields.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            challenge(context, CHALLENGE);
            return;
        }
        tokens.verify(fields.getFirst().substring(SCHEME.length()).strip())
                .onComplete(
                        verdict -> {
                            switch (verdict) {
                                case Verdict.Accepted(var operator) -> admit(context, operator);
                                case Verdict.Refused(var reason) -> refuse(context, reason);
                            }
                        },
                        context::fail);
    }

    private void admit(RoutingContext context, Operator operator) {
        if (operator.role().includes(least)) {
            context.put(OPERATOR, operator);
            context.next();
            return;
        }
        LOG.info(() -> operator.subject() + " may not " + context.request().method() + " what needs " + least.word());
        context.response()
                .putHeader(
                        WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + least.word() + "\"");
        answers.refuse(
                context,
                Problem.of(Cause.FORBIDDEN)
                        .saying(new Text(
                                "Il faut le rôle « " + least.word() + " ».",
                                "This needs the role " + least.word() + ".")));
    }

    private void refuse(RoutingContext context, String reason) {
        LOG.info(() -> "a token was refused, from " + context.request().remoteAddress() + ": " + reason);
        challenge(context, CHALLENGE + ", error=\"invalid_token\", error_description=\"" + reason + "\"");
    }

    private void challenge(RoutingContext context, String challenge) {
        context.response().putHeader(WWW_AUTHENTICATE, challenge);
        answers.refuse(context, Problem.of(Cause.UNAUTHORIZED).saying(WITH_A_TOKEN));
    }
}
