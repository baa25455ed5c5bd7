package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Space.Mode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A space with everything that is stored about it.
///
/// @param closure        why its gate is not open; null when it is
/// @param reservedBy     who alone may move the pointer, the gate and the databases now, such as `migration 12`
/// @param version        the pointer: name of the live version
/// @param formerVersions versions the pointer left, the latest first
/// @param revision       of its last change; only grows
public record RegisteredSpace(
        String name,
        String host,
        Club club,
        Contact contact,
        Kind kind,
        @Nullable Closure closure,
        @Nullable String reservedBy,
        State state,
        String version,
        List<String> formerVersions,
        List<SpaceDatabase> databases,
        long revision) {

    public enum State {
        ACTIVE,
        /// Not served; the name stays its club's for ever.
        CLOSED
    }

    public RegisteredSpace {
        formerVersions = List.copyOf(formerVersions);
        databases = List.copyOf(databases);
    }

    /// The space's database of that version in that role; there is never a second live one.
    public Optional<SpaceDatabase> database(String version, SpaceDatabase.Role role) {
        return databases.stream()
                .filter(database -> database.version().equals(version) && database.role() == role)
                .findFirst();
    }

    public Mode mode() {
        return closure == null ? Mode.OPEN : closure.mode();
    }
}
