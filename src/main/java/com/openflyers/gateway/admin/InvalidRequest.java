package com.openflyers.gateway.admin;

import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import java.util.List;
import java.util.Map;

/// Leaves the reading of a request at what cannot be read; answered with a problem that names each field.
final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final Text TITLE = new Text("Requête non conforme", "Invalid request");
    private static final Text DETAIL = new Text(
            "La requête ne suit pas le contrat (/openapi.yaml) : voir « errors ».",
            "The request does not follow the contract (/openapi.yaml): see \"errors\".");

    /// @param pointer a JSON pointer into the body, or such as `query/limit`
    /// @param rule    what was expected, for a person
    record Fault(String pointer, String rule) {}

    private final transient Problem problem;

    InvalidRequest(List<Fault> faults) {
        super(null, null, false, false);
        problem = Problem.of(400, "invalid-request", TITLE, DETAIL)
                .with(
                        "errors",
                        faults.stream()
                                .map(fault -> Map.of("pointer", fault.pointer(), "detail", fault.rule()))
                                .toList());
    }

    InvalidRequest(String pointer, String rule) {
        this(List.of(new Fault(pointer, rule)));
    }

    Problem problem() {
        return problem;
    }
}
