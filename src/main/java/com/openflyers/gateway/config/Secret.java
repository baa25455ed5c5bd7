package com.openflyers.gateway.config;

/// A password or key that must not be seen in a log, whoever prints the record it is part of.
///
/// @param reveal the text itself
public record Secret(String reveal) {

    static final String MASK = "********";

    @Override
    public String toString() {
        return MASK;
    }
}
