package com.openflyers.gateway.admin;

/// What became of a token.
sealed interface Verdict {

    record Accepted(Operator operator) implements Verdict {}

    /// @param reason for the log and for `error_description`: names the rule, holds nothing of the token
    record Refused(String reason) implements Verdict {}
}
