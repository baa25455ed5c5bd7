package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Mounts what the contract promises: who may call, what may be sent, and what answers.
final class ApiRouter {

    private final Vertx vertx;
    private final Contract contract;
    private final TokenVerifier tokens;
    private final Answers answers;
    private final RequestCheck check;
    private final BodyHandler bodies;

    /// @param largestBody in bytes
    ApiRouter(Vertx vertx, Contract contract, TokenVerifier tokens, Answers answers, long largestBody) {
        this.vertx = vertx;
        this.contract = contract;
        this.tokens = tokens;
        this.answers = answers;
        this.check = new RequestCheck(vertx, contract);
        this.bodies = BodyHandler.create(false).setBodyLimit(largestBody);
    }

    /// @param first      asked before anything else, in this order
    /// @param open       by `operationId`, those that need no token
    /// @param operations by `operationId`, those that need one
    /// @throws IllegalArgumentException when the contract promises what nothing answers, or the other way round
    Router create(
            List<Handler<RoutingContext>> first,
            Map<String, Handler<RoutingContext>> open,
            Map<String, Operation> operations) {
        requireKept(open, operations);
        var builder = RouterBuilder.create(vertx, contract.document());
        first.forEach(builder::rootHandler);
        // The library validates before any handler of ours, and knows one security handler for all roles.
        builder.getRoutes().forEach(route -> {
            var promised = route.getOperation();
            var id = promised.getOperationId();
            route.setDoSecurity(false).setDoValidation(false).addFailureHandler(answers::fail);
            if (contract.isOpen(id)) {
                route.addHandler(Objects.requireNonNull(open.get(id)));
            } else {
                var operation = Objects.requireNonNull(operations.get(id));
                route.addHandler(new BearerHandler(tokens, contract.role(id), answers))
                        .addHandler(this::readBody)
                        .addHandler(context -> answer(context, promised, operation));
            }
        });
        var router = builder.createRouter();
        // Such as a path with a broken escape: nothing of it is known here, not even the status.
        var _ = router.errorHandler(400, context -> answers.refuse(context, Problem.of(Cause.BAD_REQUEST)));
        var _ = router.errorHandler(404, answers::fail);
        var _ = router.errorHandler(405, this::notAllowed);
        return router;
    }

    /// A method and not the handler itself: of one it knows, vertx-web would have the body read before it asks whose it
    /// is.
    private void readBody(RoutingContext context) {
        bodies.handle(context);
    }

    private void answer(RoutingContext context, io.vertx.openapi.contract.Operation promised, Operation operation) {
        Future.succeededFuture()
                .compose(_ -> check.check(RequestReader.read(context, promised), promised))
                .compose(request -> operation.answer(new Call(
                        BearerHandler.operator(context),
                        request,
                        context.request().headers())))
                .onComplete(answer -> answers.send(context, answer), failure -> answers.fail(context, failure));
    }

    private void notAllowed(RoutingContext context) {
        var allowed = contract.methods(context.normalizedPath()).stream()
                .map(HttpMethod::name)
                .collect(Collectors.joining(", "));
        context.response().putHeader(HttpHeaders.ALLOW, allowed);
        answers.fail(context);
    }

    private void requireKept(Map<String, ?> open, Map<String, ?> operations) {
        var promised = new TreeSet<String>();
        var mounted = new TreeSet<String>();
        contract.document().operations().forEach(operation -> {
            var id = operation.getOperationId();
            promised.add((contract.isOpen(id) ? "open " : "") + id);
        });
        open.keySet().forEach(id -> mounted.add("open " + id));
        mounted.addAll(operations.keySet());
        if (!promised.equals(mounted)) {
            throw new IllegalArgumentException("the contract promises " + promised + ", and there are " + mounted);
        }
    }
}
