package com.openflyers.gateway.account;

import com.openflyers.gateway.account.ReservationRepository.Pending;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.mail.Outbox;
import com.openflyers.gateway.mail.Recipient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Keeps a name for whoever signs up, and mails the link that confirms it.
///
/// The latest link counts, and leads to what was asked for when it was mailed. So where no other one may be mailed, it
/// stays as it is; and the same wish again, as by a second click, changes nothing about it. Whoever types the password
/// of a sign-up that waits is the one who asked for it, and may correct it, the address too; whoever reads the mails of
/// its address may ask anew.
final class ReservationWorkflow {

    /// To one address, whoever asks, and for whatever.
    static final Allowance MAILS = new Allowance(5, Duration.ofMinutes(12));

    /// Passwords tried on a name that waits, by people of other addresses.
    private static final Allowance GUESSES = Allowance.perHour(10);

    /// For hashing a password.
    private static final Duration HELD = Duration.ofMinutes(2);

    static final Text PENDING = new Text(
            "Une inscription attend sa confirmation sous ce nom. Si c’est la vôtre, indiquez le même mot de passe qu’alors : vous pouvez tout corriger, l’adresse e-mail aussi.",
            "A sign-up of this name waits to be confirmed. If it is yours, type the same password as then: you can correct everything, the e-mail address too.");

    sealed interface Outcome {

        /// The latest link is on its way, or has just gone.
        record Sent(String email) implements Outcome {}

        /// No other one is mailed for now: the latest stays what it is.
        record Kept(String email) implements Outcome {}

        /// Nor was any for this name.
        record TooManyMails() implements Outcome {}

        /// Somebody else's name, for now.
        record Reserved() implements Outcome {}
    }

    private final StoreWorkflow store;
    private final PasswordHash passwords;
    private final AccountLetters letters;
    private final Duration unconfirmed;
    private final UnaryOperator<String> hosts;
    private final Outbox outbox = new Outbox();
    private final ReservationRepository rows = new ReservationRepository();

    /// @param hosts of spaces by their names
    ReservationWorkflow(
            StoreWorkflow store,
            PasswordHash passwords,
            AccountLetters letters,
            Duration unconfirmed,
            UnaryOperator<String> hosts) {
        this.store = store;
        this.passwords = passwords;
        this.letters = letters;
        this.unconfirmed = unconfirmed;
        this.hosts = hosts;
    }

    /// Whether the name waits for its link to be followed.
    boolean isPending(String name) {
        return pending(name).isPresent();
    }

    private Optional<Pending> pending(String name) {
        return store.read(client -> rows.pending(client, name));
    }

    /// First the name, then the hashes: of fifty who want one name, forty-nine need not wait for theirs.
    ///
    /// @param bare without hashes yet
    Outcome ask(SignUp bare, String password) {
        var before = pending(bare.name());
        if (before.isPresent()) {
            return again(before.get(), bare, password);
        }
        var held = Tokens.hash(Tokens.random());
        if (store.read(client -> rows.reserve(client, bare, held, HELD, ""))) {
            return first(bare, password, held);
        }
        return pending(bare.name()).map(faster -> again(faster, bare, password)).orElseGet(Outcome.Reserved::new);
    }

    /// @param held what the name is held under, until its first link is mailed
    private Outcome first(SignUp bare, String password, Buffer held) {
        return switch (mail(hashed(bare, password), held)) {
            case Outcome.Kept _ -> {
                store.read(client -> rows.release(client, bare.name(), held));
                yield new Outcome.TooManyMails();
            }
            case Outcome.Reserved _
            when isHers(bare) -> new Outcome.Sent(bare.contact().email());
            case Outcome other -> other;
        };
    }

    /// Whether another click has mailed it meanwhile.
    private boolean isHers(SignUp bare) {
        return pending(bare.name())
                .filter(pending -> isOfAddress(pending, bare))
                .isPresent();
    }

    private Outcome again(Pending pending, SignUp bare, String password) {
        var stored = pending.wanted().password();
        var hers = isOfAddress(pending, bare);
        if (stored.isEmpty()) {
            // By another click, which is being served, or was until its node died: whoever is first mails the link.
            return hers ? first(bare, password, pending.token()) : new Outcome.Reserved();
        }
        if (!hers && !store.read(client -> Attempts.take(client, "sign-up/name/" + bare.name(), GUESSES))) {
            return new Outcome.Reserved();
        }
        var same = passwords.check(stored, password).await().right();
        if (!hers && !same) {
            return new Outcome.Reserved();
        }
        var wanted = same ? bare.with(stored, pending.wanted().memberPassword()) : hashed(bare, password);
        if (hers && same && pending.recent()) {
            return mend(wanted, pending.token());
        }
        var outcome = mail(wanted, pending.token());
        return outcome instanceof Outcome.Kept && hers && same ? mend(wanted, pending.token()) : outcome;
    }

    /// Without another mail.
    private Outcome mend(SignUp wanted, Buffer token) {
        return store.read(client -> rows.mend(client, wanted, token))
                ? new Outcome.Sent(wanted.contact().email())
                : new Outcome.Reserved();
    }

    /// @param former the latest link so far
    private Outcome mail(SignUp wanted, Buffer former) {
        var email = wanted.contact().email();
        return store.change(tx -> rows.lock(tx, wanted.name(), former).compose(latest -> {
            if (!latest) {
                return Future.succeededFuture(new Outcome.Reserved());
            }
            return Attempts.take(tx, key(email), MAILS)
                    .compose(
                            more -> more ? renew(tx, wanted, former) : Future.succeededFuture(new Outcome.Kept(email)));
        }));
    }

    private Future<Outcome> renew(SqlConnection tx, SignUp wanted, Buffer former) {
        var token = Tokens.random();
        var to = new Recipient(wanted.contact().email(), Account.language(wanted.contact()));
        return rows.mend(tx, wanted, former)
                .compose(mine -> mine
                        ? rows.renew(tx, wanted.name(), Tokens.hash(token), unconfirmed)
                                .compose(_ ->
                                        outbox.add(tx, letters.confirm(to, wanted, hosts.apply(wanted.name()), token)))
                                .map(new Outcome.Sent(to.address()))
                        : Future.succeededFuture(new Outcome.Reserved()));
    }

    /// Of what is counted for [#MAILS].
    static String key(String email) {
        return "mail/" + email.toLowerCase(Locale.ROOT);
    }

    private static boolean isOfAddress(Pending pending, SignUp bare) {
        return pending.wanted()
                .contact()
                .email()
                .equalsIgnoreCase(bare.contact().email());
    }

    /// For [#ask], and for whoever needs no link.
    SignUp hashed(SignUp bare, String password) {
        return bare.with(
                passwords.of(password).await(), passwords.ofMember(password).await());
    }
}
