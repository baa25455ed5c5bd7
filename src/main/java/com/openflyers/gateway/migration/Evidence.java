package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.Sums;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// One line of what can be proved of a migration: a change of state, who or what caused it, and what was found.
///
/// @param seq          the row's revision from this line on
/// @param evidence     a JSON object, to the letter as it was hashed
/// @param previousHash of the line before; empty for the first
/// @param hash         SHA-256 of all the rest, in hex
public record Evidence(
        long seq,
        long attempt,
        State state,
        Event event,
        State next,
        String by,
        Instant beganAt,
        Instant endedAt,
        String evidence,
        String previousHash,
        String hash) {

    /// The line that follows `previousHash`.
    static Evidence after(
            String previousHash,
            Migration before,
            Event event,
            State next,
            String by,
            Instant began,
            JsonObject found) {
        // As PostgreSQL keeps them: a line that is read again must have the same hash.
        var beganAt = began.truncatedTo(ChronoUnit.MICROS);
        var endedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var line = new Evidence(
                before.revision() + 1,
                before.attempt(),
                before.state(),
                event,
                next,
                by,
                beganAt,
                endedAt,
                found.encode(),
                previousHash,
                "");
        return line.sealed();
    }

    /// Whether the lines are a chain that nobody has changed and that ends in `state`.
    public static boolean holds(List<Evidence> lines, State state) {
        var previous = "";
        var at = State.REQUESTED;
        for (var line : lines) {
            if (!line.previousHash.equals(previous) || line.state != at || !line.hash.equals(line.sealed().hash)) {
                return false;
            }
            previous = line.hash;
            at = line.next;
        }
        return at == state;
    }

    private Evidence sealed() {
        var text = String.join(
                "\n",
                previousHash,
                Long.toString(seq),
                Long.toString(attempt),
                state.name(),
                event.name(),
                next.name(),
                by,
                beganAt.toString(),
                endedAt.toString(),
                evidence);
        return new Evidence(
                seq, attempt, state, event, next, by, beganAt, endedAt, evidence, previousHash, Sums.sha256(text));
    }
}
