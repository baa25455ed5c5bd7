package com.openflyers.gateway.registry;

import com.openflyers.gateway.route.Space.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants a space to be.
///
/// @param club      the club's name. For a new space: the club of that name that operators have registered, if it has
///                  the same club e-mail, else a new one. For one that is there: what its club is called
/// @param version   the first live version of a new space; of an existing one it must be the present one, because only
///                  [Pointers] moves a pointer
/// @param databases all live and candidate ones, or null to leave all as they are; fenced and quarantined ones stay
///                  whatever is said here
public record SpaceForm(
        String name,
        String club,
        Contact contact,
        Kind kind,
        String version,
        @Nullable List<SpaceDatabase> databases) {

    public SpaceForm {
        databases = databases == null ? null : List.copyOf(databases);
        if (kind == Kind.FIXED) {
            throw new IllegalArgumentException("a space of a club is a test or a production space");
        }
        if (club.isBlank()) {
            throw new IllegalArgumentException("the club has a name");
        }
    }
}
