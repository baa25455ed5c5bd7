package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the pages ask for what their reader wishes: the operations of the API, under the same contract, for the same
/// roles, in their reader's language and with the same audit. A page can do nothing that a program could not.
final class Desk {

    sealed interface Reply {

        record Told(JsonObject body) implements Reply {}

        record Refused(Problem problem) implements Reply {}
    }

    private final Contract contract;
    private final RequestCheck check;
    private final Map<String, Operation> operations;

    Desk(Vertx vertx, Contract contract, Map<String, Operation> operations) {
        this.contract = contract;
        this.check = new RequestCheck(vertx, contract);
        this.operations = operations;
    }

    /// @param operation its `operationId`
    /// @param values    of its parameters, wherever they belong
    Future<Reply> ask(Visit visit, String operation, Map<String, String> values, @Nullable JsonObject body) {
        return answer(visit, operation, values, body).map(answer -> switch (answer) {
            case Answer.Told(var _, var _, var told) -> new Reply.Told(told);
            case Answer.Created(var _, var told) -> new Reply.Told(told);
            case Answer.Promised(var told) -> new Reply.Told(told);
            case Answer.Done() -> new Reply.Told(new JsonObject());
            case Answer.Refused(var problem) -> new Reply.Refused(problem);
            case Answer.Page _, Answer.File _, Answer.Streamed _ ->
                throw new IllegalStateException("only a browser reads these");
        });
    }

    /// An operation that answers with a file.
    Future<View> file(Visit visit, String operation, Map<String, String> values) {
        return answer(visit, operation, values, null).map(answer -> switch (answer) {
            case Answer.File(var file) -> new View.Kept(file);
            case Answer.Refused(var problem) -> new View.Missing(problem);
            case Answer.Told _, Answer.Created _, Answer.Promised _, Answer.Done _, Answer.Page _, Answer.Streamed _ ->
                throw new IllegalStateException(operation + " answers with a file");
        });
    }

    private Future<Answer> answer(
            Visit visit, String operation, Map<String, String> values, @Nullable JsonObject body) {
        var operator = visit.operator();
        var least = contract.role(operation);
        if (!operator.role().includes(least)) {
            return Future.succeededFuture(new Answer.Refused(Problem.of(Cause.FORBIDDEN)
                    .saying(new Text(
                            "Il faut le rôle « " + least.word() + " ».",
                            "This needs the role " + least.word() + "."))));
        }
        var language = MultiMap.caseInsensitiveMultiMap()
                .add(HttpHeaders.ACCEPT_LANGUAGE, visit.language().tag());
        var promised = Objects.requireNonNull(contract.document().operation(operation), operation);
        return check.check(RequestReader.of(promised, values, body), promised)
                .compose(request -> Objects.requireNonNull(operations.get(operation), operation)
                        .answer(new Call(operator, request, language)))
                .recover(Desk::refusal);
    }

    /// For what the reader may see anyway; a refusal is an empty body.
    Future<JsonObject> read(Visit visit, String operation, Map<String, String> values) {
        return read(visit, operation, values, null);
    }

    Future<JsonObject> read(Visit visit, String operation, Map<String, String> values, @Nullable JsonObject body) {
        return ask(visit, operation, values, body).map(reply -> switch (reply) {
            case Reply.Told(var told) -> told;
            case Reply.Refused _ -> new JsonObject();
        });
    }

    /// A screenful of a list.
    ///
    /// @param wanted which, and after which row
    Future<JsonObject> list(Visit visit, String operation, Map<String, String> wanted) {
        var asked = new HashMap<>(wanted);
        asked.put("limit", "25");
        return read(visit, operation, asked);
    }

    private static Future<Answer> refusal(Throwable failure) {
        return switch (failure) {
            case InvalidRequest invalid -> Future.succeededFuture(new Answer.Refused(invalid.problem()));
            default -> Future.failedFuture(failure);
        };
    }
}
