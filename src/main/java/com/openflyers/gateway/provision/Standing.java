package com.openflyers.gateway.provision;

import com.openflyers.gateway.provision.Quarantine.Sort;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the registry knows of a database that is to be set aside, while its rows are locked.
///
/// @param role        of its row there; null if no space has it
/// @param space       that has it
/// @param closed      whether that space is
/// @param test        whether that space is a test space
/// @param pointedAt   whether the space's pointer leads to it
/// @param registry    whether it is the registry itself
/// @param template    of the versions
/// @param archived    whether there is an archive of it
record Standing(
        @Nullable String role,
        @Nullable String space,
        boolean closed,
        boolean test,
        boolean pointedAt,
        boolean registry,
        boolean template,
        boolean archived,
        boolean allowsConnections) {

    static Standing from(Row row) {
        return new Standing(
                row.getString("role"),
                row.getString("space"),
                row.getBoolean("closed"),
                row.getBoolean("test"),
                row.getBoolean("pointed_at"),
                row.getBoolean("registry"),
                row.getBoolean("template"),
                row.getBoolean("archived"),
                row.getBoolean("allows_connections"));
    }

    /// Why the database must stay, as a sentence; empty if nothing of this is against it.
    Optional<String> objection(DatabaseName name, Sort sort) {
        if (registry) {
            return Optional.of(name + " is the registry");
        }
        if (template) {
            return Optional.of(name + " is the template of a version");
        }
        if (name.inQuarantine()) {
            return Optional.of(name + " is in quarantine already");
        }
        if (pointedAt && !closed) {
            return Optional.of(name + " is the live database of " + space);
        }
        return ofSort(name, sort).or(() -> unarchived(name, sort));
    }

    private Optional<String> ofSort(DatabaseName name, Sort sort) {
        return switch (sort) {
            case CLOSED_SPACE -> closed ? Optional.empty() : Optional.of(name + " is no closed space's database");
            case TEST_SPACE ->
                closed && test ? Optional.empty() : Optional.of(name + " is no database of a closed test space");
            case ARCHIVED_ORIGINAL ->
                "fenced".equals(role) ? Optional.empty() : Optional.of(name + " is no fenced original");
            case DISPOSABLE, SCRATCH -> disposable(name);
        };
    }

    private Optional<String> disposable(DatabaseName name) {
        if (role != null) {
            return Optional.of(name + " is a " + role + " database of " + space);
        }
        return name.disposable()
                ? Optional.empty()
                : Optional.of(name + " is neither a rehearsal nor a candidate, by its name");
    }

    private Optional<String> unarchived(DatabaseName name, Sort sort) {
        return archived || !sort.archivedFirst() ? Optional.empty() : Optional.of("there is no archive of " + name);
    }
}
