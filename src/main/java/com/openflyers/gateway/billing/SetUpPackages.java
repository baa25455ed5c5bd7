package com.openflyers.gateway.billing;

import com.openflyers.gateway.billing.Invoice.Line;
import com.openflyers.gateway.billing.SetUpPackage.State;
import com.openflyers.gateway.http.Text;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Set-up packages: ordered by a club, quoted by an operator, accepted, invoiced, done.
public final class SetUpPackages {

    private static final Text LINE = new Text("Forfait paramétrage", "Set-up package");

    /// What became of somebody's word about a package.
    public sealed interface Said {

        record Done(SetUpPackage now) implements Said {}

        record Unknown() implements Said {}

        /// There is no postal address that the invoice could be made out to.
        record NoAddress() implements Said {}

        /// It is elsewhere by now.
        record NotNow(SetUpPackage now) implements Said {}
    }

    private final SetUpRepository rows = new SetUpRepository();
    private final Invoices invoices;
    private final BillingMail mail;
    private final InstantSource clock;

    SetUpPackages(Invoices invoices, BillingMail mail, InstantSource clock) {
        this.invoices = invoices;
        this.mail = mail;
        this.clock = clock;
    }

    public Future<Optional<SetUpPackage>> find(SqlClient client, long id) {
        return rows.find(client, id);
    }

    /// The latest first.
    public Future<List<SetUpPackage>> ofClub(SqlClient client, long club) {
        return rows.ofClub(client, club);
    }

    /// The one that is ordered, quoted or being worked on.
    public Future<Optional<SetUpPackage>> underWay(SqlClient client, long club) {
        return rows.ofClub(client, club)
                .map(all -> all.stream().filter(each -> each.state().isOpen()).findFirst());
    }

    /// The latest first.
    ///
    /// @param state only those; null for all
    public Future<List<SetUpPackage>> page(SqlClient client, @Nullable State state, int limit) {
        return rows.page(client, state, limit);
    }

    /// Orders one for the club, unless it has one under way.
    ///
    /// @param by the account
    /// @return false if the club has one under way
    public Future<Boolean> order(SqlConnection tx, long club, String wishes, String by) {
        return rows.lockClub(tx, club).compose(_ -> rows.order(tx, club, wishes, by));
    }

    /// Says what it costs, or corrects what was said; the club is told.
    ///
    /// @param cents without VAT
    public Future<Said> quote(SqlConnection tx, long id, long cents) {
        return rows.lock(tx, id).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new Said.Unknown());
            }
            var before = found.get();
            if (before.state() != State.ORDERED && before.state() != State.QUOTED) {
                return Future.succeededFuture(new Said.NotNow(before));
            }
            return rows.change(tx, before, State.QUOTED, cents, null)
                    .compose(_ -> rows.find(tx, id).map(Optional::orElseThrow))
                    .compose(now -> mail.quoted(tx, now, cents).map(new Said.Done(now)));
        });
    }

    /// The club agrees with the quote that it was shown: the invoice is made.
    ///
    /// @param cents   as it was shown
    /// @param address to be known from then on, where invoices of the club go; empty to leave it as it is
    public Future<Said> accept(SqlConnection tx, long club, long id, long cents, Optional<String> address) {
        return rows.lockClub(tx, club).compose(_ -> rows.lock(tx, id)).compose(found -> {
            if (found.isEmpty() || found.get().club() != club) {
                return Future.succeededFuture(new Said.Unknown());
            }
            var before = found.get();
            if (before.state() != State.QUOTED
                    || before.cents().filter(quoted -> quoted == cents).isEmpty()) {
                return Future.succeededFuture(new Said.NotNow(before));
            }
            var day = LocalDate.ofInstant(clock.instant(), Subscriptions.PARIS);
            return address.map(typed -> invoices.address(tx, club, typed))
                    .orElse(Future.succeededFuture())
                    .compose(_ -> invoices.address(tx, club))
                    .compose(known -> known.isEmpty()
                            ? Future.succeededFuture(new Said.NoAddress())
                            : invoiced(tx, before, cents, day));
        });
    }

    private Future<Said> invoiced(SqlConnection tx, SetUpPackage before, long cents, LocalDate day) {
        var id = before.id();
        return invoices.issue(tx, before.club(), "set-up package " + id, List.of(new Line(LINE, cents)), day)
                .compose(invoice -> rows.change(tx, before, State.ACCEPTED, cents, invoice.number())
                        .compose(_ -> mail.invoiceToClub(tx, invoice)))
                .compose(_ -> now(tx, id));
    }

    /// The club wants none after all, as long as there is no invoice.
    public Future<Said> decline(SqlConnection tx, long club, long id) {
        return rows.lock(tx, id).compose(found -> {
            if (found.isEmpty() || found.get().club() != club) {
                return Future.succeededFuture(new Said.Unknown());
            }
            var before = found.get();
            if (before.state() != State.ORDERED && before.state() != State.QUOTED) {
                return Future.succeededFuture(new Said.NotNow(before));
            }
            return rows.change(tx, before, State.DECLINED, before.cents().orElse(null), null)
                    .compose(_ -> now(tx, id));
        });
    }

    /// The work is done.
    public Future<Said> done(SqlConnection tx, long id) {
        return rows.lock(tx, id).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(new Said.Unknown());
            }
            var before = found.get();
            if (before.state() != State.ACCEPTED) {
                return Future.succeededFuture(new Said.NotNow(before));
            }
            return rows.change(
                            tx,
                            before,
                            State.DONE,
                            before.cents().orElse(null),
                            before.invoice().orElse(null))
                    .compose(_ -> now(tx, id));
        });
    }

    private Future<Said> now(SqlConnection tx, long id) {
        return rows.find(tx, id).map(found -> new Said.Done(found.orElseThrow()));
    }
}
