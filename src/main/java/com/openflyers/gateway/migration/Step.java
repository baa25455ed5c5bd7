package com.openflyers.gateway.migration;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/// The work of one state, up to what is committed with the next: may run twice, at once or after a crash, and may be
/// broken off anywhere. Blocks; only on virtual threads.
///
/// What it fails with, other than by [End.Failed], is taken for trouble that passes: it runs again.
interface Step {

    sealed interface End {

        /// @param found for the evidence
        /// @param facts for the steps that follow
        record Done(JsonObject found, JsonObject facts) implements End {}

        /// It cannot be done.
        ///
        /// @param because a sentence for an operator
        /// @param found   for the evidence
        /// @param facts   for whoever has to decide now
        record Failed(String because, JsonObject found, JsonObject facts) implements End {}

        /// What somebody said beforehand holds now, or would be said by anybody.
        ///
        /// @param facts for the evidence, and for the steps that follow
        record Said(Event event, JsonObject facts) implements End {}

        /// There is nothing to do yet.
        record Waiting(Duration again) implements End {}
    }

    End run(Migration migration);

    static End done() {
        return new End.Done(new JsonObject(), new JsonObject());
    }

    /// What somebody has said beforehand.
    static End said(Event event) {
        return new End.Said(event, new JsonObject());
    }

    /// @param found for the evidence, and for the steps that follow
    static End done(JsonObject found) {
        return new End.Done(found, found);
    }

    static End failed(String because) {
        return new End.Failed(because, new JsonObject(), new JsonObject());
    }

    static End failed(List<String> because) {
        return failed(String.join("; ", because));
    }

    static End later(Duration again) {
        return new End.Waiting(again);
    }
}
