package com.openflyers.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/// The configuration cannot be used; says everything that is wrong with it, one line a fault.
public final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    InvalidSettings(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
