package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.PostalAddresses;
import com.openflyers.gateway.billing.Invoice.Line;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The invoices of all clubs: read, and made.
public final class Invoices {

    /// An invoice or a credit note that is to be made.
    ///
    /// @param cause    what there is one for
    /// @param corrects number of the invoice that it is about; null for an invoice
    /// @param first    whether it is set against that one first, and not against the oldest that is open
    record Wanted(
            String cause,
            List<Line> lines,
            int vatPercent,
            long vat,
            @Nullable String corrects,
            boolean first) {}

    private final InvoiceRepository rows = new InvoiceRepository();
    private final WaitingInvoiceRepository waiting = new WaitingInvoiceRepository();
    private final PostalAddresses addresses = new PostalAddresses();
    private final BillingSettings settings;
    private final Payments payments;

    Invoices(BillingSettings settings, Payments payments) {
        this.settings = settings;
        this.payments = payments;
    }

    public Future<Optional<Invoice>> find(SqlClient client, String number) {
        return rows.find(client, number);
    }

    /// The latest first.
    public Future<List<Invoice>> ofClub(SqlClient client, long club) {
        return rows.ofClub(client, club);
    }

    /// By number, the highest first.
    ///
    /// @param open   only those that are not paid
    /// @param before only lower numbers; null for the first page
    public Future<List<Invoice>> page(SqlClient client, boolean open, @Nullable String before, int limit) {
        return rows.page(client, open, before, limit);
    }

    /// Where invoices of the club go; empty if it has never said.
    Future<String> address(SqlClient client, long club) {
        return addresses.find(client, club);
    }

    public Future<Void> address(SqlConnection tx, long club, String address) {
        return addresses.write(tx, club, address).mapEmpty();
    }

    /// Makes an invoice, or a credit note, under the next number of its year; or finds the one that was made for this
    /// cause. Called last: the counter is held from here to the commit.
    ///
    /// @param lines without VAT
    Future<Invoice> issue(SqlConnection tx, long club, String cause, List<Line> lines, LocalDate day) {
        return issue(tx, club, new Wanted(cause, lines, settings.vatPercent(), vat(lines), null, false), day);
    }

    /// Likewise, if there is anything to pay or to give back. An invoice must name the address of whoever pays: for a
    /// club that has never said it, it waits, and is made by [#issueWaiting]. Nothing else waits for that.
    ///
    /// @param corrected cause of the invoice that a credit note would be about
    Future<Optional<Invoice>> charge(
            SqlConnection tx, long club, String cause, List<Line> lines, LocalDate day, String... corrected) {
        var charged = lines.stream().filter(line -> line.cents() != 0).toList();
        if (charged.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return waiting.mustWait(tx, club)
                .compose(must -> must
                        ? waiting.add(tx, club, cause, charged, List.of(corrected))
                                .map(Optional.empty())
                        : issue(tx, club, cause, charged, List.of(corrected), day)
                                .map(Optional::of));
    }

    private Future<Invoice> issue(
            SqlConnection tx, long club, String cause, List<Line> lines, List<String> corrected, LocalDate day) {
        return firstOf(tx, corrected)
                .map(about -> new Wanted(cause, lines, settings.vatPercent(), vat(lines), about, false))
                .compose(wanted -> issue(tx, club, wanted, day));
    }

    /// Clubs for which something waits that can be made by now.
    Future<List<Long>> ready(SqlClient client) {
        return waiting.ready(client);
    }

    /// Makes what has waited for the club's address.
    Future<List<Invoice>> issueWaiting(SqlConnection tx, long club, LocalDate day) {
        return waiting.take(tx, club).compose(all -> {
            var made = Future.<List<Invoice>>succeededFuture(new ArrayList<>());
            for (var each : all) {
                made = made.compose(so -> issue(tx, club, each.cause(), each.lines(), each.corrects(), day)
                        .map(invoice -> {
                            so.add(invoice);
                            return so;
                        }));
            }
            return made;
        });
    }

    /// Clubs that no invoice can be made out to: those with something to be invoiced, then the others in production.
    public Future<List<Unaddressed>> unaddressed(SqlClient client, int limit) {
        return waiting.lacking(client, 0, limit);
    }

    /// Whether the club is one of them, and what waits for it.
    Future<Optional<Unaddressed>> unaddressed(SqlClient client, long club) {
        return waiting.lacking(client, club, 1).map(found -> found.stream().findFirst());
    }

    private Future<@Nullable String> firstOf(SqlConnection tx, List<String> causes) {
        return causes.isEmpty()
                ? Future.succeededFuture(null)
                : rows.ofCause(tx, causes.getFirst())
                        .compose(found -> found.isPresent()
                                ? Future.succeededFuture(found.get().number())
                                : firstOf(tx, causes.subList(1, causes.size())));
    }

    Future<Invoice> issue(SqlConnection tx, long club, Wanted wanted, LocalDate day) {
        return rows.ofCause(tx, wanted.cause())
                .compose(known -> known.isPresent()
                        ? Future.succeededFuture(known.get())
                        : rows.buyer(tx, club)
                                .compose(buyer -> rows.next(tx, day)
                                        .compose(number ->
                                                insert(tx, made(number, club, buyer, wanted), wanted.first()))));
    }

    private long vat(List<Line> lines) {
        return Money.vat(net(lines), settings.vatPercent());
    }

    private static long net(List<Line> lines) {
        return lines.stream().mapToLong(Line::cents).sum();
    }

    private Invoice made(InvoiceRepository.Numbered number, long club, String buyer, Wanted wanted) {
        var net = net(wanted.lines());
        var day = number.issuedOn();
        return new Invoice(
                "%d-%04d".formatted(day.getYear(), number.seq()),
                club,
                wanted.cause(),
                day,
                day.plusDays(settings.payWithin()),
                settings.seller(),
                buyer,
                net,
                wanted.vatPercent(),
                wanted.vat(),
                net + wanted.vat(),
                0,
                net < 0 ? wanted.corrects() : null,
                Invoice.Corrected.NOT,
                wanted.lines());
    }

    private Future<Invoice> insert(SqlConnection tx, Invoice invoice, boolean correctedFirst) {
        return rows.insert(tx, invoice)
                .compose(_ -> correctedFirst
                        ? payments.setAgainstCorrected(tx, invoice)
                        : payments.settle(tx, invoice.club()))
                .compose(_ -> rows.find(tx, invoice.number()))
                .map(Optional::orElseThrow);
    }

    Future<List<Invoice>> overdue(SqlClient client, LocalDate today) {
        return rows.overdue(client, today);
    }
}
