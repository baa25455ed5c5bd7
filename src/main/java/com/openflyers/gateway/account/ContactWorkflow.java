package com.openflyers.gateway.account;

import com.openflyers.gateway.account.LinkRepository.Link;
import com.openflyers.gateway.account.LinkRepository.Purpose;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The two addresses of an account, the club's and its contact's.
///
/// An address is what a forgotten password is mailed to, so it changes only when the new one has been confirmed,
/// and the former one is told before and after.
public final class ContactWorkflow {

    /// One of the two addresses.
    public enum Which {
        CLUB,
        CONTACT
    }

    /// Each is mailed to an address that may be anybody's.
    private static final Allowance WISHES = Allowance.perHour(10);

    private final StoreWorkflow store;
    private final Spaces spaces;
    private final AccountLetters letters;
    private final ClientAreaSettings settings;
    private final Outbox outbox = new Outbox();
    private final AccountRepository accounts = new AccountRepository();
    private final LinkRepository links = new LinkRepository();

    ContactWorkflow(StoreWorkflow store, Spaces spaces, AccountLetters letters, ClientAreaSettings settings) {
        this.store = store;
        this.spaces = spaces;
        this.letters = letters;
        this.settings = settings;
    }

    /// Mails a link to the new address, and the news to the former one.
    ///
    /// @return false if one of them has been mailed to too often
    boolean wish(Account account, Which which, String address) {
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
                .collect(Collectors.toMap(ContactWorkflow::which, ContactWorkflow::address, (_, latter) -> latter));
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
    boolean confirm(String token) {
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
}
