package com.openflyers.gateway.registry;

import com.openflyers.gateway.registry.Outcome.BadName;
import com.openflyers.gateway.registry.Outcome.Closed;
import com.openflyers.gateway.registry.Outcome.NameRetired;
import com.openflyers.gateway.registry.Outcome.OfSpaceClosing;
import com.openflyers.gateway.registry.Outcome.OfSpacePut;
import com.openflyers.gateway.registry.Outcome.PointerDiffers;
import com.openflyers.gateway.registry.Outcome.Reserved;
import com.openflyers.gateway.registry.Outcome.StaleRevision;
import com.openflyers.gateway.registry.Outcome.Unchanged;
import com.openflyers.gateway.registry.Outcome.UnknownSpace;
import com.openflyers.gateway.registry.Outcome.Written;
import com.openflyers.gateway.registry.RegisteredSpace.State;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The stored spaces. Changes belong in the caller's transaction.
public final class Spaces {

    private final SpaceNames names;
    private final SpaceRepository rows;
    private final PointerRepository pointers = new PointerRepository();
    private final SpaceDatabaseRepository owned = new SpaceDatabaseRepository();
    private final Obstacles obstacles = new Obstacles();
    private final Clubs clubs = new Clubs();

    public Spaces(SpaceNames names) {
        this.names = names;
        this.rows = new SpaceRepository(names);
    }

    /// Also a closed one.
    public Future<Optional<RegisteredSpace>> find(SqlClient client, String name) {
        return rows.find(client, name);
    }

    /// Why the space cannot be on the version, or have these databases, whatever else it is; empty if it can.
    public Future<Optional<OfSpacePut>> obstacle(
            SqlConnection tx, String name, String version, List<SpaceDatabase> databases) {
        return rows.find(tx, name).compose(found -> obstacles.find(tx, name, version, databases, found.orElse(null)));
    }

    /// Active spaces by name.
    public Future<Page<RegisteredSpace>> page(SqlClient client, SpaceFilter filter) {
        return rows.page(client, filter);
    }

    /// The space that the form is about, as nobody else changes it until the transaction ends.
    public Future<Optional<RegisteredSpace>> hold(SqlConnection tx, SpaceForm form) {
        return rows.lock(tx, form.name(), form.club()).compose(_ -> rows.find(tx, form.name()));
    }

    /// Adds the space, makes it as given, or opens it again for the club that closed it. A space that is there keeps
    /// its club, which is renamed if the form calls it otherwise.
    ///
    /// @param by who wants that, for the history of its pointer
    public Future<OfSpacePut> put(SqlConnection tx, SpaceForm form, Expected expected, String by) {
        var fault = names.fault(form.name());
        if (fault.isPresent()) {
            return Future.succeededFuture(new BadName(fault.get()));
        }
        return hold(tx, form).compose(found -> {
            var before = found.orElse(null);
            var refusal = refusal(form, before, expected);
            return refusal != null
                    ? Future.succeededFuture(refusal)
                    : putAllowed(tx, form, Optional.empty(), before, by);
        });
    }

    /// Adds the space of a club that has signed up. Unlike [#put], the club is that row and no other one of its name,
    /// and a name that was ever a space's is refused.
    public Future<OfSpacePut> found(SqlConnection tx, SpaceForm form, Club club) {
        var fault = names.fault(form.name());
        if (fault.isPresent()) {
            return Future.succeededFuture(new BadName(fault.get()));
        }
        return rows.lock(tx, form.name(), club.name())
                .compose(_ -> rows.find(tx, form.name()))
                .compose(found -> found.isPresent()
                        ? Future.<OfSpacePut>succeededFuture(new NameRetired(form.name()))
                        : putAllowed(tx, form, Optional.of(club), null, "sign-up"));
    }

    /// All of a club, closed ones too, by name.
    public Future<List<RegisteredSpace>> ofClub(SqlClient client, long club) {
        return rows.ofClub(client, club);
    }

    /// Those that have been closed for at least that long, and have databases that nobody works on; the first one
    /// that was closed first.
    public Future<List<String>> closedFor(SqlClient client, Duration kept) {
        return rows.closedFor(client, kept);
    }

    /// Makes `contact` that of the space. No route depends on it.
    public Future<Void> contact(SqlConnection tx, String name, Contact contact) {
        return rows.contact(tx, name, contact);
    }

    /// Takes the space out of service for ever, unless its club opens it again.
    public Future<OfSpaceClosing> close(SqlConnection tx, String name, Expected expected) {
        return rows.lock(tx, name).compose(_ -> rows.find(tx, name)).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new UnknownSpace(name));
            }
            var before = found.get();
            if (!expected.allows(before.revision())) {
                return Future.succeededFuture(new StaleRevision(before.revision()));
            }
            if (before.reservedBy() != null) {
                return Future.succeededFuture(new Reserved(before.reservedBy()));
            }
            if (before.state() == State.CLOSED) {
                return Future.succeededFuture(new Unchanged(before.revision()));
            }
            return Feed.next(tx, Feed.Kind.SPACE, name)
                    .compose(revision -> rows.close(tx, name, revision).map(new Closed(revision)));
        });
    }

    private static @Nullable OfSpacePut refusal(SpaceForm form, @Nullable RegisteredSpace before, Expected expected) {
        if (before == null) {
            return expected.allows(0) ? null : new StaleRevision(0);
        }
        if (!expected.allows(before.revision())) {
            return new StaleRevision(before.revision());
        }
        if (before.reservedBy() != null) {
            return new Reserved(before.reservedBy());
        }
        if (before.state() == State.CLOSED) {
            return before.club().name().equals(form.club()) ? null : new NameRetired(form.name());
        }
        return before.version().equals(form.version()) ? null : new PointerDiffers(before.version());
    }

    private Future<OfSpacePut> putAllowed(
            SqlConnection tx, SpaceForm form, Optional<Club> club, @Nullable RegisteredSpace before, String by) {
        var databases = merge(form, before);
        return obstacles
                .find(tx, form.name(), form.version(), databases, before)
                .compose(refusal -> {
                    if (refusal.isPresent()) {
                        return Future.succeededFuture(refusal.get());
                    }
                    if (before != null && before.state() == State.ACTIVE && isAsWished(before, form, databases)) {
                        return Future.succeededFuture(new Unchanged(before.revision()));
                    }
                    return write(tx, form, club, databases, before, by);
                });
    }

    private Future<OfSpacePut> write(
            SqlConnection tx,
            SpaceForm form,
            Optional<Club> club,
            List<SpaceDatabase> databases,
            @Nullable RegisteredSpace before,
            String by) {
        return owner(tx, form, club, before)
                .compose(owner -> Feed.next(tx, Feed.Kind.SPACE, form.name())
                        .compose(revision -> reopen(tx, form, before, revision, by)
                                .compose(_ -> rows.write(tx, form, owner, revision))
                                .compose(_ -> owned.write(tx, form.name(), databases))
                                .map(new Written(revision, before == null))));
    }

    /// A space that is there never changes hands by its form: another name is one for the club that it has.
    private Future<Long> owner(
            SqlConnection tx, SpaceForm form, Optional<Club> club, @Nullable RegisteredSpace before) {
        if (before != null) {
            var own = before.club();
            return own.name().equals(form.club())
                    ? Future.succeededFuture(own.id())
                    : clubs.rename(tx, own.id(), form.club()).map(own.id());
        }
        return club.map(known -> Future.succeededFuture(known.id())).orElseGet(() -> ClubRepository.of(tx, form));
    }

    /// A space that is opened again may start on another version than it ended on: that one may be gone.
    private Future<Void> reopen(
            SqlConnection tx, SpaceForm form, @Nullable RegisteredSpace before, long revision, String by) {
        if (before == null || before.version().equals(form.version())) {
            return Future.succeededFuture();
        }
        var from = new PointerRepository.Pointer(before.version(), true, before.revision(), null);
        var flip = new Flip(form.name(), form.version(), Expected.ANY, by, "opened again");
        return pointers.move(tx, flip, from, revision)
                .compose(_ -> pointers.remember(tx, flip, before.version(), revision));
    }

    /// What the space's databases will be: those that only a migration may touch stay, the others become the form's.
    private static List<SpaceDatabase> merge(SpaceForm form, @Nullable RegisteredSpace before) {
        var present = before == null ? List.<SpaceDatabase>of() : before.databases();
        var wished = form.databases();
        if (wished == null) {
            return present;
        }
        var kept = present.stream()
                .filter(database -> database.role().ofMigration())
                .toList();
        var keptNames = kept.stream().map(SpaceDatabase::name).collect(Collectors.toSet());
        var others = wished.stream()
                .filter(database -> !database.role().ofMigration())
                .filter(database -> !keptNames.contains(database.name()));
        return Stream.concat(kept.stream(), others).toList();
    }

    private static boolean isAsWished(RegisteredSpace before, SpaceForm form, List<SpaceDatabase> databases) {
        return before.club().name().equals(form.club())
                && before.contact().equals(form.contact())
                && before.kind() == form.kind()
                && Set.copyOf(before.databases()).equals(Set.copyOf(databases));
    }
}
