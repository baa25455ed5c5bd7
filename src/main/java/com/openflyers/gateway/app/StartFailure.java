package com.openflyers.gateway.app;

import java.util.Locale;

/// The command cannot do its work, for a reason that fits into one sentence for the operator.
final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailure(String sentence) {
        super(sentence);
    }

    StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /// Why an address cannot be listened on.
    ///
    /// @param setting the key that holds the port
    static StartFailure listening(String host, int port, String setting, Throwable cause) {
        var variable =
                "GATEWAY_" + setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        var said = String.valueOf(cause.getMessage());
        var sentence = said.contains("Address already in use")
                ? "port " + port + " is taken: end the process that listens there, or set " + setting + " (" + variable
                        + ")"
                : "cannot listen on " + host + ":" + port + " (" + setting + ", " + variable + "): " + said;
        return new StartFailure(sentence, cause);
    }
}
