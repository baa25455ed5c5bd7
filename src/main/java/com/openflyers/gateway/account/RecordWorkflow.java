package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.AuditEntry;
import com.openflyers.gateway.registry.Club;
import com.openflyers.gateway.registry.Clubs;
import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.route.Space.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The client record ("fiche client"): what the club is called, where invoices go, in which language it is written to.
/// The addresses that mail goes to are [ContactWorkflow]'s.
public final class RecordWorkflow {

    /// What became of a new name for the club.
    enum Naming {
        THERE,
        /// The club has become another one meanwhile.
        GONE,
        TOO_OFTEN
    }

    enum Closing {
        CLOSED,
        /// A production space is closed by people, after they have spoken.
        IN_PRODUCTION,
        /// Something is under way with the space.
        BUSY
    }

    static final Allowance RENAMINGS = Allowance.perHour(10);

    private final StoreWorkflow store;
    private final Spaces spaces;
    private final AccountLetters letters;
    private final SessionRepository sessions;
    private final BirthWorkflow births;
    private final Outbox outbox = new Outbox();
    private final Audit audit = new Audit();
    private final Clubs clubs = new Clubs();
    private final AccountRepository accounts = new AccountRepository();
    private final LinkRepository links = new LinkRepository();
    private final PostalAddresses addresses = new PostalAddresses();
    private final SignUpRepository signUps = new SignUpRepository();
    private final WishRepository wishes = new WishRepository();

    RecordWorkflow(
            StoreWorkflow store,
            Spaces spaces,
            AccountLetters letters,
            SessionRepository sessions,
            BirthWorkflow births) {
        this.store = store;
        this.spaces = spaces;
        this.letters = letters;
        this.sessions = sessions;
        this.births = births;
    }

    /// All spaces of the club, the closed ones too.
    public List<RegisteredSpace> spaces(Account account) {
        return store.read(client -> spaces.ofClub(client, account.club().id()));
    }

    /// Since when each of them is on its version, by its name.
    Map<String, Instant> since(Account account) {
        return store.read(client -> accounts.since(client, account.club().id()));
    }

    /// The accounts of the club, the first one first.
    List<Account> accounts(Account account) {
        return store.read(client -> accounts.ofClub(client, account.club().id()));
    }

    void name(Account account, String contactName, Language language) {
        var contact = account.contact();
        var now = new Contact(contact.clubEmail(), contactName, contact.email(), Account.stored(language));
        store.change(tx -> spaces.contact(tx, account.name(), now));
    }

    /// Where invoices of the club go; empty if it has never said.
    String postal(Account account) {
        return store.read(client -> addresses.find(client, account.club().id()));
    }

    void postal(Account account, String address) {
        var _ = store.change(tx -> addresses.write(tx, account.club().id(), address));
    }

    /// Names the club anew, for all its accounts and spaces, and tells both addresses; does nothing if it is called so.
    Naming rename(Account account, String club) {
        var mark = Tokens.mark(Tokens.random());
        return store.change(tx -> Attempts.take(tx, "rename/" + account.club().id(), RENAMINGS)
                .compose(allowed -> allowed
                        ? clubs.rename(tx, account.club().id(), club).compose(renaming -> switch (renaming) {
                            case Clubs.Renaming.Renamed(var former) ->
                                renamed(tx, account, former, club, mark).map(Naming.THERE);
                            case Clubs.Renaming.Already _ -> Future.succeededFuture(Naming.THERE);
                            case Clubs.Renaming.Unknown _ -> Future.succeededFuture(Naming.GONE);
                        })
                        : Future.succeededFuture(Naming.TOO_OFTEN)));
    }

    private Future<Void> renamed(SqlConnection tx, Account account, Club former, String now, String mark) {
        var detail = new JsonObject().put("club", former.name()).put("now", now);
        var done = audit.append(
                tx, new AuditEntry("account " + account.name(), "club.rename", "club/" + former.id(), detail));
        for (var address : account.addresses()) {
            var to = new Recipient(address, account.language());
            done = done.compose(_ -> outbox.add(tx, letters.clubRenamed(to, account, former.name(), now, mark)));
        }
        return done;
    }

    /// Closes the account and its test space, or ends that one's making; nobody logs in any more.
    Closing close(Account account) {
        var waiting = store.read(client -> signUps.confirmed(client, account.name()));
        // The sign-up first: a space that is made meanwhile is either there by then, or will not be.
        var closing = store.change(tx -> wishes.end(tx, account.name())
                .compose(_ -> spaces.find(tx, account.name()))
                .compose(space -> space.filter(found -> found.state() == RegisteredSpace.State.ACTIVE)
                        .map(active -> close(tx, account, active))
                        .orElseGet(() -> closed(tx, account))));
        if (closing == Closing.CLOSED) {
            waiting.ifPresent(births::discard);
        }
        return closing;
    }

    private Future<Closing> close(SqlConnection tx, Account account, RegisteredSpace space) {
        // Whatever changes it has another revision, and is looked at again by whoever closes.
        return space.kind() == Kind.PRODUCTION
                ? Future.succeededFuture(Closing.IN_PRODUCTION)
                : spaces.close(tx, account.name(), Expected.exactly(space.revision()))
                        .compose(outcome -> switch (outcome) {
                            case Outcome.Closed _, Outcome.Unchanged _, Outcome.UnknownSpace _ -> closed(tx, account);
                            case Outcome.Reserved _, Outcome.StaleRevision _ -> Future.succeededFuture(Closing.BUSY);
                        });
    }

    private Future<Closing> closed(SqlConnection tx, Account account) {
        var to = new Recipient(account.contact().email(), account.language());
        return accounts.close(tx, account.name())
                .compose(_ -> sessions.closeAll(tx, account.name()))
                .compose(_ -> links.killAll(tx, account.name()))
                .compose(_ -> outbox.add(tx, letters.closed(to, account)))
                .map(Closing.CLOSED);
    }
}
