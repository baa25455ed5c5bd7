package com.openflyers.gateway.account;

import com.openflyers.gateway.registry.Club;
import com.openflyers.gateway.registry.Clubs;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Optional;

/// Makes the account of a club that has followed its mailed link, and has its space made.
final class ConfirmationWorkflow {

    sealed interface Confirmed {

        record Done(SignUp signUp) implements Confirmed {}

        /// Followed already, replaced by a later one, or too old.
        record Worthless() implements Confirmed {}

        /// Who joins a club has to be the one who signed up.
        record NotRight() implements Confirmed {}

        record TooMany() implements Confirmed {}
    }

    private final StoreWorkflow store;
    private final LoginWorkflow logins;
    private final SignUpRepository rows = new SignUpRepository();
    private final WishRepository wishes = new WishRepository();
    private final Clubs clubs = new Clubs();
    private final AccountRepository accounts = new AccountRepository();

    ConfirmationWorkflow(StoreWorkflow store, LoginWorkflow logins) {
        this.store = store;
        this.logins = logins;
    }

    /// What the link of a sign-up leads to; empty if it is worth nothing any more.
    Optional<SignUp> find(String token) {
        return store.read(client -> rows.ofToken(client, Tokens.hash(token)));
    }

    /// The name that a link was for, if operators have given it to another club.
    Optional<String> dropped(String token) {
        return store.read(client -> wishes.dropped(client, Tokens.hash(token)));
    }

    /// The name of the account that has come of a link already: having the link is the right to know.
    Optional<String> followed(String token) {
        return store.read(client -> accounts.ofLink(client, Tokens.hash(token)));
    }

    /// The club that the address of the sign-up's contact belongs to: following the link has proved that it is theirs.
    Optional<Club> clubOf(SignUp signUp) {
        return store.read(
                client -> accounts.clubOfAddress(client, signUp.contact().email()));
    }

    /// The link was followed and the button pressed: there is an account from now on, and its space is to be made, by
    /// the caller for a while and then by anybody.
    ///
    /// Not one more of a club that there is: anybody may have signed up with the address of somebody else, who
    /// would let them in by one click.
    Confirmed confirm(String token, Duration lease) {
        return confirm(token, false, lease);
    }

    /// Likewise, as one more space of the club that the address belongs to.
    ///
    /// @param password that was typed at sign-up: whoever reads the mail need not be who signed up
    Confirmed join(String token, String password, ClientAddress address, Duration lease) {
        var found = find(token);
        if (found.isEmpty()) {
            return new Confirmed.Worthless();
        }
        if (!logins.mayTry(found.get().name(), address)) {
            return new Confirmed.TooMany();
        }
        var check = logins.passwords().check(found.get().password(), password).await();
        return check.right() ? confirm(token, true, lease) : new Confirmed.NotRight();
    }

    private Confirmed confirm(String token, boolean joins, Duration lease) {
        var hash = Tokens.hash(token);
        return store.change(tx -> rows.ofToken(tx, hash)
                .compose(found -> found.isEmpty()
                        ? Future.<Confirmed>succeededFuture(new Confirmed.Worthless())
                        : confirm(tx, found.get(), hash, joins, lease)));
    }

    private Future<Confirmed> confirm(SqlConnection tx, SignUp signUp, Buffer token, boolean joins, Duration lease) {
        return club(tx, signUp, joins)
                .compose(club -> begin(tx, signUp, token, club, lease))
                .compose(_ -> accounts.rememberLink(tx, signUp.name(), token))
                .map(new Confirmed.Done(signUp));
    }

    /// Makes the account, and has the space wait for whoever makes it.
    ///
    /// @return fails with [Overtaken] when somebody was faster; a club just made goes with the transaction
    Future<Void> begin(SqlConnection tx, SignUp signUp, Buffer token, long club, Duration lease) {
        return rows.confirm(tx, signUp.name(), token, club, lease)
                .compose(mine ->
                        mine ? accounts.add(tx, signUp.name(), signUp.password()) : Future.succeededFuture(false))
                .compose(done -> done ? Future.succeededFuture() : Future.failedFuture(new Overtaken()));
    }

    private Future<Long> club(SqlConnection tx, SignUp signUp, boolean joins) {
        if (signUp.joins() != null) {
            return Future.succeededFuture(signUp.joins());
        }
        return joins
                ? accounts.clubOfAddress(tx, signUp.contact().email())
                        .compose(club -> club.isPresent()
                                ? Future.succeededFuture(club.get().id())
                                : clubs.add(tx, signUp.club()))
                : clubs.add(tx, signUp.club());
    }

    /// Rolls back what was done for a link that somebody else has just followed.
    static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Overtaken() {
            super("the link was followed meanwhile", null, false, false);
        }
    }
}
