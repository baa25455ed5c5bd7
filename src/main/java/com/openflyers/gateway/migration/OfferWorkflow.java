package com.openflyers.gateway.migration;

import com.openflyers.gateway.account.Account;
import com.openflyers.gateway.account.PostalAddresses;
import com.openflyers.gateway.account.RecordWorkflow;
import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.billing.SetUpPackages;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.migration.Migrations.Requested;
import com.openflyers.gateway.migration.OfferRepository.PriceOf;
import com.openflyers.gateway.registry.Engine;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.RegisteredVersion;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What clubs may ask for, and how they do.
final class OfferWorkflow {

    private static final int PAST = 20;

    /// What became of a wish that was confirmed.
    sealed interface Outcome {

        /// It is recorded, now or by an earlier click.
        record Asked(long migration) implements Outcome {}

        /// Another price holds than was accepted.
        record OtherPrice() implements Outcome {}

        record Impossible() implements Outcome {}
    }

    private final StoreWorkflow store;
    private final RecordWorkflow records;
    private final Migrations migrations;
    private final MigrationParts parts;
    private final MigrationSettings settings;
    private final SetUpPackages packages;
    private final PostalAddresses addresses = new PostalAddresses();
    private final OfferRepository rows = new OfferRepository();
    private final MigrationRepository all = new MigrationRepository();

    OfferWorkflow(
            StoreWorkflow store,
            RecordWorkflow records,
            Migrations migrations,
            MigrationParts parts,
            MigrationSettings settings) {
        this.store = store;
        this.records = records;
        this.migrations = migrations;
        this.parts = parts;
        this.settings = settings;
        this.packages = parts.billing().packages();
    }

    List<RegisteredSpace> all(Account account) {
        return records.spaces(account);
    }

    /// The club's open spaces.
    List<RegisteredSpace> spaces(Account account) {
        return all(account).stream()
                .filter(space -> space.state() == RegisteredSpace.State.ACTIVE)
                .toList();
    }

    /// One of them; empty for every other, be it there or not.
    Optional<RegisteredSpace> space(Account account, String name) {
        return spaces(account).stream()
                .filter(space -> space.name().equals(name))
                .findFirst();
    }

    Optional<Offer> find(Account account, String name) {
        var spaces = spaces(account);
        return spaces.stream()
                .filter(space -> space.name().equals(name))
                .findFirst()
                .map(space -> offer(account, space, spaces));
    }

    private Offer offer(Account account, RegisteredSpace space, List<RegisteredSpace> spaces) {
        var prices = store.read(rows::prices);
        return new Offer(
                space,
                price(prices, space.version(), "yearly"),
                targets(space, prices),
                store.read(client -> rows.free(client, account.club().id())),
                store.read(migrations::average),
                settings.due(),
                store.read(client -> rows.latest(client, space.name())),
                store.read(client -> all.page(client, null, space.name(), PAST)).stream()
                        .sorted(Comparator.comparingLong(Migration::id).reversed())
                        .toList(),
                spaces,
                store.read(client -> packages.underWay(client, account.club().id()))
                        .isPresent(),
                store.read(client -> addresses.find(client, account.club().id())));
    }

    private List<Offer.Target> targets(RegisteredSpace space, Map<PriceOf, Long> prices) {
        var versions = store.read(parts.versions()::all);
        var from = versions.stream()
                .filter(version -> version.name().equals(space.version()))
                .findFirst();
        return versions.stream()
                .filter(to -> from.isPresent() && leads(from.get(), to))
                .filter(to -> !space.formerVersions().contains(to.name()))
                .sorted(Comparator.comparing(RegisteredVersion::channel).thenComparing(RegisteredVersion::name))
                .map(to -> new Offer.Target(
                        to.name(),
                        to.channel(),
                        price(prices, to.name(), "yearly"),
                        price(prices, to.name(), "migration")))
                .toList();
    }

    /// Whether there is a way: scripts, or, where an operator copies by hand, to the version that new clubs get.
    private boolean leads(RegisteredVersion from, RegisteredVersion to) {
        if (from.name().equals(to.name())) {
            return false;
        }
        var byHand = from.engine() == Engine.MANUAL || to.engine() == Engine.MANUAL;
        return byHand
                ? to.signUpDefault()
                : parts.conversions().load(from.name(), to.name()).isPresent();
    }

    private static Optional<Long> price(Map<PriceOf, Long> prices, String version, String kind) {
        return Optional.ofNullable(prices.get(new PriceOf(version, kind)));
    }

    /// Once, however often it is clicked, and in however many tabs: a form that does not know the space's latest
    /// migration finds that one. Only the click that records the request orders the set-up package with it: what an
    /// earlier one left unticked, or what was cancelled since, is no order.
    Outcome request(Account account, RegisteredSpace space, Wish wish) {
        var request = new Request(
                space.name(),
                wish.to(),
                Request.Source.CLIENT_AREA,
                "",
                wish.window(),
                wish.cents().orElse(null),
                false,
                false,
                "account/" + account.name());
        return store.change(tx -> rows.latest(tx, space.name())
                .compose(latest -> latest > wish.seen()
                        ? Future.succeededFuture(new Outcome.Asked(latest))
                        : migrations
                                .request(tx, request)
                                .compose(requested -> requested instanceof Requested.Recorded
                                        ? alongWith(tx, account, space, wish).map(outcome(requested))
                                        : Future.succeededFuture(outcome(requested)))));
    }

    private Future<Void> alongWith(SqlConnection tx, Account account, RegisteredSpace space, Wish wish) {
        var told = wish.address().isEmpty()
                ? Future.<Void>succeededFuture()
                : addresses.write(tx, account.club().id(), wish.address()).<Void>mapEmpty();
        return told.compose(_ -> wish.setUp() ? orderSetUp(tx, account, space, wish) : Future.succeededFuture());
    }

    /// With the request or not at all; a club that has one under way has ordered it already.
    private Future<Void> orderSetUp(SqlConnection tx, Account account, RegisteredSpace space, Wish wish) {
        var wishes = new Text(
                "Avec la migration de %s vers la version %s.".formatted(space.host(), wish.to()),
                "With the migration of %s to version %s.".formatted(space.host(), wish.to()));
        return packages.order(tx, account.club().id(), wishes.in(account.language()), account.name())
                .mapEmpty();
    }

    private static Outcome outcome(Requested requested) {
        return switch (requested) {
            case Requested.Recorded(var migration) -> new Outcome.Asked(migration.id());
            case Requested.UnderWay(var id) -> new Outcome.Asked(id);
            case Requested.PriceNotAccepted _ -> new Outcome.OtherPrice();
            case Requested.UnknownSpace _, Requested.UnknownVersion _, Requested.Impossible _ ->
                new Outcome.Impossible();
        };
    }
}
