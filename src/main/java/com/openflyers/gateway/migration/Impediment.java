package com.openflyers.gateway.migration;

/// Why a change of state cannot be committed; the message is a sentence for an operator.
final class Impediment extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Impediment(String sentence) {
        super(sentence, null, false, false);
    }
}
