package com.openflyers.gateway.migration;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;

/// Where a migration by hand leads: an operator makes the database, and must have entered it at the space before that
/// is reserved, as nobody can afterwards.
final class Destination {

    private final Spaces spaces;
    private final Versions versions;

    Destination(MigrationParts parts) {
        this.spaces = parts.spaces();
        this.versions = parts.versions();
    }

    /// Why the pointer could not be moved in the end, as a sentence; empty if it could.
    ///
    /// @param goal the version that is to serve
    Future<Optional<Text>> missing(SqlClient client, String space, String goal) {
        return spaces.find(client, space)
                .compose(found -> versions.find(client, goal)
                        .map(version -> found.isEmpty()
                                ? Optional.of(Refusals.gone(space))
                                : missing(found.get(), goal, version)));
    }

    private static Optional<Text> missing(RegisteredSpace space, String goal, Optional<RegisteredVersion> version) {
        if (version.isEmpty()) {
            return Optional.of(Refusals.unregistered(goal));
        }
        if (space.database(goal, Role.LIVE).isPresent()) {
            return Optional.empty();
        }
        if (space.database(goal, Role.FENCED).isPresent()) {
            return Optional.of(new Text(
                    "la base de l’espace pour la version " + goal + " refuse toute écriture",
                    "the space's database of version " + goal + " refuses every writer"));
        }
        return version.get().engine() == Engine.MANUAL
                ? Optional.empty()
                : Optional.of(new Text(
                        "l’espace n’a pas de base de la version " + goal
                                + " : il faut l’inscrire à l’espace avant d’interrompre le service",
                        "the space has no database of version " + goal
                                + ": it has to be entered at the space before the service is interrupted"));
    }
}
