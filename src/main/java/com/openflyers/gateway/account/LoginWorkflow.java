package com.openflyers.gateway.account;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/// Who is logged in, and how they came to be.
///
/// An identifier is public, so nothing tells whether there is an account of one: the same work is done for all, and the
/// same is answered. Wrong passwords are limited by where they come from, and by account: after a hundred in a row only
/// the way by mail is left (NIST SP 800-63B §3.2.2), so that nobody can guess on from a thousand addresses, and nobody
/// can lock a club out for good.
public final class LoginWorkflow {

    private static final Logger LOG = Logger.getLogger(LoginWorkflow.class.getName());

    /// Wrong in a row, after which no password is right any more.
    private static final int MOST_FAILURES = 100;

    /// A club's computer, or a network address that many share.
    private static final Allowance OF_ADDRESS = new Allowance(60, Duration.ofSeconds(5));
    private static final Allowance OF_ADDRESS_AND_ACCOUNT = new Allowance(12, Duration.ofSeconds(20));

    /// After which somebody who tried too often may try again.
    static final Duration WAIT = OF_ADDRESS_AND_ACCOUNT.pace();

    sealed interface Outcome {

        /// @param cookie of the new session
        record Opened(String cookie) implements Outcome {}

        /// The identifier or the password, and nobody learns which.
        record Wrong() implements Outcome {}

        record TooMany() implements Outcome {}
    }

    /// Of the account's password.
    enum Knowledge {
        RIGHT,
        WRONG,
        /// It was tried too often, and nobody has looked at this one.
        UNTRIED
    }

    private final StoreWorkflow store;
    private final PasswordHash passwords;
    private final AccountRepository accounts = new AccountRepository();
    private final PasswordRepository hashes = new PasswordRepository();
    private final SessionRepository sessions;

    LoginWorkflow(StoreWorkflow store, PasswordHash passwords, ClientAreaSettings settings) {
        this.store = store;
        this.passwords = passwords;
        this.sessions = new SessionRepository(settings.idle(), settings.longest());
    }

    /// Of the session that the cookie names.
    Optional<Account> account(String cookie) {
        return store.read(client -> sessions.find(client, Tokens.hash(cookie)))
                .flatMap(name -> store.read(client -> accounts.find(client, name)))
                .map(AccountRepository.Stored::account);
    }

    Outcome logIn(String identifier, String password, Visit visit) {
        if (!mayTry(identifier, visit.address())) {
            LOG.info(() ->
                    "login of \"" + identifier + "\" from " + visit.address().text() + " is limited");
            return new Outcome.TooMany();
        }
        if (!isRight(identifier, password)) {
            LOG.info(() ->
                    "login of \"" + identifier + "\" from " + visit.address().text() + " failed");
            return new Outcome.Wrong();
        }
        var cookie = Tokens.random();
        store.read(client -> sessions.close(client, Tokens.hash(visit.cookie())));
        store.read(client -> sessions.open(
                client,
                Tokens.hash(cookie),
                identifier,
                visit.agent(),
                visit.address().text()));
        LOG.info(() -> "login of " + identifier + " from " + visit.address().text());
        return new Outcome.Opened(cookie);
    }

    /// Whether somebody who is logged in knows the account's password: what they do now needs it again. Counts and is
    /// limited as a log-in is.
    Knowledge knows(Visit visit, String password) {
        var name = visit.account().name();
        if (!mayTry(name, visit.address()) || isExhausted(name)) {
            return Knowledge.UNTRIED;
        }
        return isRight(name, password) ? Knowledge.RIGHT : Knowledge.WRONG;
    }

    private boolean isExhausted(String name) {
        return store.read(client -> accounts.find(client, name))
                .filter(account -> account.failures() >= MOST_FAILURES)
                .isPresent();
    }

    /// Whether it is the account's password: wrong ones count.
    private boolean isRight(String identifier, String password) {
        var found = store.read(client -> accounts.find(client, identifier));
        var stored = found.map(AccountRepository.Stored::password).orElse(null);
        var check = passwords.check(stored, password).await();
        var exhausted =
                found.filter(account -> account.failures() >= MOST_FAILURES).isPresent();
        if (!check.right() || exhausted) {
            // Also for nobody's account, so that it takes as long.
            store.read(client -> hashes.failed(client, identifier));
            return false;
        }
        store.read(client -> hashes.succeeded(client, identifier));
        if (check.outdated() && stored != null) {
            var renewed = passwords.of(password).await();
            store.read(client -> hashes.rehash(client, identifier, stored, renewed));
        }
        return true;
    }

    /// Uses up one attempt.
    boolean mayTry(String identifier, ClientAddress address) {
        var ofAddress = store.read(client -> Attempts.take(client, "login/" + address.block(), OF_ADDRESS));
        var key = "login/" + address.block() + "/" + identifier;
        return ofAddress && store.read(client -> Attempts.take(client, key, OF_ADDRESS_AND_ACCOUNT));
    }

    void logOut(String cookie) {
        store.read(client -> sessions.close(client, Tokens.hash(cookie)));
    }

    List<OpenSession> sessions(Visit visit) {
        return store.read(client -> sessions.list(client, visit.account().name(), Tokens.hash(visit.cookie())));
    }

    void logOutElsewhere(Visit visit) {
        store.read(client -> sessions.closeOthers(client, visit.account().name(), Tokens.hash(visit.cookie())));
    }

    SessionRepository sessions() {
        return sessions;
    }

    PasswordHash passwords() {
        return passwords;
    }
}
