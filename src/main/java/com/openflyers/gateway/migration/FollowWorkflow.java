package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.Account;
import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.billing.SetUpPackage;
import com.openflyers.gateway.billing.SetUpPackages;
import com.openflyers.gateway.db.Ending;
import com.openflyers.gateway.migration.Migrations.Said;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.AuditEntry;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Space.Mode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.logging.Logger;

/// What clubs see of their migrations, and what they say to them. Every question names who asks: what is another club's
/// is not there.
final class FollowWorkflow {

    private static final Logger LOG = Logger.getLogger(FollowWorkflow.class.getName());

    private static final Duration LOOK = Duration.ofSeconds(10);
    /// An archive of a large database takes its time.
    private static final Duration REMOVAL = Duration.ofMinutes(5);

    private final StoreWorkflow store;
    private final OfferWorkflow offers;
    private final Migrations migrations;
    private final RemovalWorkflow removals;
    private final WrittenWorkflow written;
    private final MigrationSettings settings;
    private final SetUpPackages packages;
    private final OfferRepository rows = new OfferRepository();
    private final Audit audit = new Audit();

    FollowWorkflow(
            StoreWorkflow store,
            OfferWorkflow offers,
            Migrations migrations,
            RemovalWorkflow removals,
            MigrationParts parts,
            MigrationSettings settings) {
        this.store = store;
        this.offers = offers;
        this.migrations = migrations;
        this.removals = removals;
        this.written = new WrittenWorkflow(parts.manifests());
        this.settings = settings;
        this.packages = parts.billing().packages();
    }

    Optional<Followed> find(Account account, long id) {
        return store.read(client -> rows.owned(client, account.club().id(), id))
                .flatMap(own -> store.read(_ -> migrations.find(own)))
                .map(migration -> followed(account, migration));
    }

    private Followed followed(Account account, Migration migration) {
        var hold = settings.ahead(migration);
        var spaces = offers.spaces(account);
        var own = spaces.stream()
                .filter(space -> space.name().equals(migration.space()))
                .findFirst();
        return new Followed(
                migration,
                own.map(RegisteredSpace::host).orElse(migration.space()),
                own.map(RegisteredSpace::kind).orElse(Kind.PRODUCTION),
                store.read(client -> rows.ahead(client, migration.id())),
                store.read(migrations::average),
                hold.mode() == Mode.REFUSE,
                hold.longest(),
                settings.keepOriginal(),
                spaces.stream()
                        .filter(space -> space.kind() == Kind.TEST)
                        .filter(space -> !space.name().equals(migration.space()))
                        .toList(),
                setUp(account, migration));
    }

    private Optional<SetUpPackage> setUp(Account account, Migration migration) {
        return store.read(client -> packages.ofClub(client, account.club().id())).stream()
                .filter(each -> each.state() != SetUpPackage.State.DECLINED)
                .filter(each -> each.state().isOpen() || !each.orderedAt().isBefore(migration.requestedAt()))
                .findFirst();
    }

    /// @return whether it was heard; what comes too late, or twice, is not
    boolean say(Account account, Followed followed, Word word) {
        var id = followed.migration().id();
        try {
            return store.change(tx -> migrations.say(tx, id, Expected.ANY, word, by(account))) instanceof Said.Heard;
        } catch (RuntimeException e) {
            if (Migrations.impediment(e).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    /// What has been written since the switch, up to this moment; empty where we cannot know.
    Optional<Written> written(Migration migration) {
        if (migration.course().isManual() || !migration.facts().containsKey(Facts.KEPT)) {
            return Optional.empty();
        }
        return aside(LOOK.multipliedBy(2), () -> written.list(migration, LOOK))
                .recover(failure -> {
                    if (!(failure instanceof TimeoutException)) {
                        return Future.failedFuture(failure);
                    }
                    LOG.warning("what was written since migration " + migration.id() + " is not shown: "
                            + failure.getMessage());
                    return Future.succeededFuture(Optional.empty());
                })
                .await();
    }

    /// An open test space of the club.
    Optional<RegisteredSpace> removable(Account account, String name) {
        return offers.space(account, name).filter(space -> space.kind() == Kind.TEST);
    }

    /// One of the club's that was removed, or closed.
    boolean isGone(Account account, String name) {
        return offers.all(account).stream()
                .anyMatch(space -> space.name().equals(name) && space.state() == RegisteredSpace.State.CLOSED);
    }

    /// @param typed the name, as whoever wants it gone has typed it
    RemovalWorkflow.Outcome remove(Account account, RegisteredSpace space, String typed) {
        return aside(
                        REMOVAL,
                        () -> removals.remove(
                                space.name(),
                                typed,
                                Ending.COMMIT,
                                (tx, revision, droppedAt) -> audit.append(
                                        tx,
                                        new AuditEntry(
                                                by(account),
                                                "space.removal",
                                                "space/" + space.name(),
                                                new JsonObject()
                                                        .put("revision", revision)
                                                        .put("droppedAt", droppedAt.toString())))))
                .await();
    }

    private static String by(Account account) {
        return "account/" + account.name();
    }

    /// On a thread of its own: what blocks would keep everybody's pages waiting on the server's.
    private static <T> Future<T> aside(Duration longest, Supplier<T> work) {
        var done = Promise.<T>promise();
        var _ = Thread.ofVirtual().name("beside the client area").start(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException e) {
                done.fail(e);
            }
        });
        return done.future().timeout(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
