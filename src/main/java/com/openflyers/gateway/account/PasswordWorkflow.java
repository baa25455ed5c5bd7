package com.openflyers.gateway.account;

import com.openflyers.gateway.account.LinkRepository.Link;
import com.openflyers.gateway.account.LinkRepository.Purpose;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import com.openflyers.gateway.registry.Contact;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// How a password is set: by a mailed link, or by whoever knows the former one.
public final class PasswordWorkflow {

    private static final Logger LOG = Logger.getLogger(PasswordWorkflow.class.getName());

    /// Mails of one account, whoever asks; and questions from one address.
    private static final Allowance MAILS = new Allowance(3, Duration.ofMinutes(20));
    static final Allowance QUESTIONS = new Allowance(20, Duration.ofSeconds(30));

    /// What became of a password that somebody wants.
    sealed interface Outcome {

        record Changed(Account account) implements Outcome {}

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
    private final ClientAreaSettings settings;
    private final Outbox outbox = new Outbox();
    private final AccountRepository accounts = new AccountRepository();
    private final LinkRepository links = new LinkRepository();

    PasswordWorkflow(StoreWorkflow store, LoginWorkflow logins, AccountLetters letters, ClientAreaSettings settings) {
        this.store = store;
        this.logins = logins;
        this.letters = letters;
        this.settings = settings;
    }

    /// Mails a link if the address is one of the account's record. The answer never tells, neither by what it says nor
    /// by when it comes: it waits for nothing but the limit, and who asked is looked up behind it.
    ///
    /// @return false if it was asked from there too often
    boolean forgotten(String identifier, String email, ClientAddress address) {
        if (!store.read(client -> Attempts.take(client, "forgotten/" + address.block(), QUESTIONS))) {
            return false;
        }
        LOG.info(() -> "password link asked for from " + address.text());
        var _ = Thread.ofVirtual().name("password link").start(() -> mail(identifier, email));
        return true;
    }

    private void mail(String identifier, String email) {
        var token = Tokens.random();
        try {
            store.change(tx -> accounts.find(tx, identifier)
                    .compose(found -> found.map(AccountRepository.Stored::account)
                            .flatMap(account ->
                                    recorded(account.contact(), email).map(to -> mail(tx, account, to, token)))
                            .orElse(Future.succeededFuture())));
        } catch (Exception e) {
            // Whoever waits for it in vain asks again, as the page says.
            LOG.log(Level.WARNING, "a password link could not be mailed", e);
        }
    }

    /// The recorded one, never the one that was typed.
    private static Optional<String> recorded(Contact contact, String typed) {
        var wanted = SignUpForm.ascii(typed).toLowerCase(Locale.ROOT);
        return Stream.of(contact.clubEmail(), contact.email())
                .filter(address -> address.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    private Future<Void> mail(SqlConnection tx, Account account, String to, String token) {
        return Attempts.take(tx, "forgotten/account/" + account.name(), MAILS)
                .compose(more -> more
                        ? links.add(
                                        tx,
                                        Tokens.hash(token),
                                        new Link(account.name(), Purpose.PASSWORD, new JsonObject()),
                                        settings.link())
                                .compose(_ -> outbox.add(
                                        tx, letters.reset(new Recipient(to, account.language()), account, token)))
                        : Future.succeededFuture());
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
                                .compose(first -> logins.sessions()
                                        .closeAll(tx, account.name())
                                        .map(first ? new Outcome.Chosen() : new Outcome.Changed(account)))));
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
        store.change(tx -> set(tx, account, hashed)
                .compose(_ -> logins.sessions().closeOthers(tx, account.name(), Tokens.hash(visit.cookie()))));
        return new Outcome.Changed(account);
    }

    /// @return whether the account had none
    private Future<Boolean> set(SqlConnection tx, Account account, String hashed) {
        LOG.info(() -> "the password of " + account.name() + " is set");
        return accounts.find(tx, account.name())
                .map(before ->
                        before.filter(stored -> stored.password() != null).isEmpty())
                .compose(first -> accounts.password(tx, account.name(), hashed)
                        .compose(_ -> links.killAll(tx, account.name()))
                        .compose(_ -> tell(tx, account, Tokens.mark(hashed), first))
                        .map(first));
    }

    private Future<Void> tell(SqlConnection tx, Account account, String cause, boolean first) {
        return tell(tx, account, account.contact().clubEmail(), cause, first)
                .compose(_ -> tell(tx, account, account.contact().email(), cause, first));
    }

    private Future<Void> tell(SqlConnection tx, Account account, String address, String cause, boolean first) {
        var to = new Recipient(address, account.language());
        return outbox.add(
                tx, first ? letters.passwordChosen(to, account, cause) : letters.passwordChanged(to, account, cause));
    }

    private static List<String> about(Account account) {
        return SignUpForm.about(account.name(), account.club().name(), account.contact());
    }
}
