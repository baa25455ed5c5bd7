package com.openflyers.gateway.registry;

import com.openflyers.gateway.registry.Outcome.InUse;
import com.openflyers.gateway.registry.Outcome.OfVersionPut;
import com.openflyers.gateway.registry.Outcome.OfVersionRemoval;
import com.openflyers.gateway.registry.Outcome.Remembered;
import com.openflyers.gateway.registry.Outcome.Removed;
import com.openflyers.gateway.registry.Outcome.StaleRevision;
import com.openflyers.gateway.registry.Outcome.Unchanged;
import com.openflyers.gateway.registry.Outcome.UnknownVersion;
import com.openflyers.gateway.registry.Outcome.Written;
import com.openflyers.gateway.registry.VersionRepository.Stored;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/// The stored versions. Changes belong in the caller's transaction.
///
/// Locks are taken in the order club, space, version, database, feed by everybody, so that nobody waits in a circle.
public final class Versions {

    private final VersionRepository rows = new VersionRepository();

    /// All versions by name: a handful.
    public Future<List<RegisteredVersion>> all(SqlClient client) {
        return rows.all(client);
    }

    public Future<Optional<RegisteredVersion>> find(SqlClient client, String name) {
        return rows.find(client, name);
    }

    /// Keeps those of the versions that exist from being removed, until the transaction ends.
    public Future<Void> keep(SqlConnection tx, List<String> names) {
        return rows.lockShared(tx, names).mapEmpty();
    }

    /// Adds the version or makes it as given. A version that becomes the sign-up's default takes that from another.
    public Future<OfVersionPut> put(SqlConnection tx, RegisteredVersion wanted, Expected expected) {
        return rows.lock(tx, wanted.name()).compose(found -> {
            var current = found.map(Stored::revision).orElse(0L);
            if (!expected.allows(current)) {
                return Future.succeededFuture(new StaleRevision(current));
            }
            return found.isEmpty() ? write(tx, wanted, true) : change(tx, wanted, found.get());
        });
    }

    /// Removes a version that no active space points at, no database is kept for and no migration has ever named.
    public Future<OfVersionRemoval> remove(SqlConnection tx, String name, Expected expected) {
        return rows.lock(tx, name).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new UnknownVersion(name));
            }
            var current = found.get().revision();
            if (!expected.allows(current)) {
                return Future.succeededFuture(new StaleRevision(current));
            }
            return rows.uses(tx, name)
                    .compose(uses -> uses == 0 ? eraseUnlessNamed(tx, name) : Future.succeededFuture(new InUse(uses)));
        });
    }

    private Future<OfVersionRemoval> eraseUnlessNamed(SqlConnection tx, String name) {
        return rows.migrations(tx, name)
                .compose(migrations ->
                        migrations == 0 ? erase(tx, name) : Future.succeededFuture(new Remembered(migrations)));
    }

    private Future<OfVersionPut> change(SqlConnection tx, RegisteredVersion wanted, Stored stored) {
        return isStored(tx, wanted, stored.revision()).compose(same -> {
            if (same) {
                return Future.succeededFuture(new Unchanged(stored.revision()));
            }
            if (wanted.engine() == stored.engine()) {
                return write(tx, wanted, false);
            }
            // Every space's route would change with the engine, and the feed tells nodes of the version alone.
            return rows.uses(tx, wanted.name())
                    .compose(uses -> uses == 0 ? write(tx, wanted, false) : Future.succeededFuture(new InUse(uses)));
        });
    }

    /// A row that this build cannot read is not what is wanted: it will be written over.
    private Future<Boolean> isStored(SqlConnection tx, RegisteredVersion wanted, long revision) {
        return rows.find(tx, wanted.name())
                .map(found -> found.equals(Optional.of(withRevision(wanted, revision))))
                .otherwise(false);
    }

    private Future<OfVersionPut> write(SqlConnection tx, RegisteredVersion wanted, boolean created) {
        return Feed.next(tx, Feed.Kind.VERSION, wanted.name())
                .compose(revision -> rows.write(tx, wanted, revision).map(new Written(revision, created)));
    }

    private Future<OfVersionRemoval> erase(SqlConnection tx, String name) {
        return Feed.next(tx, Feed.Kind.VERSION, name)
                .compose(revision -> rows.erase(tx, name).map(new Removed(revision)));
    }

    private static RegisteredVersion withRevision(RegisteredVersion version, long revision) {
        return new RegisteredVersion(
                version.route(),
                version.channel(),
                version.signUpDefault(),
                version.engine(),
                version.template(),
                version.role(),
                version.yearlyPrice(),
                version.migrationPrice(),
                revision);
    }
}
