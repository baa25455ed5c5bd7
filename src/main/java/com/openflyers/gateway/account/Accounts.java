package com.openflyers.gateway.account;

import com.openflyers.gateway.account.AccountRepository.Stored;
import com.openflyers.gateway.account.LinkRepository.Link;
import com.openflyers.gateway.account.LinkRepository.Purpose;
import com.openflyers.gateway.mail.LetterLayout;
import com.openflyers.gateway.mail.MailSettings;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.registry.Contact;
import com.openflyers.gateway.registry.SpaceNames;
import com.openflyers.gateway.registry.Spaces;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What operators see of accounts, and the little that they may do: invite. Nobody but the club chooses its password.
public final class Accounts {

    /// Whether a club is told at once that it has an account.
    public enum Telling {
        INVITED,
        /// Later, by [#invite].
        NOT_YET
    }

    /// What became of an invitation.
    public sealed interface Outcome {

        /// @param to whom it was mailed
        record Invited(List<String> to) implements Outcome {}

        record Unknown() implements Outcome {}

        /// Its space is not made yet, or is closed: there is no record to change.
        record NoSpace() implements Outcome {}
    }

    private final Spaces spaces;
    private final AccountLetters letters;
    private final Duration invitation;
    private final UnaryOperator<String> addresses;
    private final Outbox outbox = new Outbox();
    private final AccountRepository rows = new AccountRepository();
    private final LinkRepository links = new LinkRepository();
    private final SignUpRepository signUps = new SignUpRepository();
    private final SessionRepository sessions;

    Accounts(Spaces spaces, AccountLetters letters, ClientAreaSettings settings, UnaryOperator<String> addresses) {
        this.spaces = spaces;
        this.letters = letters;
        this.invitation = settings.invitation();
        this.sessions = new SessionRepository(settings.idle(), settings.longest());
        this.addresses = addresses;
    }

    /// Without a client area around it.
    public static Accounts of(Spaces spaces, SpaceNames names, MailSettings mail, ClientAreaSettings settings) {
        return new Accounts(
                spaces,
                new AccountLetters(new LetterLayout(), mail.linkBase()),
                settings,
                space -> mail.address(names.host(space)));
    }

    /// By name.
    ///
    /// @param text  found in names and addresses; null for all
    /// @param after only those that come after
    public Future<List<AccountEntry>> page(SqlClient client, @Nullable String text, String after, int limit) {
        return rows.page(client, text, after, limit)
                .map(found -> found.stream().map(Accounts::entry).toList());
    }

    public Future<Optional<AccountEntry>> find(SqlClient client, String name) {
        return rows.find(client, name).map(found -> found.map(Accounts::entry));
    }

    private static AccountEntry entry(Stored stored) {
        return new AccountEntry(stored.account(), stored.password() != null);
    }

    /// Those whose space is not there yet, the oldest first.
    public Future<List<WaitingSignUp>> waiting(SqlClient client) {
        return signUps.waiting(client);
    }

    /// Gives a space that an operator has registered its account, without a password. One that was closed lives again
    /// with its space.
    ///
    /// @return false if there is one, which stays as it is
    Future<Boolean> open(SqlConnection tx, String space, Telling telling) {
        return rows.add(tx, space, null)
                .compose(added -> added ? Future.succeededFuture(true) : rows.reopen(tx, space))
                .compose(opened -> opened && telling == Telling.INVITED
                        ? invite(tx, space).map(true)
                        : Future.succeededFuture(opened));
    }

    /// An operator has changed the record: the former addresses are told, and their links are worth nothing any more.
    /// Whoever has not entered yet is invited once more.
    Future<Void> replaced(SqlConnection tx, String name, Contact before, Contact now, Telling telling) {
        var gone = new LinkedHashMap<String, String>();
        if (!before.clubEmail().equals(now.clubEmail())) {
            gone.put(before.clubEmail(), now.clubEmail());
        }
        if (!before.email().equals(now.email())) {
            gone.putIfAbsent(before.email(), now.email());
        }
        if (gone.isEmpty()) {
            return Future.succeededFuture();
        }
        return rows.find(tx, name)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : links.killAll(tx, name)
                                .compose(_ -> tell(tx, found.get().account(), gone))
                                .compose(_ -> found.get().password() == null && telling == Telling.INVITED
                                        ? invite(tx, name).mapEmpty()
                                        : Future.succeededFuture()));
    }

    /// @param gone what each address was replaced by
    private Future<Void> tell(SqlConnection tx, Account account, Map<String, String> gone) {
        var mark = Tokens.mark(Tokens.random());
        var done = Future.<Void>succeededFuture();
        for (var each : gone.entrySet()) {
            var to = new Recipient(each.getKey(), account.language());
            done = done.compose(_ -> outbox.add(tx, letters.addressChanged(to, account, each.getValue(), mark)));
        }
        return done;
    }

    /// Mails the same link to the contact and to the club; former ones are worth nothing any more.
    public Future<Outcome> invite(SqlConnection tx, String name) {
        return rows.find(tx, name)
                .compose(found -> found.map(Stored::account)
                        .map(account -> invite(tx, account, account.addresses()))
                        .orElse(Future.succeededFuture(new Outcome.Unknown())));
    }

    /// For a club whose addresses are both dead: what an operator has checked becomes the contact's address, the former
    /// ones are told, and the link goes to the new one alone. Whoever is logged in has to log in again.
    public Future<Outcome> invite(SqlConnection tx, String name, String checked) {
        return rows.find(tx, name).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new Outcome.Unknown());
            }
            var account = found.get().account();
            if (account.place() != Account.Place.THERE) {
                return Future.succeededFuture(new Outcome.NoSpace());
            }
            var before = account.contact();
            var now = new Contact(before.clubEmail(), before.name(), checked, before.language());
            return spaces.contact(tx, name, now)
                    .compose(_ -> links.killAll(tx, name))
                    .compose(_ -> sessions.closeAll(tx, name))
                    .compose(_ -> tell(
                            tx,
                            account,
                            account.addresses().stream().collect(Collectors.toMap(former -> former, _ -> checked))))
                    .compose(_ -> invite(tx, account, List.of(checked)));
        });
    }

    private Future<Outcome> invite(SqlConnection tx, Account account, List<String> to) {
        var token = Tokens.random();
        var link = new Link(account.name(), Purpose.INVITATION, new JsonObject());
        var done = links.add(tx, Tokens.hash(token), link, invitation);
        for (var address : to) {
            var recipient = new Recipient(address, account.language());
            done = done.compose(_ ->
                    outbox.add(tx, letters.invitation(recipient, account, addresses.apply(account.name()), token)));
        }
        return done.map(new Outcome.Invited(to));
    }

    /// What belongs to one club becomes another's: sign-ups that are in the making.
    public Future<Void> pass(SqlConnection tx, long from, long into) {
        return signUps.moveToClub(tx, from, into);
    }
}
