package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.InvalidRequest.Fault;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names the fields that break the contract, from what the validator says about it.
final class ContractFaults {

    /// Keywords that only pass on the fault of something inside.
    private static final Set<String> AROUND = Set.of("properties", "items", "$ref", "allOf", "propertyNames");
    private static final String UNKNOWN = "additionalProperties";
    private static final Pattern PARAMETER = Pattern.compile("(path|query|header) parameter ([A-Za-z-]+)");
    private static final Pattern MISSING = Pattern.compile("required property \"(.+)\"$");

    private ContractFaults() {}

    static InvalidRequest read(ValidatorException failure) {
        var message = String.valueOf(failure.getMessage());
        var parameter = PARAMETER.matcher(message);
        if (parameter.find()) {
            return new InvalidRequest(parameter.group(1) + "/" + parameter.group(2), rule(failure));
        }
        return failure instanceof SchemaValidationException schema
                ? new InvalidRequest(faults(schema.getOutputUnit().getErrors()))
                : new InvalidRequest("", message);
    }

    /// @return what is wrong with the one value that a parameter has
    private static String rule(ValidatorException failure) {
        if (failure instanceof SchemaValidationException schema) {
            return schema.getOutputUnit().getErrors().getLast().getError();
        }
        return "is missing or unreadable";
    }

    private static List<Fault> faults(List<OutputUnit> errors) {
        var exact = errors.stream()
                .filter(error -> !AROUND.contains(keyword(error)) && !keyword(error).equals(UNKNOWN))
                .toList();
        var explained = exact.stream().map(OutputUnit::getInstanceLocation).collect(Collectors.toSet());
        return errors.stream()
                .filter(error -> exact.contains(error)
                        || (keyword(error).equals(UNKNOWN) && !explained.contains(error.getInstanceLocation())))
                .map(ContractFaults::fault)
                .distinct()
                .toList();
    }

    private static Fault fault(OutputUnit error) {
        var pointer = error.getInstanceLocation().replaceFirst("^#", "");
        var missing = MISSING.matcher(error.getError());
        if (missing.find()) {
            return new Fault(pointer + "/" + missing.group(1), "is missing");
        }
        return new Fault(pointer, keyword(error).equals(UNKNOWN) ? "is not a field of the contract" : error.getError());
    }

    private static String keyword(OutputUnit error) {
        var location = error.getKeywordLocation();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
