package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Text;

/// Why a change of state cannot be committed. The message is its English, as evidence and logs are.
final class Impediment extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text sentence;

    /// @param sentence for an operator
    Impediment(Text sentence) {
        super(sentence.english(), null, false, false);
        this.sentence = sentence;
    }

    Text sentence() {
        return sentence;
    }
}
