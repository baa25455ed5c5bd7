package com.openflyers.gateway.admin;

import com.openflyers.gateway.admin.InvalidRequest.Fault;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Names the fields that break the contract, from what the validator says about it.
final class ContractFaults {

    /// Keywords that only pass on the fault of something inside.
    private static final Set<String> AROUND =
            Set.of("properties", "items", "$ref", "allOf", "propertyNames", "if", "then", "else");
    private static final String UNKNOWN = "additionalProperties";
    private static final Pattern PARAMETER = Pattern.compile("(path|query|header) parameter ([A-Za-z-]+)");
    private static final Pattern MISSING = Pattern.compile("required property \"(.+)\"$");

    private ContractFaults() {}

    static List<Fault> read(ValidatorException failure) {
        var message = String.valueOf(failure.getMessage());
        var parameter = PARAMETER.matcher(message);
        if (parameter.find()) {
            return List.of(new Fault(parameter.group(1) + "/" + parameter.group(2), rule(failure)));
        }
        return failure instanceof SchemaValidationException schema
                ? faults(schema.getOutputUnit().getErrors())
                : List.of(new Fault("", message));
    }

    /// @return what is wrong with the one value that a parameter has
    private static String rule(ValidatorException failure) {
        if (failure instanceof SchemaValidationException schema) {
            return schema.getOutputUnit().getErrors().getLast().getError();
        }
        return "is missing or unreadable";
    }

    /// A member that breaks its own rule counts as unknown for the validator as well, and its object as broken: of what
    /// is blamed several times, the innermost is meant, for the reason of its own.
    private static List<Fault> faults(List<OutputUnit> errors) {
        var faults = new LinkedHashMap<String, Fault>();
        for (var error : errors) {
            if (!AROUND.contains(keyword(error))) {
                var fault = fault(error);
                if (keyword(error).equals(UNKNOWN)) {
                    faults.putIfAbsent(fault.pointer(), fault);
                } else {
                    faults.put(fault.pointer(), fault);
                }
            }
        }
        return faults.values().stream()
                .filter(fault -> faults.keySet().stream().noneMatch(other -> other.startsWith(fault.pointer() + "/")))
                .toList();
    }

    private static Fault fault(OutputUnit error) {
        var pointer = error.getInstanceLocation().replaceFirst("^#", "");
        var missing = MISSING.matcher(error.getError());
        if (missing.find()) {
            return new Fault(pointer + "/" + missing.group(1), "is missing");
        }
        return new Fault(
                pointer, keyword(error).equals(UNKNOWN) ? "is not what the contract has here" : error.getError());
    }

    private static String keyword(OutputUnit error) {
        var location = error.getKeywordLocation();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
