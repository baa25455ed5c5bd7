package com.openflyers.gateway.account;

import com.openflyers.gateway.provision.CopyWorkflow;
import com.openflyers.gateway.provision.DatabaseName;
import com.openflyers.gateway.provision.Fence;
import com.openflyers.gateway.provision.FirstMemberWorkflow;
import com.openflyers.gateway.provision.FirstMemberWorkflow.Member;
import com.openflyers.gateway.provision.Obstacle;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.AuditEntry;
import com.openflyers.gateway.registry.Follower;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Makes the space of a sign-up that was confirmed: its database, its first member, then, in one transaction, the space
/// itself and the letter that says so. Blocks.
///
/// Every step finds what it did before, so that any process may begin again where another one died: until it is whole,
/// a database has a name of its attempt, under which one that was made halfway is set aside. What cannot be done now is
/// tried again later; meanwhile the account says so.
public final class BirthWorkflow {

    /// How long one try has its sign-up for itself.
    static final Duration LEASE = Duration.ofSeconds(90);

    private static final Logger LOG = Logger.getLogger(BirthWorkflow.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration APPLIED_WITHIN = Duration.ofSeconds(3);
    /// Of whoever has just confirmed.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Databases that this node makes at once. Each is copied and logged whole by the one server that all clubs' pages
    /// wait for: a crowd would get none of them sooner, and all its connections.
    private static final int AT_ONCE = 2;

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final StoreWorkflow store;
    private final CopyWorkflow copies;
    private final Fence fence = new Fence();
    private final FirstMemberWorkflow members;
    private final Versions versions;
    private final BirthRegister register;
    private final Follower follower;
    private final Audit audit = new Audit();
    private final SignUpRepository rows = new SignUpRepository();
    private final WishRepository wishes = new WishRepository();
    private final AccountRepository accounts = new AccountRepository();

    BirthWorkflow(
            StoreWorkflow store,
            CopyWorkflow copies,
            FirstMemberWorkflow members,
            Versions versions,
            BirthRegister register,
            Follower follower) {
        this.store = store;
        this.copies = copies;
        this.members = members;
        this.versions = versions;
        this.register = register;
        this.follower = follower;
    }

    /// Makes those that nobody is making, one after the other.
    void makeAll(BooleanSupplier stopping) {
        var more = true;
        while (more && !stopping.getAsBoolean() && places.tryAcquire()) {
            try {
                var claimed = store.read(client -> rows.claim(client, LEASE));
                claimed.ifPresent(this::make);
                more = claimed.isPresent();
            } finally {
                places.release();
            }
        }
    }

    /// One that the caller has just confirmed.
    void makeSoon(String name) {
        store.read(client -> rows.confirmed(client, name)).ifPresent(this::makeSoon);
    }

    /// Likewise. On a thread of its own, because making a database blocks; waited for, but not for ever.
    void makeSoon(SignUp signUp) {
        var made = Promise.<Void>promise();
        var _ = Thread.ofVirtual().name("birth of " + signUp.name()).start(() -> {
            makeInTurn(signUp);
            made.complete();
        });
        var _ = made.future()
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .await();
    }

    /// It may be made by the time that its turn comes: whoever has a claim has it for a while only.
    private void makeInTurn(SignUp signUp) {
        places.acquireUninterruptibly();
        try {
            store.read(client -> rows.confirmed(client, signUp.name())).ifPresent(this::make);
        } catch (Exception e) {
            // A timeout, too, which an await throws undeclared. The lookout makes it.
            LOG.log(Level.WARNING, "the space " + signUp.name() + " is not made yet", e);
        } finally {
            places.release();
        }
    }

    /// For whoever has it to itself, and a place. Never fails: what went wrong is noted, and tried again.
    private void make(SignUp signUp) {
        try {
            var trouble = tryMake(signUp);
            if (trouble.isPresent()) {
                note(signUp, trouble.get());
            }
        } catch (Obstacle e) {
            note(signUp, String.valueOf(e.getMessage()));
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "the space " + signUp.name() + " cannot be made", e);
            note(signUp, "it failed: " + e.getClass().getSimpleName());
        }
    }

    private Optional<String> tryMake(SignUp signUp) {
        var account = store.read(client -> accounts.find(client, signUp.name()));
        var version = store.read(client -> versions.find(client, signUp.version()));
        if (account.isEmpty() || version.isEmpty()) {
            return Optional.of(account.isEmpty() ? "there is no account" : "there is no version " + signUp.version());
        }
        var database = DatabaseName.live(signUp.name(), signUp.version());
        var candidate = database.candidate(signUp.attempt());
        var objection = provide(signUp, version.get(), candidate);
        if (objection.isPresent()) {
            return objection;
        }
        var made = tryRegister(signUp, candidate, database);
        if (made.isPresent()) {
            // Whoever is told that the space is there opens it at once. Without the registry's word, in a while.
            var _ = follower.reach(made.getAsLong(), APPLIED_WITHIN)
                    .otherwiseEmpty()
                    .await();
        } else {
            discard(signUp);
        }
        return Optional.empty();
    }

    /// @return the revision of the space; empty if there is none of this sign-up's, which is over
    private OptionalLong tryRegister(SignUp signUp, DatabaseName candidate, DatabaseName database) {
        try {
            return store.change(tx -> rows.done(tx, signUp.name())
                    .compose(club -> club.isPresent()
                            ? fence.rename(tx, candidate, database)
                                    .compose(_ -> register.enter(tx, signUp, club.get(), database))
                                    .map(OptionalLong::of)
                            : Future.succeededFuture(OptionalLong.empty())));
        } catch (BirthRegister.NeverThere e) {
            giveUp(signUp, String.valueOf(e.getMessage()));
            return OptionalLong.empty();
        }
    }

    /// The name is another club's, or nobody's any more: no later try will have it. Whoever signed up does not get into
    /// the account of that name.
    private void giveUp(SignUp signUp, String because) {
        LOG.warning(() -> "the space " + signUp.name() + " will not be made: " + because);
        var detail = new JsonObject().put("because", because);
        store.change(tx -> wishes.end(tx, signUp.name())
                .compose(_ -> accounts.disown(tx, signUp.name()))
                .compose(_ -> audit.append(
                        tx,
                        new AuditEntry(
                                "account/" + signUp.name(), "space.given-up", "space/" + signUp.name(), detail))));
    }

    /// Nobody needs the database that was made for the sign-up, if there is one: it has become no space's.
    void discard(SignUp signUp) {
        try {
            copies.discard(DatabaseName.live(signUp.name(), signUp.version()).candidate(signUp.attempt()));
        } catch (Obstacle e) {
            // Whoever is still at it finds that the sign-up is over, and comes here as well.
            LOG.warning(() -> "the database of the sign-up " + signUp.name() + " stays: " + e.getMessage());
        }
    }

    private Optional<String> provide(SignUp signUp, RegisteredVersion version, DatabaseName database) {
        var template = version.template();
        var role = version.role();
        if (template == null || role == null) {
            return Optional.of("version " + version.name() + " has no template, or no role");
        }
        var _ = copies.create(new DatabaseName(template), database, role, "sign-up " + signUp.name(), LONGEST);
        var contact = signUp.contact();
        var name = contact.name().split(" ", 2);
        members.make(
                database,
                version.name(),
                new Member(
                        SignUp.login(contact.email()),
                        signUp.memberPassword(),
                        name[0],
                        name.length == 1 ? "" : name[1],
                        contact.email(),
                        Account.language(contact).tag(),
                        signUp.club()),
                LONGEST);
        return Optional.empty();
    }

    private void note(SignUp signUp, String trouble) {
        LOG.warning(() -> "the space " + signUp.name() + " is not there yet: " + trouble);
        try {
            store.read(client -> rows.trouble(client, signUp.name(), trouble));
        } catch (Exception e) {
            // Its lease ends all the same.
            LOG.log(Level.WARNING, "that could not be noted", e);
        }
    }
}
