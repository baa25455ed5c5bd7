package com.openflyers.gateway.account;

import com.openflyers.gateway.account.LinkRepository.Purpose;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/// How a password is set: by a mailed link, or by whoever knows the former one.
public final class PasswordWorkflow {

    private static final Logger LOG = Logger.getLogger(PasswordWorkflow.class.getName());

    /// What became of a password that somebody wants.
    sealed interface Outcome {

        /// @param forgotten addresses that were still to be confirmed: their links are worth nothing any more
        record Changed(List<String> forgotten) implements Outcome {

            public Changed {
                forgotten = List.copyOf(forgotten);
            }
        }

        /// There was none before, as after an invitation.
        record Chosen() implements Outcome {}

        /// The link was used, replaced or is too old; or the former password is not right.
        record NotAllowed() implements Outcome {}

        record Unfit(Text because) implements Outcome {}

        record TooMany() implements Outcome {}
    }

    private final StoreWorkflow store;
    private final LoginWorkflow logins;
    private final AccountLetters letters;
    private final Outbox outbox = new Outbox();
    private final AccountRepository accounts = new AccountRepository();
    private final PasswordRepository hashes = new PasswordRepository();
    private final LinkRepository links = new LinkRepository();

    PasswordWorkflow(StoreWorkflow store, LoginWorkflow logins, AccountLetters letters) {
        this.store = store;
        this.logins = logins;
        this.letters = letters;
    }

    /// The account that the link is for, without using it up.
    Optional<Account> find(String token) {
        return store.read(client -> links.find(client, Tokens.hash(token)))
                .filter(link -> link.purpose() != Purpose.EMAIL)
                .flatMap(link -> store.read(client -> accounts.find(client, link.account())))
                .map(AccountRepository.Stored::account);
    }

    /// With a link. All sessions end, and nobody is logged in by it.
    Outcome choose(String token, String password) {
        var found = find(token);
        if (found.isEmpty()) {
            return new Outcome.NotAllowed();
        }
        var account = found.get();
        var fault = PasswordRules.fault(password, about(account));
        if (fault.isPresent()) {
            return new Outcome.Unfit(fault.get());
        }
        var hashed = logins.passwords().of(password).await();
        return store.change(tx -> links.take(tx, Tokens.hash(token))
                .compose(link -> link.isEmpty()
                        ? Future.<Outcome>succeededFuture(new Outcome.NotAllowed())
                        : set(tx, account, hashed)
                                .compose(set -> logins.sessions()
                                        .closeAll(tx, account.name())
                                        .map(
                                                set.first()
                                                        ? new Outcome.Chosen()
                                                        : new Outcome.Changed(set.forgotten())))));
    }

    /// By somebody who is logged in and knows the former one. The other sessions end.
    Outcome change(Visit visit, String former, String password) {
        var account = visit.account();
        return switch (logins.knows(visit, former)) {
            case RIGHT -> changed(visit, account, password);
            case WRONG -> new Outcome.NotAllowed();
            case UNTRIED -> new Outcome.TooMany();
        };
    }

    private Outcome changed(Visit visit, Account account, String password) {
        var fault = PasswordRules.fault(password, about(account));
        if (fault.isPresent()) {
            return new Outcome.Unfit(fault.get());
        }
        var hashed = logins.passwords().of(password).await();
        var forgotten = store.change(tx -> set(tx, account, hashed)
                .compose(set -> logins.sessions()
                        .closeOthers(tx, account.name(), Tokens.hash(visit.cookie()))
                        .map(set.forgotten())));
        return new Outcome.Changed(forgotten);
    }

    /// @param first     whether the account had none
    /// @param forgotten as in [Outcome.Changed]
    private record Done(boolean first, List<String> forgotten) {}

    private Future<Done> set(SqlConnection tx, Account account, String hashed) {
        LOG.info(() -> "the password of " + account.name() + " is set");
        return accounts.find(tx, account.name())
                .map(before ->
                        before.filter(stored -> stored.password() != null).isEmpty())
                .compose(first -> links.awaited(tx, account.name())
                        .map(awaited -> new Done(
                                first,
                                awaited.stream().map(ContactWorkflow::address).toList())))
                .compose(done -> hashes.write(tx, account.name(), hashed)
                        // Whoever knew the former password may have asked for what the others are to confirm.
                        .compose(_ -> links.killAll(tx, account.name()))
                        .compose(_ -> tell(tx, account, account.contact().clubEmail(), hashed, done))
                        .compose(_ -> tell(tx, account, account.contact().email(), hashed, done))
                        .map(done));
    }

    private Future<Void> tell(SqlConnection tx, Account account, String address, String hashed, Done done) {
        var to = new Recipient(address, account.language());
        var cause = Tokens.mark(hashed);
        return outbox.add(
                tx,
                done.first()
                        ? letters.passwordChosen(to, account, cause)
                        : letters.passwordChanged(to, account, cause, done.forgotten()));
    }

    private static List<String> about(Account account) {
        return SignUpForm.about(account.name(), account.club().name(), account.contact());
    }
}
