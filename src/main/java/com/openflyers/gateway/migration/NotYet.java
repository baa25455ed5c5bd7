package com.openflyers.gateway.migration;

/// A change of state has to wait for something that passes by itself; it is tried again.
final class NotYet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotYet(String sentence) {
        super(sentence, null, false, false);
    }
}
