package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.InvalidRequest.Fault;
import com.openflyers.gateway.admin.RequestReader.Received;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ValidatedRequest;
import io.vertx.openapi.validation.ValidatorException;
import io.vertx.openapi.validation.impl.RequestValidatorImpl;
import java.util.ArrayList;
import java.util.List;

/// Holds a request against the contract. The library stops at the first parameter that breaks it; whoever has to put
/// the request right wants to know them all, so they are asked for one by one then.
final class RequestCheck {

    /// Not its interface, which knows whole requests only.
    private final RequestValidatorImpl validator;

    RequestCheck(Vertx vertx, Contract contract) {
        this.validator = new RequestValidatorImpl(vertx, contract.document());
    }

    /// Fails with an [InvalidRequest] that names each parameter and each field.
    Future<ValidatedRequest> check(Received request, Operation operation) {
        return request.faults().isEmpty()
                ? validator
                        .validate(request, operation.getOperationId())
                        .recover(failure -> refused(request, operation, failure))
                : Future.failedFuture(new InvalidRequest(all(request, operation)));
    }

    private Future<ValidatedRequest> refused(Received request, Operation operation, Throwable failure) {
        if (!(failure instanceof ValidatorException broken)) {
            return Future.failedFuture(failure);
        }
        var all = all(request, operation);
        return Future.failedFuture(new InvalidRequest(all.isEmpty() ? ContractFaults.read(broken) : all));
    }

    private List<Fault> all(Received request, Operation operation) {
        var faults = new ArrayList<>(request.faults());
        for (var parameter : operation.getParameters()) {
            try {
                var _ = validator.validateParameter(parameter, request.value(parameter));
            } catch (ValidatorException e) {
                add(faults, ContractFaults.read(e));
            }
        }
        var body = operation.getRequestBody();
        if (body != null) {
            try {
                var _ = validator.validateBody(body, request);
            } catch (ValidatorException e) {
                add(faults, ContractFaults.read(e));
            }
        }
        return faults;
    }

    /// What was blamed before is blamed for the better reason.
    private static void add(List<Fault> faults, List<Fault> more) {
        more.stream()
                .filter(fault ->
                        faults.stream().noneMatch(known -> known.pointer().equals(fault.pointer())))
                .forEach(faults::add);
    }
}
