package com.openflyers.gateway.registry;

import com.openflyers.gateway.registry.Outcome.DatabaseConflict;
import com.openflyers.gateway.registry.Outcome.DatabaseForbidden;
import com.openflyers.gateway.registry.Outcome.Fenced;
import com.openflyers.gateway.registry.Outcome.NoDatabase;
import com.openflyers.gateway.registry.Outcome.OfSpacePut;
import com.openflyers.gateway.registry.Outcome.UnknownVersion;
import com.openflyers.gateway.registry.RegisteredSpace.State;
import com.openflyers.gateway.registry.SpaceDatabase.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which versions and databases a space cannot have. What it rests on is locked until the transaction ends.
final class Obstacles {

    private final VersionRepository versions = new VersionRepository();
    private final SpaceDatabaseRepository owned = new SpaceDatabaseRepository();

    /// Why the space cannot be on the version, or have these databases; empty if it can.
    ///
    /// @param before the space as it is; null for one that is to be made
    Future<Optional<OfSpacePut>> find(
            SqlConnection tx,
            String name,
            String version,
            List<SpaceDatabase> databases,
            @Nullable RegisteredSpace before) {
        var needed = new TreeSet<>(Set.of(version));
        databases.forEach(database -> needed.add(database.version()));
        return versions.lockShared(tx, needed)
                .compose(engines -> owned.lockOwners(tx, databases)
                        .map(owners -> Optional.ofNullable(refusal(name, version, databases, engines, owners, before)))
                        .compose(refusal -> refusal.isPresent()
                                ? Future.succeededFuture(refusal)
                                : forbidden(tx, databases, engines, before)));
    }

    /// What the space has not had yet must be a database that can be a space's. One that does not exist may be given:
    /// clubs are registered before their databases arrive.
    private Future<Optional<OfSpacePut>> forbidden(
            SqlConnection tx,
            List<SpaceDatabase> databases,
            Map<String, Engine> engines,
            @Nullable RegisteredSpace before) {
        var present = before == null
                ? Set.<String>of()
                : before.databases().stream().map(SpaceDatabase::name).collect(Collectors.toSet());
        var added = databases.stream()
                .filter(database -> engines.get(database.version()) == Engine.POSTGRESQL)
                .filter(database -> !present.contains(database.name()))
                .toList();
        return owned.forbidden(tx, added)
                .map(forbidden -> added.stream()
                        .map(SpaceDatabase::name)
                        .filter(name -> forbidden.contains(name) || SpaceDatabase.isOfMigration(name))
                        .findFirst()
                        .map(DatabaseForbidden::new));
    }

    private static @Nullable OfSpacePut refusal(
            String name,
            String version,
            List<SpaceDatabase> databases,
            Map<String, Engine> engines,
            Map<String, String> owners,
            @Nullable RegisteredSpace before) {
        var engine = engines.get(version);
        if (engine == null) {
            return new UnknownVersion(version);
        }
        var once = new HashSet<String>();
        for (var database : databases) {
            if (!engines.containsKey(database.version())) {
                return new UnknownVersion(database.version());
            }
            var firstLive = database.role() != Role.LIVE || once.add("live for " + database.version());
            var owner = owners.get(database.name());
            if (!once.add(database.name()) || !firstLive || (owner != null && !owner.equals(name))) {
                return new DatabaseConflict(database.name());
            }
        }
        return refusal(version, engine, databases, before);
    }

    /// Why the space cannot be served by the version, as far as databases go. Where a space is now may be fenced for
    /// the moment, by a migration that is under way; one that is opened must not begin there.
    private static @Nullable OfSpacePut refusal(
            String version, Engine engine, List<SpaceDatabase> databases, @Nullable RegisteredSpace before) {
        var candidates = databases.stream()
                .filter(database -> database.version().equals(version))
                .toList();
        if (candidates.stream().anyMatch(database -> database.role() == Role.LIVE)) {
            return null;
        }
        var active = before != null && before.state() == State.ACTIVE;
        if (active && candidates.stream().anyMatch(database -> database.role().ofMigration())) {
            return null;
        }
        var fenced = candidates.stream()
                .filter(database -> database.role() == Role.FENCED)
                .findFirst();
        if (fenced.isPresent()) {
            return new Fenced(version, fenced.get().name());
        }
        return engine == Engine.MANUAL ? null : new NoDatabase(version);
    }
}
