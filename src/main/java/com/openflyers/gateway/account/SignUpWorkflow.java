package com.openflyers.gateway.account;

import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.registry.Channel;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.RegisteredVersion;
import com.openflyers.gateway.registry.Versions;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes down that a club wants a space; [ConfirmationWorkflow] has it from there.
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

        /// As after [ConfirmationWorkflow#confirm].
        record Making(String name) implements Another {}

        /// The same was asked for a moment ago, as by a second click: somebody is at it.
        record Asked(String name) implements Another {}

        record Faulty(Map<String, Text> faults) implements Another {}

        record TooMany() implements Another {}
    }

    private final StoreWorkflow store;
    private final ConfirmationWorkflow confirmations;
    private final Names names;
    private final Versions versions;
    private final Predicate<String> beginnable;
    private final ReservationWorkflow reservations;
    private final ClientAreaSettings settings;
    private final SignUpRepository rows = new SignUpRepository();
    private final ReservationRepository reserved = new ReservationRepository();
    private final AccountRepository accounts = new AccountRepository();

    /// @param beginnable whether clubs can begin on a version
    SignUpWorkflow(
            StoreWorkflow store,
            ConfirmationWorkflow confirmations,
            Names names,
            Versions versions,
            Predicate<String> beginnable,
            ReservationWorkflow reservations,
            ClientAreaSettings settings) {
        this.store = store;
        this.confirmations = confirmations;
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

    /// Whether a space of that name is in the making.
    boolean isInTheMaking(String name) {
        return store.read(client -> rows.confirmed(client, name)).isPresent();
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
                            ? confirmations
                                    .begin(tx, wanted, token, account.club().id(), lease)
                                    .map(true)
                            : Future.succeededFuture(false)));
            return done
                    ? new Another.Making(wanted.name())
                    : new Another.Faulty(Map.of("name", ReservationWorkflow.PENDING));
        } catch (ConfirmationWorkflow.Overtaken e) {
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
}
