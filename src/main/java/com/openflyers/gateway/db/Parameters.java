package com.openflyers.gateway.db;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The named values of one statement; unlike `Map.of`, a value may be null.
public final class Parameters {

    private final Map<String, @Nullable Object> values = new HashMap<>();

    private Parameters() {}

    public static Parameters of(String name, @Nullable Object value) {
        return new Parameters().and(name, value);
    }

    public Parameters and(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    public Map<String, @Nullable Object> map() {
        return Collections.unmodifiableMap(values);
    }
}
