package com.openflyers.gateway.billing;

import com.openflyers.gateway.billing.Invoice.Line;
import com.openflyers.gateway.registry.Audit;
import com.openflyers.gateway.registry.AuditEntry;
import com.openflyers.gateway.registry.Expected;
import com.openflyers.gateway.registry.Outcome;
import com.openflyers.gateway.registry.RegisteredSpace;
import com.openflyers.gateway.registry.SpaceForm;
import com.openflyers.gateway.registry.Spaces;
import com.openflyers.gateway.route.Space.Kind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Starts billing, which is going into production.
///
/// Whoever writes about a subscription locks the space first, then the number of an invoice, then the registry's
/// counter: always in this order, so that nobody waits in a circle. Whoever orders or accepts a set-up package locks
/// the club before the package and the number, and no space. Whoever merges or renames clubs locks their spaces before
/// the clubs (see [com.openflyers.gateway.registry.Clubs]), since the invoice of a space locks its club as well. Who
/// corrects an invoice has it alone before the number; credit is settled after it, by one for each club at a time, and
/// only then are invoices locked, one after the other.
public final class Subscriptions {

    /// Where the clubs are, and their years begin.
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /// What became of the wish to go into production.
    public sealed interface Started {

        /// @param invoice empty if there is nothing to pay
        record InProduction(Optional<Invoice> invoice) implements Started {}

        /// By an earlier click, or another tab.
        record Already() implements Started {}

        /// Not an open space of this club.
        record Unknown() implements Started {}

        /// Its version has no price.
        record NoPrice() implements Started {}

        /// It is not what was shown and accepted.
        record OtherPrice(Offer now) implements Started {}

        /// A migration has the space for itself.
        record Busy() implements Started {}
    }

    private final SubscriptionRepository rows = new SubscriptionRepository();
    private final Audit audit = new Audit();
    private final Spaces spaces;
    private final Invoices invoices;
    private final BillingMail mail;
    private final BillingSettings settings;
    private final InstantSource clock;

    Subscriptions(Spaces spaces, Invoices invoices, BillingMail mail, BillingSettings settings, InstantSource clock) {
        this.spaces = spaces;
        this.invoices = invoices;
        this.mail = mail;
        this.settings = settings;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PARIS);
    }

    /// In days.
    int payWithin() {
        return settings.payWithin();
    }

    SubscriptionRepository rows() {
        return rows;
    }

    /// The running ones.
    public Future<List<Subscription>> ofClub(SqlClient client, long club) {
        return rows.ofClub(client, club);
    }

    /// What going into production would cost today; empty if the version has no price.
    public Future<Optional<Offer>> offer(SqlClient client, RegisteredSpace space) {
        var day = today();
        return rows.price(client, space.version(), day)
                .compose(price -> rows.find(client, space.name())
                        .map(before -> price.map(yearly -> {
                            var billed = before.filter(known -> known.billedYear() >= day.getYear())
                                    .isPresent();
                            var net = billed ? 0 : ProRata.cents(yearly, day);
                            return new Offer(space.version(), yearly, day, net, settings.vatPercent());
                        })));
    }

    /// Puts the space into production from now on: space, subscription, invoice and letter, or nothing.
    ///
    /// @param club     whose space it must be
    /// @param by       the account, for the record
    /// @param accepted the total that was shown, in cents
    /// @param address  where invoices of the club go
    public Future<Started> start(SqlConnection tx, long club, String name, String by, long accepted, String address) {
        return rows.lock(tx, name).compose(_ -> spaces.find(tx, name)).compose(found -> {
            if (found.isEmpty() || found.get().club().id() != club || isClosed(found.get())) {
                return Future.succeededFuture(new Started.Unknown());
            }
            var space = found.get();
            if (space.kind() == Kind.PRODUCTION) {
                return Future.succeededFuture(new Started.Already());
            }
            if (space.reservedBy() != null) {
                return Future.succeededFuture(new Started.Busy());
            }
            return offer(tx, space).compose(offer -> {
                if (offer.isEmpty()) {
                    return Future.<Started>succeededFuture(new Started.NoPrice());
                }
                return offer.get().total() == accepted
                        ? begin(tx, space, by, offer.get(), address)
                        : Future.<Started>succeededFuture(new Started.OtherPrice(offer.get()));
            });
        });
    }

    private Future<Started> begin(SqlConnection tx, RegisteredSpace space, String by, Offer offer, String address) {
        var now = clock.instant();
        var line = new Line(Lines.subscription(space.host(), offer.version(), offer.from()), offer.net());
        var cause = "subscription " + space.name() + " " + offer.from().getYear();
        return rows.start(tx, space.name(), "club", now, offer.from())
                .compose(_ -> rows.price(tx, space.name(), offer.from(), offer.version(), offer.yearly()))
                .compose(_ -> invoices.address(tx, space.club().id(), address))
                .compose(_ -> invoices.charge(tx, space.club().id(), cause, List.of(line), offer.from()))
                .compose(invoice -> produce(tx, space, by)
                        .compose(_ -> audit.append(
                                tx,
                                new AuditEntry(
                                        "account " + by,
                                        "space.production",
                                        "space/" + space.name(),
                                        new JsonObject()
                                                .put(
                                                        "invoice",
                                                        invoice.map(Invoice::number)
                                                                .orElse("")))))
                        .compose(_ -> mail.inProduction(tx, space, invoice, now))
                        .map(new Started.InProduction(invoice)));
    }

    private Future<Void> produce(SqlConnection tx, RegisteredSpace space, String by) {
        var form = new SpaceForm(
                space.name(), space.club().name(), space.contact(), Kind.PRODUCTION, space.version(), null);
        return spaces.put(tx, form, Expected.exactly(space.revision()), "account " + by)
                .compose(outcome -> outcome instanceof Outcome.Written
                        ? Future.succeededFuture()
                        : Future.failedFuture(new IllegalStateException("no production: " + outcome)));
    }

    static boolean isClosed(RegisteredSpace space) {
        return space.state() == RegisteredSpace.State.CLOSED;
    }
}
