package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.Channel;
import com.openflyers.gateway.registry.Club;
import com.openflyers.gateway.registry.Clubs;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes down that a club wants a space, and makes its account once the mailed link has been followed.
public final class SignUpWorkflow {

    private static final Logger LOG = Logger.getLogger(SignUpWorkflow.class.getName());

    /// Whoever asks for a space that their club got so short a time ago has asked for that one.
    private static final Duration SECOND_CLICK = Duration.ofMinutes(10);

    private static final Text TAKEN = new Text("Cette adresse est déjà prise.", "This address is taken.");

    sealed interface Outcome {

        record Asked(ReservationWorkflow.Outcome reservation) implements Outcome {}

        record Faulty(Map<String, Text> faults) implements Outcome {}

        record TooMany() implements Outcome {}
    }

    /// What becomes of one more space of a club.
    sealed interface Another {

        /// As after [#confirm].
        record Making(String name) implements Another {}

        /// The same was asked for a moment ago, as by a second click: somebody is at it.
        record Asked(String name) implements Another {}

        record Faulty(Map<String, Text> faults) implements Another {}

        record TooMany() implements Another {}
    }

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
    private final Names names;
    private final Versions versions;
    private final Predicate<String> beginnable;
    private final ReservationWorkflow reservations;
    private final ClientAreaSettings settings;
    private final SignUpRepository rows = new SignUpRepository();
    private final WishRepository wishes = new WishRepository();
    private final ReservationRepository reserved = new ReservationRepository();
    private final Clubs clubs = new Clubs();
    private final AccountRepository accounts = new AccountRepository();

    /// @param beginnable whether clubs can begin on a version
    SignUpWorkflow(
            StoreWorkflow store,
            LoginWorkflow logins,
            Names names,
            Versions versions,
            Predicate<String> beginnable,
            ReservationWorkflow reservations,
            ClientAreaSettings settings) {
        this.store = store;
        this.logins = logins;
        this.names = names;
        this.versions = versions;
        this.beginnable = beginnable;
        this.reservations = reservations;
        this.settings = settings;
    }

    /// What a new club may begin on: the version that is the default, then those that are offered as beta or alpha.
    List<RegisteredVersion> offered() {
        return store.read(client -> versions.all(client)).stream()
                .filter(version -> version.signUpDefault() || version.channel() != Channel.STABLE)
                .filter(version -> version.engine() == Engine.POSTGRESQL && version.template() != null)
                .filter(version -> beginnable.test(version.name()))
                .sorted((one, other) -> Boolean.compare(other.signUpDefault(), one.signUpDefault()))
                .toList();
    }

    /// Why the folded name cannot be had; empty if it can.
    Optional<Text> fault(String name) {
        return faultForEver(name)
                .or(() -> reservations.isPending(name) ? Optional.of(ReservationWorkflow.PENDING) : Optional.empty());
    }

    /// Likewise, not counting who waits for their link.
    private Optional<Text> faultForEver(String name) {
        return names.fault(name)
                .or(() -> store.read(client -> rows.isTaken(client, name)) ? Optional.of(TAKEN) : Optional.empty());
    }

    /// Another club's name that reads much the same.
    Optional<String> lookAlike(String name) {
        return store.read(client -> rows.lookAlike(client, name));
    }

    /// Whether a name that may be chosen is somebody's.
    boolean isTaken(String name) {
        return names.fault(name).isEmpty() && store.read(client -> rows.isTaken(client, name));
    }

    /// Whether the space of the name is there, not only wanted.
    boolean isThere(String name) {
        return store.read(client -> rows.isThere(client, name));
    }

    /// After which somebody who signed up too often may do so again.
    Duration pace() {
        return Allowance.perHour(settings.signUpsPerHour()).pace();
    }

    String host(String name) {
        return names.host(name);
    }

    /// Asks for a space for a new club.
    Outcome ask(SignUpForm form, ClientAddress address) {
        var faults = faults(form);
        if (!faults.isEmpty()) {
            return new Outcome.Faulty(faults);
        }
        if (!mayAsk(address.block())) {
            return new Outcome.TooMany();
        }
        LOG.info(() -> "sign-up of " + form.name() + " from " + address.text());
        return new Outcome.Asked(reservations.ask(bare(form, null), form.password()));
    }

    /// Uses up one attempt of whoever asks.
    private boolean mayAsk(String who) {
        var perHour = Allowance.perHour(settings.signUpsPerHour());
        return store.read(client -> Attempts.take(client, "sign-up/" + who, perHour));
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

    /// Whether a space of that name is in the making.
    boolean isInTheMaking(String name) {
        return store.read(client -> rows.confirmed(client, name)).isPresent();
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
                .compose(club -> rows.confirm(tx, signUp.name(), token, club, lease)
                        .compose(mine -> mine
                                ? account(tx, signUp)
                                        .compose(_ -> accounts.rememberLink(tx, signUp.name(), token))
                                        .map(_ -> (Confirmed) new Confirmed.Done(signUp))
                                // Somebody was faster: the club just made goes with the transaction.
                                : Future.failedFuture(new Overtaken())));
    }

    /// One that is there is another club's.
    private Future<Boolean> account(SqlConnection tx, SignUp signUp) {
        return accounts.add(tx, signUp.name(), signUp.password())
                .compose(added -> added ? Future.succeededFuture(true) : Future.failedFuture(new Overtaken()));
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

    /// One more space of a club whose account asks for it: its address is confirmed, so nothing is mailed.
    ///
    /// @param address counts as one that signs up, and so does the club, wherever it asks from
    Another another(SignUpForm form, Account account, ClientAddress address, Duration lease) {
        var outcome = tryAnother(form, account, address, lease);
        return outcome instanceof Another.Faulty(var faults)
                        && faults.keySet().equals(Set.of("name"))
                        && store.read(client -> accounts.isRecent(
                                client, form.name(), account.club().id(), SECOND_CLICK))
                ? new Another.Asked(form.name())
                : outcome;
    }

    private Another tryAnother(SignUpForm form, Account account, ClientAddress address, Duration lease) {
        var faults = faults(form);
        if (!faults.isEmpty()) {
            return new Another.Faulty(faults);
        }
        if (!mayAsk(address.block()) || !mayAsk("club/" + account.club().id())) {
            return new Another.TooMany();
        }
        var wanted = reservations.hashed(bare(form, account.club().id()), form.password());
        var token = Tokens.hash(Tokens.random());
        var known = account.contact().email();
        try {
            var done = store.change(tx -> reserved.reserve(tx, wanted, token, settings.unconfirmed(), known)
                    .compose(mine -> mine
                            ? rows.confirm(
                                            tx,
                                            wanted.name(),
                                            token,
                                            account.club().id(),
                                            lease)
                                    .compose(_ -> account(tx, wanted))
                            : Future.succeededFuture(false)));
            return done
                    ? new Another.Making(wanted.name())
                    : new Another.Faulty(Map.of("name", ReservationWorkflow.PENDING));
        } catch (Overtaken e) {
            return new Another.Faulty(Map.of("name", TAKEN));
        }
    }

    private Map<String, Text> faults(SignUpForm form) {
        var faults = new LinkedHashMap<>(form.faults());
        if (!faults.containsKey("name")) {
            faultForEver(form.name()).ifPresent(fault -> faults.put("name", fault));
        }
        if (offered().stream().noneMatch(version -> version.name().equals(form.version()))) {
            faults.put("version", new Text("Choisissez une version.", "Choose a version."));
        }
        return faults;
    }

    private static SignUp bare(SignUpForm form, @Nullable Long joins) {
        return new SignUp(form.name(), form.club(), joins, form.contact(), form.version(), "", "", 0);
    }

    /// Rolls back what was done for a link that somebody else has just followed.
    static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Overtaken() {
            super("the link was followed meanwhile", null, false, false);
        }
    }
}
