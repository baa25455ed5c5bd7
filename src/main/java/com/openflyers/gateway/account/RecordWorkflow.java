package com.openflyers.gateway.account;

import com.openflyers.gateway.account.LinkRepository.Link;
import com.openflyers.gateway.account.LinkRepository.Purpose;
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
import java.util.Optional;
import java.util.stream.Collectors;

/// The client record ("fiche client"): what the club is called, whom to write to, and in which language.
///
/// An address is what a forgotten password is mailed to, so it changes only when the new one has been confirmed,
/// and the former one is told before and after.
public final class RecordWorkflow {

    /// One of the two addresses.
    public enum Which {
        CLUB,
        CONTACT
    }

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

    /// Each is mailed to an address that may be anybody's.
    private static final Allowance WISHES = Allowance.perHour(10);

    static final Allowance RENAMINGS = Allowance.perHour(10);

    private final StoreWorkflow store;
    private final Spaces spaces;
    private final AccountLetters letters;
    private final ClientAreaSettings settings;
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
            ClientAreaSettings settings,
            SessionRepository sessions,
            BirthWorkflow births) {
        this.store = store;
        this.spaces = spaces;
        this.letters = letters;
        this.settings = settings;
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

    /// Mails a link to the new address, and the news to the former one.
    ///
    /// @return false if one of them has been mailed to too often
    boolean wishAddress(Account account, Which which, String address) {
        return store.change(tx -> Attempts.take(tx, "address/" + account.name(), WISHES)
                .compose(more -> more
                        ? Attempts.take(tx, ReservationWorkflow.key(address), ReservationWorkflow.MAILS)
                        : Future.succeededFuture(false))
                .compose(more -> more ? wished(tx, account, which, address).map(true) : Future.succeededFuture(false)));
    }

    private Future<Void> wished(SqlConnection tx, Account account, Which which, String address) {
        var token = Tokens.random();
        var mark = Tokens.mark(token);
        var language = account.language();
        return links.add(tx, Tokens.hash(token), link(account.name(), which, address), settings.link())
                .compose(_ -> outbox.add(tx, letters.confirmAddress(new Recipient(address, language), account, token)))
                .compose(_ -> outbox.add(
                        tx,
                        letters.addressChanging(
                                new Recipient(address(account, which), language), account, address, mark)));
    }

    /// To an address, which counts once the link has been followed.
    static Link link(String account, Which which, String address) {
        var detail = new JsonObject().put("which", which.name()).put("address", address);
        return new Link(account, Purpose.EMAIL, detail);
    }

    /// Addresses that are not confirmed yet.
    Map<Which, String> awaited(Account account) {
        return store.read(client -> links.awaited(client, account.name())).stream()
                .collect(Collectors.toMap(RecordWorkflow::which, RecordWorkflow::address, (_, latter) -> latter));
    }

    private static Which which(Link link) {
        return Which.valueOf(link.detail().getString("which"));
    }

    static String address(Link link) {
        return link.detail().getString("address");
    }

    /// What the link is about, without using it up: the account's name and the new address.
    Optional<Link> find(String token) {
        return store.read(client -> links.find(client, Tokens.hash(token)))
                .filter(link -> link.purpose() == Purpose.EMAIL);
    }

    /// @return false if the link is worth nothing any more
    boolean confirmAddress(String token) {
        return store.change(tx -> links.take(tx, Tokens.hash(token))
                .compose(taken -> taken.isEmpty()
                        ? Future.succeededFuture(false)
                        : accounts.find(tx, taken.get().account())
                                .compose(found -> found.isEmpty()
                                        ? Future.succeededFuture(false)
                                        : change(tx, found.get().account(), taken.get(), token)
                                                .map(true))));
    }

    private Future<Void> change(SqlConnection tx, Account account, Link link, String token) {
        var which = which(link);
        var address = address(link);
        var mark = Tokens.mark(token);
        var told = letters.addressChanged(
                new Recipient(address(account, which), account.language()), account, address, mark);
        return links.awaited(tx, account.name())
                .compose(others ->
                        spaces.contact(tx, account.name(), changed(account.contact(), which, address, others)))
                // A link to a password that was mailed to the former address must not be followed any more.
                .compose(_ -> links.killPasswords(tx, account.name()))
                .compose(_ -> outbox.add(tx, told));
    }

    /// @param others which are still to be confirmed
    private static Contact changed(Contact before, Which which, String address, List<Link> others) {
        if (which == Which.CLUB) {
            return new Contact(address, before.name(), before.email(), before.language());
        }
        // Until the club's own is confirmed, the contact's stands in its place, whatever that is.
        var standsIn = before.clubEmail().equalsIgnoreCase(before.email())
                && others.stream().anyMatch(link -> which(link) == Which.CLUB);
        var club = standsIn ? address : before.clubEmail();
        return new Contact(club, before.name(), address, before.language());
    }

    private static String address(Account account, Which which) {
        return which == Which.CLUB
                ? account.contact().clubEmail()
                : account.contact().email();
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
