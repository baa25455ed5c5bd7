package com.openflyers.gateway.migration;

import com.openflyers.gateway.provision.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Who may be connected to a database that is about to be fenced: its version's servers, the gateway itself, and
/// whoever is known by the name that it gives. All of them are shown out in the end; but somebody whom nobody knows
/// may be in the middle of what the hold knows nothing of.
final class Visitors {

    /// A transaction that has been open for longer would not end within a hold.
    private static final Duration LONG_TRANSACTION = Duration.ofSeconds(5);

    private final String role;
    private final List<String> known;

    /// @param role  of the servers of the version; empty when nobody said which, so that nobody can be told apart
    /// @param known names of applications that may come by another role
    Visitors(String role, List<String> known) {
        this.role = role;
        this.known = List.copyOf(known);
    }

    /// Why the session is in the way, as a sentence.
    Optional<String> objection(Session session) {
        var who = "session " + session.pid() + " of " + session.user() + " (" + session.application() + ")";
        if (session.superuser()) {
            return Optional.of(who + " is a superuser's, which we may not end");
        }
        if (!isKnown(session)) {
            return Optional.of(who + " is none of the version's, and not among migration.known-applications");
        }
        return session.transactionAge()
                .filter(age -> age.compareTo(LONG_TRANSACTION) > 0)
                .map(age -> who + " has had a transaction open for " + age.toSeconds() + " s");
    }

    private boolean isKnown(Session session) {
        return session.own() || role.isEmpty() || session.user().equals(role) || known.contains(session.application());
    }
}
