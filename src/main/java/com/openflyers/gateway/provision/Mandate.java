package com.openflyers.gateway.provision;

import java.util.Map;

/// What must still be true in the registry for the caller to act; part of the statement that acts, so that nothing
/// comes between the look and the deed.
///
/// @param condition a condition of SQL with `#{name}` parameters, such as `EXISTS (SELECT …)`
/// @param values    of its parameters
public record Mandate(String condition, Map<String, Object> values) {

    public Mandate {
        values = Map.copyOf(values);
    }
}
