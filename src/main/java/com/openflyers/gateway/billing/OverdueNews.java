package com.openflyers.gateway.billing;

import com.openflyers.gateway.account.Account;
import com.openflyers.gateway.account.ClubNews;
import com.openflyers.gateway.account.StoreWorkflow;
import com.openflyers.gateway.http.Language;
import com.openflyers.gateway.http.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Says that invoices are overdue, and that nothing comes of it.
final class OverdueNews implements ClubNews {

    private final StoreWorkflow store;
    private final Invoices invoices;
    private final Supplier<LocalDate> today;

    OverdueNews(StoreWorkflow store, Invoices invoices, Supplier<LocalDate> today) {
        this.store = store;
        this.invoices = invoices;
        this.today = today;
    }

    @Override
    public Optional<Line> about(Account account) {
        var day = today.get();
        var late = store.read(client -> invoices.ofClub(client, account.club().id())).stream()
                .filter(invoice -> invoice.isOverdue(day))
                .toList();
        return switch (late.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(one(late.getFirst()));
            default -> Optional.of(several(late));
        };
    }

    private static Line one(Invoice invoice) {
        var words = new Text(
                "Il reste %s à payer sur la facture %s, échue le %s : vos espaces restent ouverts, et si votre règlement est en route, tout va bien."
                        .formatted(
                                Money.of(invoice.remainder(), Language.FRENCH),
                                invoice.number(),
                                Money.day(invoice.dueOn(), Language.FRENCH)),
                "Invoice %s, with %s still to be paid, was due on %s: your spaces stay open, and if your payment is on its way, all is well."
                        .formatted(
                                invoice.number(),
                                Money.of(invoice.remainder(), Language.ENGLISH),
                                Money.day(invoice.dueOn(), Language.ENGLISH)));
        return new Line(words, new Text("Voir la facture", "See the invoice"), "/billing/invoices/" + invoice.number());
    }

    private static Line several(List<Invoice> late) {
        var cents = late.stream().mapToLong(Invoice::remainder).sum();
        var words = new Text(
                "Il reste %s à payer sur %d factures échues : vos espaces restent ouverts, et si votre règlement est en route, tout va bien."
                        .formatted(Money.of(cents, Language.FRENCH), late.size()),
                "%d invoices, with %s still to be paid, are overdue: your spaces stay open, and if your payment is on its way, all is well."
                        .formatted(late.size(), Money.of(cents, Language.ENGLISH)));
        return new Line(words, new Text("Voir les factures", "See the invoices"), "/billing");
    }
}
