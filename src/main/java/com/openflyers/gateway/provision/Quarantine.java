package com.openflyers.gateway.provision;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Sets databases aside until they are old enough to be dropped.
public final class Quarantine {
    public enum Sort {
        CLOSED_SPACE(Duration.ofDays(14)), TEST_SPACE(Duration.ofDays(14)), ARCHIVED_ORIGINAL(Duration.ofDays(14)), DISPOSABLE(Duration.ofHours(24));
        private final Duration age;
        Sort(Duration age) { this.age = age; }
        public Duration age() { return age; }
    }
    public sealed interface Outcome {
        record SetAside(DatabaseName name, Instant dueAt) implements Outcome {}
        /// @param because a sentence
        record Kept(String because) implements Outcome {}
    }
    public sealed interface Return {
        record Returned(DatabaseName name) implements Return {}
        record TooLate(String because) implements Return {}
    }
    public Quarantine(List<Guard> guards) { }
    public Future<Outcome> setAside(SqlConnection tx, DatabaseName database, Sort sort) { throw new UnsupportedOperationException(); }
    /// Until it is due.
    public Future<Return> giveBack(SqlConnection tx, DatabaseName quarantined) { throw new UnsupportedOperationException(); }
}
